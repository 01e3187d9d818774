"""Values that people send with forms and addresses, read so that nonsense counts as missing."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from survey.population import Population

LONGEST_PRIMARY_KEY = 17
"""Digits; a longer number does not fit the database's integers."""

LONGEST_NUMBER = 9
"""Digits; a longer number is no position in a text and no count of anything here."""


def primary_key(text: str) -> int:
    """A row's primary key; 0, which no row has, where the text is not one."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_PRIMARY_KEY else 0


def whole_number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def guid_or_404(text: str) -> UUID:
    guid = guid_or_none(text)
    if guid is None:
        raise Http404("There is no such thing here.")
    return guid


def guid_or_none(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text)
    return None


def people_or_simulated(text: str) -> Population:
    """The population that an address is about; what coders found is of either of these."""
    if text not in {Population.PEOPLE, Population.SIMULATED}:
        raise Http404("Results are of real participants or of simulated ones.")
    return Population(text)


def author_and_time(request: HttpRequest) -> dict[str, Any]:
    """The keyword arguments `by` and `now` that every change of a codebook takes."""
    return {"by": request.user.get_username(), "now": timezone.now()}
