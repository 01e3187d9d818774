"""Problems that last for a while, logged once a minute instead of at every page."""

import logging
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

log = logging.getLogger("needfinder")

INTERVAL = 60
"""Seconds in which a process logs the same sentence once, however many pages it refuses."""


def log_once(request: HttpRequest, response: HttpResponse, sentence: str) -> None:
    """Log a sentence in place of Django's own line for the response.

    That line would hold the address, which for a participant is the key to their answers.
    """
    key = sha256(sentence.encode()).hexdigest()
    level = "error" if cache.add(key, True, INTERVAL) else "debug"
    log_response("%s", sentence, response=response, request=request, logger=log, level=level)
