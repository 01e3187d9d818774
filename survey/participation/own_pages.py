"""Pages that belong to one participant, who alone has their address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from survey.participation.models import Participant
from survey.participation.progress import participant_by_token


def participants_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token of an address into its participant; nobody else can reach the view."""

    @wraps(view)
    def for_owner(request: HttpRequest, token: str, **named: Any) -> HttpResponse:
        participant = participant_by_token(token)
        if participant is None:
            return _unknown_link(request)
        try:
            return view(request, participant, **named)
        except Participant.DoesNotExist:  # deleted from another tab, this very moment
            return _unknown_link(request)

    return for_owner


def _unknown_link(request: HttpRequest) -> HttpResponse:
    """Never was there, or is deleted: nothing is left by which to tell them apart."""
    return render(request, "participation/unknown_link.html", status=404)
