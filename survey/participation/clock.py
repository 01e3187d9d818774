"""What time it is for a request: the server's, or that of a simulated participant.

A clock can be set back; nobody's own time is, so that nothing of theirs takes less than no time.
"""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from survey.participation.models import Participant
from survey.participation.simulated_request import STAND_IN, StandIn


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
