"""How many people came to a study, and how far each of them got: the one place that counts it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from survey.enrolment.models import ScreenedOut, Slot, Tombstone
from survey.leaving.models import Expired
from survey.participation.models import Participant, State
from survey.population import ParticipantFlow, Population
from survey.studies.models import Study, StudyVersion


def version_flow(version: StudyVersion, population: Population) -> ParticipantFlow:
    """The flow of one version, in at most four queries."""
    return _flow(StudyVersion.objects.filter(pk=version.pk), population)


def study_flow(study: Study, population: Population) -> ParticipantFlow:
    """The flow of all versions of a study together, in at most four queries."""
    return _flow(StudyVersion.objects.filter(study=study), population)


def _flow(versions: QuerySet[StudyVersion], population: Population) -> ParticipantFlow:
    everybody = Participant.objects.filter(version__in=versions, population=population)
    by_state = dict(everybody.order_by().values_list("state").annotate(number=Count("pk")))
    # Nothing is left behind by pilots and simulated participants who are deleted.
    are_people = population is Population.PEOPLE
    return ParticipantFlow(
        screened_out=_screened_out(versions) if are_people else {},
        taking_part=by_state.get(State.ACTIVE, 0),
        completed=by_state.get(State.COMPLETED, 0),
        stopped=by_state.get(State.STOPPED, 0),
        withdrew=Tombstone.objects.filter(version__in=versions).count() if are_people else 0,
        expired=_expired(versions) if are_people else {},
    )


def _screened_out(versions: QuerySet[StudyVersion]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for row in ScreenedOut.objects.filter(version__in=versions).order_by("reason"):
        counted[row.get_reason_display()] += row.count
    return dict(counted)


def _expired(versions: QuerySet[StudyVersion]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for row in Expired.objects.filter(version__in=versions).order_by("state"):
        counted[row.get_state_display()] += row.count
    return dict(counted)


@dataclass(frozen=True)
class SlotsOfOrder:
    """Slots with one order of scenarios: completed, held by somebody now, and free again."""

    order: tuple[str, ...]
    completed: int
    held: int
    free: int


def slots_by_order(slots: QuerySet[Slot]) -> tuple[SlotsOfOrder, ...]:
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
        SlotsOfOrder(tuple(row["order"]), row["completed"], row["held"], row["free"])
        for row in rows
    )
