"""The page for a form without a valid CSRF token, such as one opened long ago."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from survey.urls import app_name

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return what a participant sent, in a form with a valid token that they can send again.

    This is done only at private addresses. At others, another site could have sent the form, and
    the participant would confirm it with one press.
    """
    match = request.resolver_match
    keeps = match is not None and match.app_name == app_name and "token" in match.kwargs
    fields = [(name, values) for name, values in request.POST.lists() if name != TOKEN]
    context = {"keeps": keeps, "sent": fields if keeps else [], "address": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)
