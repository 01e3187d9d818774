"""Headers that no library sets for us, and what no library looks at before it uses it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import bad_request

# A study page has no use for any of these; a browser then never asks the participant.
UNUSED = ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    policy = ", ".join(f"{feature}=()" for feature in UNUSED)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Permissions-Policy"] = policy
        return response

    return middleware


def kept_by_no_cache(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """What says nothing else about caches may be somebody's alone, such as their account's name."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response

    return middleware


class SoundInput:
    """What no browser sends and no form of ours has to answer, such as NUL, is refused at once.

    PostgreSQL fails on NUL in any text, Django on rows ticked in a list that are no numbers, and
    SQLite on the number of a row that is larger than any can be.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, OverflowError) and "SQLite" in str(problem):
            return bad_request(request, problem)
        return None

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        if "\0" in request.path_info:
            raise SuspiciousOperation("a NUL in an address")
        if not request.resolver_match or request.resolver_match.app_name != "admin":
            return
        for sent in (request.GET, request.POST):
            if any("\0" in value for _name, values in sent.lists() for value in values):
                raise SuspiciousOperation("a NUL in what was sent")
        for key in request.POST.getlist("_selected_action"):
            if not (key.isascii() and key.isdecimal() and len(key) < 19):
                raise SuspiciousOperation("a row that cannot be")
