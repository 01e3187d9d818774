"""Effects that are gone: whoever needs them comes back later, and the log says what to load."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

from attribution.errors import NotInBundle

log = logging.getLogger(__name__)

RETRY_AFTER = 600
"""Seconds; somebody has to load them."""


def told(request: HttpRequest, response: HttpResponse, problem: NotInBundle) -> HttpResponse:
    """The response with its Retry-After, and one sentence in place of Django's line."""
    response.headers["Retry-After"] = str(RETRY_AFTER)
    sentence = (
        f"{problem} People are asked to come back later; nothing of theirs is lost, and they go on "
        "once `manage.py load_effects` or a backup has brought it back."
    )
    log_response("%s", sentence, response=response, request=request, logger=log)
    return response
