"""Pages that belong to one participant, who alone has their address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from survey.models import Participant
from survey.queries.progress import participant_by_token


def participants_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token of an address into its participant; nobody else can reach the view."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
        participant = participant_by_token(token)
        if participant is None:
            return _nobodys(request)
        try:
            return view(request, participant, **named)
        except Participant.DoesNotExist:  # deleted from another tab, this very moment
            return _nobodys(request)

    return found


def _nobodys(request: HttpRequest) -> HttpResponse:
    """Never was there, or is deleted: nothing is left by which to tell them apart."""
    return render(request, "survey/nobodys.html", status=404)
