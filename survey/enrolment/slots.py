"""Allocation slots: reserved at enrolment, released when given up, completed at the end.

Simulated participants have a sequence of their own, without a quota, whose order is the same
wherever the same content is loaded.

Everything here happens inside the caller's transaction, after the row of the version was locked. To
reserve a slot, the rows of all versions of the study are locked, as they share the quota.
"""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from survey.design.allocation import order_of_slot, orders
from survey.enrolment.models import AllocationStep, Slot
from survey.errors import EverySlotTaken, StudyClosed, TooManyAtOnce
from survey.participation.models import Participant
from survey.population import Population
from survey.studies.enrolment_window import (
    begun_lately,
    full_orders,
    idle_holders,
    is_full,
    slots_given,
    slots_taken,
    unanswered_holders,
)
from survey.studies.models import EnrolmentWindow, StudyVersion
from survey.studies.moments import in_words

Kind = AllocationStep.Kind


def reserve_slot(participant: Participant, *, now: datetime, is_invited: bool = False) -> Slot:
    """Reserve the first free slot, or the next one in the sequence.

    Raises StudyClosed where there is none, and TooManyAtOnce for a person without an invitation who
    has to wait for a minute.
    """
    version = participant.version
    full: list[tuple[str, ...]] = []
    if participant.population != Population.SIMULATED:
        window = open_for_participants(version, now=now)
        require_slot(version, window, now=now)
        if not is_invited:
            _require_no_flood(window, now=now)
        _release_idle(window, now=now)
        _make_room(version, window, now=now)
        full = full_orders(version, window, now=now, only_held=True)
    slot = _first_slot(participant, full)
    slot.participant = participant
    slot.save(update_fields=["participant"])
    _log(slot, Kind.RESERVED, now)
    return slot


def open_for_participants(version: StudyVersion, *, now: datetime) -> EnrolmentWindow:
    """The enrolment window of a version's study. Raises StudyClosed outside of it."""
    window = EnrolmentWindow.objects.filter(study=version.study_id).first()
    if window is None:
        raise StudyClosed("This study is not open yet. Please come back later.")
    if now < window.opens_at:
        moment = in_words(window.opens_at, version.study.zone)
        raise StudyClosed(f"This study opens on {moment}. Please come back then.")
    if window.closes_at is not None and now >= window.closes_at:
        raise StudyClosed("This study has ended. Thank you for your interest.")
    return window


def require_slot(version: StudyVersion, window: EnrolmentWindow, *, now: datetime) -> None:
    """Check that a slot could be reserved; nothing is stored. Raises EverySlotTaken."""
    full = full_orders(version, window, now=now)
    if is_full(window, now=now) or (full and len(full) == len(orders(version.survey))):
        raise EverySlotTaken("Every place in this study is taken. Thank you for your interest.")


def release_slot(participant: Participant, *, reason: str, now: datetime) -> None:
    """Release a slot, completed or not, for the next participant."""
    # Without the lock, a slot freed for idleness and given on could be taken from its new holder.
    StudyVersion.objects.select_for_update().get(pk=participant.version_id)
    for slot in Slot.objects.filter(participant=participant):
        slot.participant = slot.completed_at = None
        slot.save(update_fields=["participant", "completed_at"])
        _log(slot, Kind.FREED, now, reason)


def complete_slot(participant: Participant, *, now: datetime) -> None:
    """Complete a slot. One that was lost while idle is replaced by another of the same order."""
    participant.version = StudyVersion.objects.select_for_update().get(pk=participant.version_id)
    slot = Slot.objects.filter(participant=participant).first()
    if slot is None:
        slot = _slot_of_order(participant, list(participant.order))
    slot.participant, slot.completed_at = participant, now
    slot.save(update_fields=["participant", "completed_at"])
    _log(slot, Kind.COMPLETED, now)


