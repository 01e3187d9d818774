"""Leaving a study: stopping with the answers kept, or withdrawing with everything deleted."""

from datetime import datetime

from django.db import transaction

from survey.audit_chain.models import Anchor
from survey.audit_chain.submissions import add_anchor, end_chain, forget_contents
from survey.enrolment.models import Tombstone, beginning_of
from survey.enrolment.slots import release_slot
from survey.leaving.erasure import erase_traces
from survey.participation.models import Draft, Participant, State
from survey.participation.page_visits import lock_participant


@transaction.atomic
def stop(participant: Participant, *, now: datetime) -> None:
    """End a participation and keep what was submitted; drafts are deleted."""
    participant = lock_participant(participant)
    if participant.state != State.ACTIVE:
        return
    participant.state, participant.ended_at = State.STOPPED, now
    participant.save(update_fields=["state", "ended_at"])
    Draft.objects.filter(visit__participant=participant).delete()
    release_slot(participant, reason="stopped", now=now)
    end_chain(participant, Anchor.Kind.STOPPED)


@transaction.atomic
def withdraw(participant: Participant, *, now: datetime) -> Tombstone | None:
    """Delete everything about a participant, at any time; a tombstone says that and when.

    Pilots and simulated participants leave no tombstone: no person took part.
    """
    participant = lock_participant(participant)
    release_slot(participant, reason="withdrawn", now=now)
    version, was_person, chain = (
        participant.version,
        participant.is_person,
        participant.chain_id,
    )
    beginning = beginning_of(participant.start)
    participant.delete()
    transaction.on_commit(erase_traces)
    if not was_person:
        return None
    tombstone = Tombstone.objects.create(version=version, withdrawn_at=now, beginning=beginning)
    if chain is not None:
        forget_contents(chain)
        add_anchor(version, chain, Anchor.Kind.WITHDRAWN, tombstone=tombstone)
    return tombstone
