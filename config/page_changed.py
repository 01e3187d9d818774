"""A form without its token: opened too long ago, or by a browser that keeps no cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from survey.urls import app_name


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Gives a participant what they sent back, in a form with a token that is up to date.

    Only at an address that nobody else knows: elsewhere another site could have sent the form, and
    one press would confirm it.
    """
    match = request.resolver_match
    keeps = match is not None and match.app_name == app_name and "token" in match.kwargs
    words = [(name, values) for name, values in request.POST.lists() if name != TOKEN]
    context = {"keeps": keeps, "sent": words if keeps else [], "address": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
