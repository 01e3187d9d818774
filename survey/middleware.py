"""Headers that keep participants' private addresses from being passed on."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

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
