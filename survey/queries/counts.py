"""How a study version is going, in numbers; pilots count for nothing."""

from dataclasses import dataclass

from django.db.models import Count, Q

from survey.models import Slot, State, StudyVersion


@dataclass(frozen=True)
class PlacesOfOrder:
    """Of one order of scenarios: places completed, held by somebody now, and given up."""

    order: tuple[str, ...]
    completed: int
    held: int
    free: int


@dataclass(frozen=True)
class VersionCounts:
    """`withdrawn` had everything deleted; they began too, and are nowhere else."""

    active: int
    completed: int
    stopped: int
    withdrawn: int
    turned_away: dict[str, int]
    places: tuple[PlacesOfOrder, ...]

    @property
    def began(self) -> int:
        return self.active + self.completed + self.stopped + self.withdrawn


def version_counts(version: StudyVersion) -> VersionCounts:
    """In four queries however many took part."""
    by_state = dict(
        version.participants.filter(is_pilot=False)
        .values_list("state")
        .annotate(Count("pk"))
        .order_by("state")
    )
    return VersionCounts(
        active=by_state.get(State.ACTIVE, 0),
        completed=by_state.get(State.COMPLETED, 0),
        stopped=by_state.get(State.STOPPED, 0),
        withdrawn=version.tombstones.count(),
        turned_away={each.get_reason_display(): each.count for each in version.turned_away.all()},
        places=_places(version),
    )


def _places(version: StudyVersion) -> tuple[PlacesOfOrder, ...]:
    completed, held = Q(completed_at__isnull=False), Q(participant__isnull=False)
    rows = (
        Slot.objects.filter(version=version)
        .values("order")
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
