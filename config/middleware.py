"""Middleware for headers that no library sets, and for input that libraries fail on."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.cache import add_never_cache_headers
from django.views.defaults import bad_request

from core.control_characters import name_of, unstorable_character
from survey.urls import app_name as OF_PARTICIPANTS  # noqa: N812

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


def storable_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answers 400 where an address, a cookie or a header holds what a database fails on.

    Other encodings than UTF-8 are refused too, as some of them can spell lone surrogates.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if codecs.lookup(request.encoding or "utf-8").name not in {"utf-8", "ascii"}:
            raise SuspiciousOperation("what was sent is not in UTF-8")
        headers = (value for name, value in request.META.items() if name.startswith("HTTP_"))
        cookies = (part for cookie in request.COOKIES.items() for part in cookie)
        _require_storable([request.path_info, *headers, *cookies, *_texts(request.GET)])
        return get_response(request)

    return middleware


def _texts(data: QueryDict) -> Iterator[str]:
    for name, values in data.lists():
        yield from (name, *values)


def _require_storable(texts: Iterable[str]) -> None:
    for text in texts:
        if character := unstorable_character(text):
            raise SuspiciousOperation(f"{name_of(character)} in what was sent")


class ValidInput:
    """Answers 400 to forms that no browser sends and that would end in a server error.

    PostgreSQL fails on NUL in a text, Django on ids of ticked rows that are not numbers, and SQLite
    on an id that is larger than 64 bits. Participants get their text back instead, with the message
    of its field.
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
        match = request.resolver_match
        if match and match.app_name == OF_PARTICIPANTS:
            return
        _require_storable(_texts(request.POST))
        for key in request.POST.getlist("_selected_action"):
            if not (key.isascii() and key.isdecimal() and len(key) < 19):
                raise SuspiciousOperation("a row that cannot be")
