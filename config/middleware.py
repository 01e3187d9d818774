"""Middleware for headers that no library sets, and for input that libraries fail on."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.defaults import bad_request

# Pages use none of these features, so a browser never has to ask a participant for them.
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


def never_cached(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Forbid caches to keep a page, unless the page says otherwise: it may be personal."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response

    return middleware


class ValidInput:
    """Answers 400 to input that no browser sends and that would end in a server error.

    PostgreSQL fails on NUL in a text, Django on ids of ticked rows that are not numbers, and SQLite
    on an id that is larger than 64 bits.
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
        for data in (request.GET, request.POST):
            if any("\0" in value for _name, values in data.lists() for value in values):
                raise SuspiciousOperation("a NUL in what was sent")
        for key in request.POST.getlist("_selected_action"):
            if not (key.isascii() and key.isdecimal() and len(key) < 19):
                raise SuspiciousOperation("a row that cannot be")
