"""A participant's request: whose it is, and what time it is for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from random import Random
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from attribution.errors import NotInBundle
from core.log_once import log_once
from core.restorations import restorations
from survey.participation.models import Participant, State
from survey.participation.page_visits import participant_by_token

SIMULATED_REQUEST = "needfinder.simulated_request"
"""The key in a request's environment, which no header of a browser can set."""


@dataclass
class SimulatedRequest:
    """A simulated participant's random generator, and the clock that its pages go by."""

    chance: Random
    now: datetime

    def spend(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def simulated_request(request: HttpRequest) -> SimulatedRequest | None:
    """The simulated participant of a request, which only this process itself can make."""
    simulated = request.META.get(SIMULATED_REQUEST)
    return simulated if isinstance(simulated, SimulatedRequest) else None


def request_time(request: HttpRequest) -> datetime:
    simulated = simulated_request(request)
    return simulated.now if simulated else timezone.now()


def participant_time(participant: Participant, request: HttpRequest) -> datetime:
    """The time of the request, but never before the participant's last one."""
    return max(request_time(request), participant.last_active_at)


def participants_own(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn the token of an address into its participant; all others get a 404."""

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
    """The page for a link that never existed or is deleted: nothing is left to tell them apart.

    Nor from one that was given after the copy that the server was restored from.
    """
    shown = {"restorations": restorations(settings.DATA_DIR, "default")[::-1]}
    return render(request, "participation/unknown_link.html", shown, status=404)


def has_ended(participant: Participant) -> bool:
    """Whether the study was archived before the participant came to an end."""
    return participant.state == State.ACTIVE and participant.study_archived_at is not None


def ended(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The page for somebody who comes back to a study that is archived: nothing is taken any more.

    What they gave is kept, and can be read and deleted as before.
    """
    shown = {"participant": participant, "study": participant.definition}
    return render(request, "participation/ended.html", shown, status=410)


RETRY_AFTER = 600
"""In seconds. Somebody has to load the effects first."""


def unavailable_response(
    request: HttpRequest, response: HttpResponse, problem: NotInBundle
) -> HttpResponse:
    """The response with a Retry-After; what is missing is logged."""
    response.headers["Retry-After"] = str(RETRY_AFTER)
    log_once(
        request,
        response,
        f"{problem} People are asked to come back later; nothing of theirs is lost, and they go on "
        "once `needfinder load_effects` or a backup has brought it back.",
    )
    return response
