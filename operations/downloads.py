"""Downloads in the log of changes: those that are told, and every attachment of a study's pages."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

from operations.change_log import note_change
from operations.models import Change
from survey.studies.downloads import note_download
from survey.studies.models import Study

__all__ = ["note_attachments", "note_download", "noted"]

_noted: ContextVar[bool] = ContextVar("noted", default=False)
"""Whether the download that the request asks for is in the log already."""


def noted(study: Study | None, what: str, details: Mapping[str, Any], **_: Any) -> None:
    """Receives the signal that a download begins."""
    slug = study.slug if study else ""
    note_change(Change.Kind.DOWNLOADED, "download", what, details, study=slug)
    _noted.set(True)


def note_attachments(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that notes each file of a study which no page has noted with more details.

    So a new page with a download is in the log though nobody thought of it. What participants
    fetch of their own is about no study of the team, and is not noted.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _noted.set(False)
        try:
            response = get_response(request)
            if not _noted.get() and _is_attachment(request, response):
                study: Study | None = getattr(request, "study", None)
                if study is not None:
                    note_download(study, _file_name(response), {"address": request.path})
            return response
        finally:
            _noted.reset(token)

    return middleware


def _is_attachment(request: HttpRequest, response: HttpResponse) -> bool:
    sent = response.headers.get("Content-Disposition", "").startswith("attachment")
    return sent and response.status_code == 200 and request.method != "HEAD"


def _file_name(response: HttpResponse) -> str:
    return response.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
