"""Middleware for storage that fails: a page that keeps what was sent, and one sentence in the log.

Such as a full disk, a database that is down, or a read-only file system. What was sent is not
stored; once the fault is gone, pages work again without a restart.
"""

import errno
from collections.abc import Callable

from django.db import InterfaceError, InternalError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from core.log_once import log_once
from survey.urls import app_name

RETRY_AFTER = 30
"""Seconds after which a program may ask again."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
READ_ONLY = "25006"
"""PostgreSQL's SQLSTATE for a read-only database, which Django raises as an InternalError."""


def is_outage(problem: BaseException) -> bool:
    """Whether storage failed, and not our own code."""
    if isinstance(problem, OSError):
        return problem.errno in NO_ROOM
    cause = problem.__cause__
    if isinstance(problem, InternalError):
        return getattr(cause, "sqlstate", None) == READ_ONLY
    # SQLITE_ERROR means a wrong statement, such as one on a missing table.
    is_ours = getattr(cause, "sqlite_errorname", "") == "SQLITE_ERROR"
    return isinstance(problem, OperationalError | InterfaceError) and not is_ours


class StorageErrors:
    """Answers 503 for as long as storage fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not is_outage(problem):
            return None
        _close_connections()
        response = _answer(request)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        log_once(request, response, sentence_about(problem))
        return response


def sentence_about(problem: Exception) -> str:
    """A sentence for the log, without anything that a participant sent."""
    # Lines after the first can quote a row.
    cause = (str(problem).splitlines() or [type(problem).__name__])[0]
    return (
        f"Nothing can be stored or read ({cause}): pages answer 503 and ask people to try again, "
        "nothing stored is lost, and pages go on by themselves once there is room on the disk, it "
        "can be written, and the database answers."
    )


def _close_connections() -> None:
    """Connections to SQLite that were opened while storage failed would stay broken."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _answer(request: HttpRequest) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return JsonResponse({"detail": "Storage fails at the moment. Ask again later."}, status=503)
    match, was_sent = request.resolver_match, request.method == "POST"
    # Only participants' pages return what was sent; on others it could be a password or a file.
    keeps = was_sent and match is not None and match.app_name == app_name
    context = {
        "was_sent": was_sent,
        "keeps": keeps,
        "sent": list(request.POST.lists()) if keeps else [],
        "address": request.get_full_path(),
    }
    # Rendered without the request, whose context processors would use the database.
    return HttpResponse(render_to_string("503.html", context), status=503)
