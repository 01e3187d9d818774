"""When storage fails for a while: a page that keeps what was sent, and one sentence in the log.

A full disk, a database that is away, a file system that can only be read: what was sent is not
stored, and as soon as the fault is gone everything goes on by itself.
"""

import errno
from collections.abc import Callable

from django.db import InterfaceError, InternalError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from core.log_once import tell
from survey.urls import app_name

RETRY_AFTER = 30
"""Seconds that a program should wait before it asks again."""

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
READ_ONLY = "25006"
"""PostgreSQL's code for a database that can only be read, which Django takes for our mistake."""


def is_outage(problem: BaseException) -> bool:
    """Whether storage failed, rather than a program of ours."""
    if isinstance(problem, OSError):
        return problem.errno in NO_ROOM
    cause = problem.__cause__
    if isinstance(problem, InternalError):
        return getattr(cause, "sqlstate", None) == READ_ONLY
    # SQLite's word for statements that are wrong, such as one on a table that is not there.
    is_ours = getattr(cause, "sqlite_errorname", "") == "SQLITE_ERROR"
    return isinstance(problem, OperationalError | InterfaceError) and not is_ours


class Outage:
    """Answers 503 for as long as storage fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not is_outage(problem):
            return None
        _let_go()
        response = _answer(request)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        tell(request, response, sentence_about(problem))
        return response


def sentence_about(problem: Exception) -> str:
    """For whoever runs the server; nothing that a participant sent is in it."""
    # What follows the first line can quote a row.
    cause = (str(problem).splitlines() or [type(problem).__name__])[0]
    return (
        f"Nothing can be stored or read ({cause}): pages answer 503 and ask people to try again, "
        "nothing stored is lost, and pages go on by themselves once there is room on the disk, it "
        "can be written, and the database answers."
    )


def _let_go() -> None:
    """SQLite's connections stay read-only, or broken, where they were opened in an outage."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()


def _answer(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": "Storage fails at the moment. Ask again later."}, status=503)
    match, was_sent = request.resolver_match, request.method == "POST"
    # Participants' pages alone give back what was sent: in others it could be a password, a file.
    keeps = was_sent and match is not None and match.app_name == app_name
    context = {
        "was_sent": was_sent,
        "keeps": keeps,
        "sent": list(request.POST.lists()) if keeps else [],
        "address": request.get_full_path(),
    }
    # Without the request, whose processors could need the database again.
    return HttpResponse(render_to_string("503.html", context), status=503)
