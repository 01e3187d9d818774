"""What time it is for a request: the server's, or that of a simulated participant."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from survey.simulation.stand_in import STAND_IN, StandIn


def stand_in(request: HttpRequest) -> StandIn | None:
    """Who takes part in the place of a person; only this process itself can send such a request."""
    found = request.META.get(STAND_IN)
    return found if isinstance(found, StandIn) else None


def moment(request: HttpRequest) -> datetime:
    found = stand_in(request)
    return found.now if found else timezone.now()
