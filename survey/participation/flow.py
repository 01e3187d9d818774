"""How many people came to a study, and how far each of them got: the one place that counts it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from survey.enrolment.models import ScreenedOut, Slot, Tombstone
from survey.leaving.models import Expired
from survey.participation.models import Participant, State
from survey.population import ParticipantFlow, Population
from survey.studies.models import Study, StudyVersion

Flows = Mapping[int, ParticipantFlow]
Counted = dict[int, Counter[str]]


def version_flow(version: StudyVersion, population: Population) -> ParticipantFlow:
    """The flow of one version, in at most four queries."""
    return _flows(StudyVersion.objects.filter(pk=version.pk), population)[version.study_id]


def study_flow(study: Study, population: Population) -> ParticipantFlow:
    """The flow of all versions of a study together, in at most four queries."""
    return study_flows([study], population)[study.pk]


def study_flows(studies: Collection[Study], population: Population) -> Flows:
    """The flow of each study by its primary key, in at most four queries for all of them."""
    return _flows(StudyVersion.objects.filter(study__in=studies), population)


def began_since(
    studies: Collection[Study], population: Population, moment: datetime
) -> dict[int, int]:
    """How many began from then on, by the primary key of their study, where anybody did.

    Those whose data were deleted meanwhile are missing, as nothing says when they began.
    """
    people = Participant.objects.filter(
        version__study__in=studies, population=population, consented_at__gte=moment
    )
    counted = people.order_by().values_list("version__study").annotate(number=Count("pk"))
    return dict(counted)


def _flows(versions: QuerySet[StudyVersion], population: Population) -> Flows:
    """By the primary key of the study; one without anybody has a flow of nobody."""
    everybody = Participant.objects.filter(version__in=versions, population=population)
    by_state: Counted = defaultdict(Counter)
    rows = everybody.order_by().values_list("version__study", "state").annotate(Count("pk"))
    for study, state, number in rows:
        by_state[study][state] = number
    # Nothing is left behind by pilots and simulated participants who are deleted.
    are_people = population is Population.PEOPLE
    screened_out = _screened_out(versions) if are_people else defaultdict(Counter)
    expired = _expired(versions) if are_people else defaultdict(Counter)
    withdrew = _withdrew(versions) if are_people else {}
    flows: dict[int, ParticipantFlow] = defaultdict(lambda: ParticipantFlow({}, 0, 0, 0, 0, {}))
    for study in {*by_state, *screened_out, *expired, *withdrew}:
        flows[study] = ParticipantFlow(
            screened_out=dict(screened_out[study]),
            taking_part=by_state[study][State.ACTIVE],
            completed=by_state[study][State.COMPLETED],
            stopped=by_state[study][State.STOPPED],
            withdrew=withdrew.get(study, 0),
            expired=dict(expired[study]),
        )
    return flows


def _withdrew(versions: QuerySet[StudyVersion]) -> dict[int, int]:
    tombstones = Tombstone.objects.filter(version__in=versions).order_by()
    return dict(tombstones.values_list("version__study").annotate(number=Count("pk")))


def _screened_out(versions: QuerySet[StudyVersion]) -> Counted:
    counted: Counted = defaultdict(Counter)
    rows = ScreenedOut.objects.filter(version__in=versions).order_by("reason")
    for row in rows.select_related("version").defer("version__content"):
        counted[row.version.study_id][row.get_reason_display()] += row.count
    return counted


def _expired(versions: QuerySet[StudyVersion]) -> Counted:
    counted: Counted = defaultdict(Counter)
    rows = Expired.objects.filter(version__in=versions).order_by("state")
    for row in rows.select_related("version").defer("version__content"):
        counted[row.version.study_id][row.get_state_display()] += row.count
    return counted


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