def keep_slot(participant: Participant, *, now: datetime) -> None:
    """Give somebody who sends their first page a slot of their order, if theirs was given on.

    It is taken from somebody who has sent none yet: the first answers win. Raises EverySlotTaken
    where there is nobody. From then on a slot is kept until its holder is idle.
    """
    version = locked_version(participant.version)
    if Slot.objects.filter(participant=participant).exists():
        return
    window = EnrolmentWindow.objects.get(study=version.study_id)
    _release_idle(window, now=now)
    order = list(participant.order)
    _make_room(version, window, now=now, order=order)
    if not _has_room(version, window, now=now, order=order):
        raise EverySlotTaken("Every place in this study is taken. Thank you for your interest.")
    participant.version = version
    slot = _slot_of_order(participant, order)
    slot.participant = participant
    slot.save(update_fields=["participant"])
    _log(slot, Kind.RESERVED, now)


def locked_version(version: StudyVersion) -> StudyVersion:
    """Read a version again and lock it, so that enrolments take turns.

    Versions of one study share a quota, so all of them are locked, always in the same order.
    """
    of_study = StudyVersion.objects.select_for_update().filter(study=version.study_id)
    return next(locked for locked in of_study.order_by("pk") if locked.pk == version.pk)


def _require_no_flood(window: EnrolmentWindow, *, now: datetime) -> None:
    """Bound what a program can store by beginning again and again, as nobody knows who does it."""
    most = window.most_starts
    if begun_lately(window, most=most, now=now) == most:
        raise TooManyAtOnce(
            "Many people are beginning at this very moment. Please wait a minute and press the "
            "button below again: nothing you ticked is lost."
        )


def _release_idle(window: EnrolmentWindow, *, now: datetime) -> None:
    for idle in idle_holders(window, now=now):
        release_slot(idle, reason="idle", now=now)


def _make_room(
    version: StudyVersion,
    window: EnrolmentWindow,
    *,
    now: datetime,
    order: list[str] | None = None,
) -> None:
    """Where no slot is left, release those of people who have sent no page, as many as it takes.

    The order is that of a slot for somebody who sends one; None for somebody who begins.
    """
    while not _has_room(version, window, now=now, order=order):
        longest = unanswered_holders(window, now=now, by_answer=order is not None).first()
        if longest is None:
            return
        release_slot(longest, reason="unanswered", now=now)


def _has_room(
    version: StudyVersion, window: EnrolmentWindow, *, now: datetime, order: list[str] | None
) -> bool:
    """Whether a slot can be reserved although everybody keeps theirs."""
    if slots_taken(window.study_id) >= window.quota:
        return False
    full = full_orders(version, window, now=now, only_held=True)
    return (
        tuple(order) not in full if order else not full or len(full) < len(orders(version.survey))
    )


def _sequence(participant: Participant) -> QuerySet[Slot]:
    """The sequence of slots of the participant's population."""
    return Slot.objects.filter(version=participant.version, population=participant.population)


def _free_slots(participant: Participant) -> QuerySet[Slot]:
    return _sequence(participant).filter(participant=None, completed_at=None)


def _first_slot(participant: Participant, full: Collection[tuple[str, ...]]) -> Slot:
    """The first free slot, or the next one, of an order that is not full.

    The slots passed over stay free, so that a larger quota fills them first.
    """
    free = _free_slots(participant)
    for order in full:
        free = free.exclude(order=list(order))
    slot = free.first() or _next_slot(participant)
    while tuple(slot.order) in full:
        slot = _next_slot(participant)
    return slot


def _slot_of_order(participant: Participant, order: list[str]) -> Slot:
    """A slot of a given order. Where none is free, the sequence is extended until there is one.

    The slots passed over stay free. Without a slot of its own, a completion would never be balanced
    by later participants.
    """
    for free in _free_slots(participant):
        if free.order == order:
            return free
    while (slot := _next_slot(participant)).order != order:
        continue
    return slot


def _next_slot(participant: Participant) -> Slot:
    version, population = participant.version, Population(participant.population)
    number = slots_given(version.pk, population)
    seed = version.content_seed if population is Population.SIMULATED else version.seed
    order = list(order_of_slot(version.survey, number, seed=seed))
    return Slot.objects.create(version=version, population=population, number=number, order=order)


def _log(slot: Slot, kind: AllocationStep.Kind, now: datetime, reason: str = "") -> None:
    AllocationStep.objects.create(slot=slot, kind=kind, reason=reason, happened_at=now)
