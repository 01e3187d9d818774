"""Effects that are gone: whoever needs them comes back later, and the log says what to load."""

from django.http import HttpRequest, HttpResponse

from attribution.errors import NotInBundle
from core.log_once import log_once

RETRY_AFTER = 600
"""Seconds; somebody has to load them."""


def told(request: HttpRequest, response: HttpResponse, problem: NotInBundle) -> HttpResponse:
    """The response, with its Retry-After; it is logged what is missing."""
    response.headers["Retry-After"] = str(RETRY_AFTER)
    log_once(
        request,
        response,
        f"{problem} People are asked to come back later; nothing of theirs is lost, and they go on "
        "once `manage.py load_effects` or a backup has brought it back.",
    )
    return response
