"""Whether a study is open for enrolment, and how many slots are taken."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from survey.design.allocation import key_of_order, orders
from survey.design.path import Section
from survey.enrolment.models import AllocationStep, Slot
from survey.participation.models import PageVisit, Participant, State
from survey.population import Population
from survey.studies.models import EnrolmentWindow, Study, StudyVersion

HELD_UNANSWERED = timedelta(minutes=5)
"""How long a slot is kept for somebody who has sent no page since they began, once no other is
left. A first page takes people a minute or two; a program that only begins never sends one."""


class Phase(Enum):
    NOT_YET = auto()
    OPEN = auto()
    FULL = auto()
    CLOSED = auto()


@dataclass(frozen=True)
class EnrolmentState:
    """`taken` counts slots that are held or completed.

    The slots of `idle` holders are released first.
    """

    phase: Phase
    opens_at: datetime
    closes_at: datetime | None
    quota: int
    taken: int
    idle: int
    idle_minutes: int
    invited_only: bool


def enrolment_state(study: Study, *, now: datetime) -> EnrolmentState | None:
    """None where no window was ever set, which keeps a study closed."""
    return enrolment_states([study], now=now).get(study.pk)


def enrolment_states(studies: Collection[Study], *, now: datetime) -> dict[int, EnrolmentState]:
    """By the primary key of each study that has a window, in two queries for all of them."""
    windows = list(EnrolmentWindow.objects.filter(study__in=studies).annotate(taken=_TAKEN))
    idle = _idle_by_study(windows, now) if windows else {}
    return {
        window.study_id: _state(window, window.taken, idle.get(window.study_id, 0), now)
        for window in windows
    }


_TAKEN = Coalesce(
    Subquery(
        Slot.objects.filter(version__study=OuterRef("study"), population=Population.PEOPLE)
        .exclude(participant=None, completed_at=None)
        .order_by()
        .values("version__study")
        .annotate(taken=Count("pk"))
        .values("taken")
    ),
    0,
)
"""For a window: the slots that are held or completed."""


def _idle_by_study(windows: Collection[EnrolmentWindow], now: datetime) -> dict[int, int]:
    """How many idle holders of slots there are, by study."""
    idle = Q(pk__in=())
    for window in windows:
        idle |= Q(version__study=window.study_id) & _idle_since(window, now)
    counted = Participant.objects.filter(idle).order_by().values_list("version__study")
    return dict(counted.annotate(number=Count("pk")))


def _state(window: EnrolmentWindow, taken: int, idle: int, now: datetime) -> EnrolmentState:
    full = (taken - idle >= window.quota and is_full(window, now=now)) or _every_order_is_full(
        window, now=now
    )
    return EnrolmentState(
        phase=_phase(window, now, is_full=full),
        opens_at=window.opens_at,
        closes_at=window.closes_at,
        quota=window.quota,
        taken=taken,
        idle=idle,
        idle_minutes=window.idle_minutes,
        invited_only=window.invited_only,
    )


def is_full(window: EnrolmentWindow, *, now: datetime) -> bool:
    """Whether no slot is left, not even one that is given on to whoever comes."""
    over = slots_taken(window.study_id) - window.quota
    if over < 0:
        return False
    given_on = idle_holders(window, now=now) | unanswered_holders(window, now=now)
    return given_on.count() <= over


def full_orders(
    version: StudyVersion, window: EnrolmentWindow, *, now: datetime, only_held: bool = False
) -> list[tuple[str, ...]]:
    """The orders of scenarios whose own quota is filled.

    Idle holders are not counted, nor those who lost their slot to whoever comes, unless slots are
    `only_held`, by whomever.
    """
    if not window.order_quotas:
        return []
    taken = taken_by_order(window, now=now, all_unanswered=only_held)
    quotas: dict[str, int] = window.order_quotas
    return [
        order
        for order in orders(version.survey)
        if taken.get(key := key_of_order(order), 0) >= quotas.get(key, window.quota + 1)
    ]


def taken_by_order(
    window: EnrolmentWindow, *, now: datetime, all_unanswered: bool = True
) -> dict[str, int]:
    """How many people hold or completed a slot, by the key of its order, without idle holders.

    Those of `unanswered_holders` are left out as well unless all of them are counted.
    """
    slots = Slot.objects.filter(version__study=window.study_id, population=Population.PEOPLE)
    taken = slots.filter(Q(participant__isnull=False) | Q(completed_at__isnull=False))
    taken = taken.exclude(participant__in=idle_holders(window, now=now))
    if not all_unanswered:
        taken = taken.exclude(participant__in=unanswered_holders(window, now=now))
    counts = taken.order_by("order").values_list("order")
    return {key_of_order(order): number for order, number in counts.annotate(Count("pk"))}


def _every_order_is_full(window: EnrolmentWindow, *, now: datetime) -> bool:
    if not window.order_quotas:
        return False
    version = StudyVersion.objects.filter(study=window.study_id).first()  # the current one
    assert version is not None, "a study is loaded with a version"  # noqa: S101
    return len(full_orders(version, window, now=now)) == len(orders(version.survey))


def slots_taken(study: int) -> int:
    """Slots of all versions, as the quota counts them: all ever given, less those released.

    Counting the taken ones directly would read all of them at every enrolment.
    """
    versions = StudyVersion.objects.filter(study=study).values_list("pk", flat=True)
    ever_held = sum(slots_given(version, Population.PEOPLE) for version in versions)
    free = Slot.objects.filter(version__in=versions, participant=None, completed_at=None)
    return ever_held - free.filter(population=Population.PEOPLE).count()


def slots_given(version: int, population: Population) -> int:
    """The length of a sequence so far; its numbers have no gaps."""
    slots = Slot.objects.filter(version=version, population=population)
    last = slots.order_by("-number").values_list("number", flat=True).first()
    return 0 if last is None else last + 1


def slots_completed(version: int) -> int:
    """The completed slots of people in a version, by the few that are not completed."""
    others = Slot.objects.filter(version=version, completed_at=None, population=Population.PEOPLE)
    return slots_given(version, Population.PEOPLE) - others.count()


def idle_holders(window: EnrolmentWindow, *, now: datetime) -> QuerySet[Participant]:
    """Active participants with a slot who were idle for longer than the window allows."""
    return Participant.objects.filter(_idle_since(window, now), version__study=window.study_id)


def unanswered_holders(
    window: EnrolmentWindow, *, now: datetime, by_answer: bool = False
) -> QuerySet[Participant]:
    """Holders of a slot whose next taker gets it, the longest waiting first: they sent no page.

    Each keeps the slot for `HELD_UNANSWERED` from somebody who begins; for no time while many begin
    at once, since a program could hold every slot so, nor from somebody who takes it `by_answer`.
    """
    at_once = by_answer or are_many_beginning(window, now=now)
    kept = timedelta(0) if at_once else HELD_UNANSWERED
    sent = PageVisit.objects.filter(participant=OuterRef("pk"), submitted_at__isnull=False)
    return Participant.objects.filter(
        ~Exists(sent.exclude(page=Section.INCLUSION)),
        version__study=window.study_id,
        slot__population=Population.PEOPLE,
        slot__completed_at=None,
        state=State.ACTIVE,
        last_active_at__lte=now - kept,
    ).order_by("last_active_at", "pk")


def are_many_beginning(window: EnrolmentWindow, *, now: datetime) -> bool:
    """Whether more people began within the last minute than keep a slot they have not used."""
    return begun_lately(window, most=window.kept_starts, now=now) == window.kept_starts


def begun_lately(window: EnrolmentWindow, *, most: int, now: datetime) -> int:
    """How many people began within the last minute; counted up to `most`."""
    of_study = Slot.objects.filter(version__study=window.study_id, population=Population.PEOPLE)
    starts = AllocationStep.objects.filter(
        Exists(of_study.filter(pk=OuterRef("slot"))),
        kind=AllocationStep.Kind.RESERVED,
        happened_at__gt=now - timedelta(minutes=1),
        happened_at__lte=now,  # later ones were noted before the clock was set back
    )
    return starts[:most].count()


def _idle_since(window: EnrolmentWindow, now: datetime) -> Q:
    return Q(
        slot__population=Population.PEOPLE,
        slot__completed_at=None,
        state=State.ACTIVE,
        last_active_at__lt=now - timedelta(minutes=window.idle_minutes),
    )


def _phase(window: EnrolmentWindow, now: datetime, *, is_full: bool) -> Phase:
    if now < window.opens_at:
        return Phase.NOT_YET
    if window.closes_at is not None and now >= window.closes_at:
        return Phase.CLOSED
    return Phase.FULL if is_full else Phase.OPEN
