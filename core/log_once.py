"""What goes wrong for a while, told to whoever runs the server: a sentence a minute, not a page.

In place of Django's own line for the response, which names an address that is somebody's key.
"""

import logging
from hashlib import sha256

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

log = logging.getLogger("needfinder")

A_MINUTE = 60
"""Seconds in which a process says the same thing once, however many pages it refuses."""


def tell(request: HttpRequest, response: HttpResponse, sentence: str) -> None:
    key = sha256(sentence.encode()).hexdigest()
    level = "error" if cache.add(key, True, A_MINUTE) else "debug"
    log_response("%s", sentence, response=response, request=request, logger=log, level=level)
