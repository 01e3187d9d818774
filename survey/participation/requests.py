"""A participant's request: whose it is, and what time it is for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from random import Random
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from attribution.errors import NotInBundle
from core.log_once import tell
from survey.participation.models import Participant
from survey.participation.page_visits import participant_by_token

STAND_IN = "needfinder.stand_in"
"""Its name in a request's environment, where no header of a browser can come to lie."""


@dataclass
class StandIn:
    """A simulated participant's own chance, and the clock that its pages go by."""

    chance: Random
    now: datetime

    def spend(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def stand_in(request: HttpRequest) -> StandIn | None:
    """Who takes part in the place of a person; only this process itself can send such a request."""
    found = request.META.get(STAND_IN)
    return found if isinstance(found, StandIn) else None


def moment(request: HttpRequest) -> datetime:
    found = stand_in(request)
    return found.now if found else timezone.now()


def moment_of(participant: Participant, request: HttpRequest) -> datetime:
    """The time of the request, or that of the participant's last one where it is later."""
    return max(moment(request), participant.last_active_at)


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


RETRY_AFTER = 600
"""Seconds; somebody has to load them."""


def told(request: HttpRequest, response: HttpResponse, problem: NotInBundle) -> HttpResponse:
    """The response, with its Retry-After; it is logged what is missing."""
    response.headers["Retry-After"] = str(RETRY_AFTER)
    tell(
        request,
        response,
        f"{problem} People are asked to come back later; nothing of theirs is lost, and they go on "
        "once `manage.py load_effects` or a backup has brought it back.",
    )
    return response
