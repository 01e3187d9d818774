"""Whether a study is open, and how many places are taken."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db.models import QuerySet

from survey.enrolment.models import Slot
from survey.participation.models import Participant, State
from survey.studies.models import Opening, Study, StudyVersion


class Phase(Enum):
    NOT_YET = auto()
    OPEN = auto()
    FULL = auto()
    CLOSED = auto()


@dataclass(frozen=True)
class OpeningState:
    """`taken` counts places held now or completed; the holders of `idle` ones lose them next."""

    phase: Phase
    opens_at: datetime
    closes_at: datetime | None
    quota: int
    taken: int
    idle: int
    idle_minutes: int
    invited_only: bool


def opening_state(study: Study, *, now: datetime) -> OpeningState | None:
    """None where no opening was ever set, which keeps a study closed."""
    opening = Opening.objects.filter(study=study).first()
    if opening is None:
        return None
    taken = places_taken(study.pk)
    idle = idle_holders(opening, now=now).count()
    return OpeningState(
        phase=_phase(opening, now, is_full=taken - idle >= opening.quota),
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
        quota=opening.quota,
        taken=taken,
        idle=idle,
        idle_minutes=opening.idle_minutes,
        invited_only=opening.invited_only,
    )


def is_full(opening: Opening, *, now: datetime) -> bool:
    """Whether nobody can get a place, not even one whose holder is idle."""
    over = places_taken(opening.study_id) - opening.quota
    return over >= 0 and idle_holders(opening, now=now).count() <= over


def places_taken(study: int) -> int:
    """Of all versions, as the quota counts them: all that were given but those given up.

    Counting the ones that are taken would read them all whenever somebody begins.
    """
    versions = StudyVersion.objects.filter(study=study).values_list("pk", flat=True)
    given = sum(places_given(version, is_simulated=False) for version in versions)
    free = Slot.objects.filter(version__in=versions, participant=None, completed_at=None)
    return given - free.filter(is_simulated=False).count()


def places_given(version: int, *, is_simulated: bool) -> int:
    """How long a sequence is by now; its numbers have no gaps."""
    # Not `is_simulated=...`: Django would write a NOT, which SQLite looks up in no index.
    slots = Slot.objects.filter(version=version, is_simulated__in=[is_simulated])
    last = slots.order_by("-number").values_list("number", flat=True).first()
    return 0 if last is None else last + 1


def places_completed(version: int) -> int:
    """Of people in one version; counted by the few that are not completed."""
    others = Slot.objects.filter(version=version, completed_at=None, is_simulated__in=[False])
    return places_given(version, is_simulated=False) - others.count()


def idle_holders(opening: Opening, *, now: datetime) -> QuerySet[Participant]:
    """Whoever holds a place, is not through, and was not seen for as long as the opening says."""
    return Participant.objects.filter(
        version__study=opening.study_id,
        slot__is_simulated=False,
        slot__completed_at=None,
        state=State.ACTIVE,
        last_active_at__lt=now - timedelta(minutes=opening.idle_minutes),
    )


def _phase(opening: Opening, now: datetime, *, is_full: bool) -> Phase:
    if now < opening.opens_at:
        return Phase.NOT_YET
    if opening.closes_at is not None and now >= opening.closes_at:
        return Phase.CLOSED
    return Phase.FULL if is_full else Phase.OPEN
