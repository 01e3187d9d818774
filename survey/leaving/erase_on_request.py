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

    `typed` is their label or their number, typed by whoever erases them. Raises WrongNumber where
    it is another one, and Participant.DoesNotExist for a participant who had everything deleted a
    moment ago.
    """
    participant = lock_participant(participant)
    number, label = participant.number, participant.label
    population, study = participant.population, participant.version.study
    if typed.strip().upper() not in {str(number), label.upper()}:
        raise WrongNumber(
            f"This is {label}, and something else was typed: nothing was erased. "
            f"Type {label} to erase everything about them."
        )
    withdraw(participant, now=now)
    erased_on_request.send(Participant, study=study, population=population, number=number)
