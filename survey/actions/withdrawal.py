"""Leaving a study: with the answers kept, or with everything deleted."""

from datetime import datetime

from django.db import transaction

from survey.actions.answering import locked
from survey.actions.places import free_place
from survey.models import Draft, Participant, State, Tombstone


@transaction.atomic
def stop(participant: Participant, *, now: datetime) -> None:
    """End a participation and keep what was submitted; drafts were never submitted and go."""
    participant = locked(participant)
    if participant.state != State.ACTIVE:
        return
    participant.state, participant.ended_at = State.STOPPED, now
    participant.save(update_fields=["state", "ended_at"])
    Draft.objects.filter(visit__participant=participant).delete()
    free_place(participant, reason="stopped", now=now)


@transaction.atomic
def withdraw(participant: Participant, *, now: datetime) -> Tombstone | None:
    """Delete everything about a participant, at any time; a tombstone says that, and when.

    A pilot was nobody who took part, and leaves none.
    """
    participant = locked(participant)
    free_place(participant, reason="withdrawn", now=now)
    version, is_pilot = participant.version, participant.is_pilot
    participant.delete()
    return None if is_pilot else Tombstone.objects.create(version=version, withdrawn_at=now)
