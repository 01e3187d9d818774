"""How a study version is going, in numbers; pilots and simulated participants do not count."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from survey.enrolment.models import Slot
from survey.participation.models import State
from survey.studies.models import StudyVersion


@dataclass(frozen=True)
class PlacesOfOrder:
    """Of one order of scenarios: places completed, held by somebody now, and given up."""

    order: tuple[str, ...]
    completed: int
    held: int
    free: int


@dataclass(frozen=True)
class VersionCounts:
    """`withdrawn` had everything deleted; they began too, and are nowhere else.

    Those whose data were deleted when their time was over count in the state they had reached.
    `simulated` are counted here alone.
    """

    active: int
    completed: int
    stopped: int
    withdrawn: int
    simulated: int
    turned_away: dict[str, int]
    places: tuple[PlacesOfOrder, ...]

    @property
    def began(self) -> int:
        return self.active + self.completed + self.stopped + self.withdrawn


def version_counts(version: StudyVersion) -> VersionCounts:
    """In five queries however many took part."""
    counted = (
        version.participants.filter(is_pilot=False)
        .values_list("is_simulated", "state")
        .annotate(number=Count("pk"))
        .order_by("is_simulated", "state")
    )
    by_state = Counter(dict(version.expired.values_list("state", "count")))
    by_state.update({state: number for simulated, state, number in counted if not simulated})
    return VersionCounts(
        active=by_state[State.ACTIVE],
        completed=by_state[State.COMPLETED],
        stopped=by_state[State.STOPPED],
        withdrawn=version.tombstones.count(),
        simulated=sum(number for is_simulated, _state, number in counted if is_simulated),
        turned_away={each.get_reason_display(): each.count for each in version.turned_away.all()},
        places=places_by_order(Slot.objects.filter(version=version, is_simulated=False)),
    )


def places_by_order(slots: QuerySet[Slot]) -> tuple[PlacesOfOrder, ...]:
    completed, held = Q(completed_at__isnull=False), Q(participant__isnull=False)
    rows = (
        slots.values("order")
        .annotate(
            completed=Count("pk", filter=completed),
            held=Count("pk", filter=held & ~completed),
            free=Count("pk", filter=~held & ~completed),
        )
        .order_by("order")
    )
    return tuple(
        PlacesOfOrder(tuple(row["order"]), row["completed"], row["held"], row["free"])
        for row in rows
    )
