"""Private addresses kept from being passed on, and pages that a kind of study does not have."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from survey.errors import NotASurvey, NotInterviews
from survey.urls import app_name


def private_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep participants' links, invitations and consents on their way out of Referers and caches.

    With `no-referrer` browsers send forms with "Origin: null", which the protection of forms has
    to refuse (https://fetch.spec.whatwg.org/#append-a-request-origin-header); `strict-origin` tells
    the host and nothing after it, to this site as well.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.resolver_match and request.resolver_match.app_name == app_name:
            response.headers["Referrer-Policy"] = "strict-origin"
            add_never_cache_headers(response)
        return response

    return middleware


class PageOfOtherKind:
    """Answers 404, with the sentence, where a survey's page is asked for interviews or vice versa.

    Only accounts of the team read the sentence, as it says what to do in the admin.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if not isinstance(problem, NotASurvey | NotInterviews):
            return None
        sentence = str(problem) if request.user.is_staff else ""
        return render(request, "studies/other_kind.html", {"problem": sentence}, status=404)
