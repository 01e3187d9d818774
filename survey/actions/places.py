"""Places in the balanced sequence: reserved at the start, freed when given up, kept when done.

All of it happens inside the transaction of whoever calls, after the version's row was locked.
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from survey.design.allocation import order_of_slot
from survey.errors import StudyClosed
from survey.models import AllocationStep, Opening, Participant, Slot, State, StudyVersion

Kind = AllocationStep.Kind


def reserve_place(participant: Participant, *, now: datetime) -> Slot:
    """Give the first free place, or the next in the sequence; raises StudyClosed without one."""
    version = participant.version
    opening = open_for_participants(version, now=now)
    _free_idle_places(version, opening, now=now)
    if _places_taken(version) >= opening.quota:
        raise StudyClosed("Every place in this study is taken. Thank you for your interest.")
    slot = _free_places(version).first() or _next_place(version)
    slot.participant = participant
    slot.save(update_fields=["participant"])
    _log(slot, Kind.RESERVED, now)
    return slot


def open_for_participants(version: StudyVersion, *, now: datetime) -> Opening:
    """The opening of a version's study; raises StudyClosed before, after and without one."""
    opening = Opening.objects.filter(study=version.study).first()
    if opening is None or now < opening.opens_at:
        raise StudyClosed("This study is not open yet. Please come back later.")
    if opening.closes_at is not None and now >= opening.closes_at:
        raise StudyClosed("This study has ended. Thank you for your interest.")
    return opening


def free_place(participant: Participant, *, reason: str, now: datetime) -> None:
    """Give up a place, completed or not, for whoever comes next."""
    # Without the lock, a place freed for idleness and given on could be taken from its new holder.
    StudyVersion.objects.select_for_update().get(pk=participant.version_id)
    for slot in Slot.objects.filter(participant=participant):
        slot.participant = slot.completed_at = None
        slot.save(update_fields=["participant", "completed_at"])
        _log(slot, Kind.FREED, now, reason)


def complete_place(participant: Participant, *, now: datetime) -> None:
    """Mark a place completed; one lost while idle is replaced by another of the same order."""
    StudyVersion.objects.select_for_update().get(pk=participant.version_id)
    slot = Slot.objects.filter(participant=participant).first()
    if slot is None:
        order = list(participant.trials.values_list("scenario", flat=True))
        slot = _place_of_order(participant.version, order)
    slot.participant, slot.completed_at = participant, now
    slot.save(update_fields=["participant", "completed_at"])
    _log(slot, Kind.COMPLETED, now)


def _free_idle_places(version: StudyVersion, opening: Opening, *, now: datetime) -> None:
    idle = Participant.objects.filter(
        slot__version=version,
        slot__completed_at=None,
        state=State.ACTIVE,
        last_active_at__lt=now - timedelta(minutes=opening.idle_minutes),
    )
    for participant in idle:
        free_place(participant, reason="idle", now=now)


def _places_taken(version: StudyVersion) -> int:
    taken = Q(participant__isnull=False) | Q(completed_at__isnull=False)
    return Slot.objects.filter(taken, version__study=version.study).count()


def _free_places(version: StudyVersion) -> QuerySet[Slot]:
    return Slot.objects.filter(version=version, participant=None, completed_at=None)


def _place_of_order(version: StudyVersion, order: list[str]) -> Slot:
    """Where none is free the sequence goes on until there is one, and leaves free what it passes.

    A completion without a place would never be balanced by those who come later.
    """
    for free in _free_places(version):
        if free.order == order:
            return free
    while (slot := _next_place(version)).order != order:
        continue
    return slot


def _next_place(version: StudyVersion) -> Slot:
    number = Slot.objects.filter(version=version).count()
    order = order_of_slot(version.definition, number, seed=version.seed)
    return Slot.objects.create(version=version, number=number, order=list(order))


def _log(slot: Slot, kind: AllocationStep.Kind, now: datetime, reason: str = "") -> None:
    AllocationStep.objects.create(slot=slot, kind=kind, reason=reason, happened_at=now)
