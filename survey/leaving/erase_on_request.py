"""Erasing a participant who asked the team for it."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal

from survey.errors import WrongNumber
from survey.leaving.withdraw import withdraw
from survey.participation.models import Participant
from survey.participation.page_visits import lock_participant

erased_on_request = Signal()
"""Sent in the transaction that erases somebody, with `study`, `population` and `number`."""


@transaction.atomic
def erase_on_request(participant: Participant, typed: str, *, now: datetime) -> None:
    """Erase everything about a participant, as if they had withdrawn themselves.

    `typed` is their number, typed by whoever erases them. Raises WrongNumber where it is another
    one, and Participant.DoesNotExist for a participant who had everything deleted a moment ago.
    """
    participant = lock_participant(participant)
    number, population = participant.number, participant.population
    if typed.strip() != str(number):
        raise WrongNumber(
            f"This is participant {number}, and another number was typed: nothing was erased. "
            f"Type {number} to erase everything about them."
        )
    study = participant.version.study
    withdraw(participant, now=now)
    erased_on_request.send(Participant, study=study, population=population, number=number)
