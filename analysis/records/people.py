"""Which participants are analysed, and how far all others got."""

from collections import Counter

from django.db.models import Exists, OuterRef, QuerySet

from analysis.records.exclusion_reasons import reason_in_words, rules_of
from analysis.records.models import Exclusion
from analysis.records.observations import AnalysisFlow
from survey.enrolment.models import Slot
from survey.participation.durations import median_seconds
from survey.participation.flow import SlotsOfOrder, slots_by_order, study_flow
from survey.participation.models import Choice, Participant, State
from survey.population import Population
from survey.studies.models import Study

ANSWERED = (State.COMPLETED, State.STOPPED)


def anybody() -> QuerySet[Participant]:
    """Every participant of every study and population."""
    return Participant.objects.all()


def participants(study: Study, population: Population) -> QuerySet[Participant]:
    """Everybody of one population who began and was not deleted."""
    return Participant.objects.filter(version__study=study, population=population)


def answered(study: Study, population: Population) -> QuerySet[Participant]:
    """Those who completed or stopped: faster to look up than the few less who are analysed."""
    return participants(study, population).filter(state__in=ANSWERED)


def analysed(study: Study, population: Population) -> QuerySet[Participant]:
    """Those who completed or stopped, submitted a setting, and are not excluded."""
    chose = Choice.objects.filter(trial__participant=OuterRef("pk"))
    return (
        participants(study, population)
        .filter(Exists(chose), state__in=ANSWERED)
        .exclude(pk__in=excluded(study).values("participant"))
    )


def excluded_with_choice(study: Study, population: Population) -> QuerySet[Participant]:
    """Those who would be analysed if they were not excluded."""
    chose = Choice.objects.filter(trial__participant=OuterRef("pk"))
    return participants(study, population).filter(
        Exists(chose), state__in=ANSWERED, pk__in=excluded(study).values("participant")
    )


def median_seconds_to_complete(study: Study, population: Population) -> float | None:
    """From the consent to the end; None where nobody has completed yet."""
    return median_seconds_of(participants(study, population))


def median_seconds_of(people: QuerySet[Participant]) -> float | None:
    """The same of some people."""
    completed = people.filter(state=State.COMPLETED, ended_at__isnull=False)
    medians = median_seconds(completed, by="state", earlier="consented_at", later="ended_at")
    return medians.get(State.COMPLETED)


def slots_of(study: Study, population: Population) -> tuple[SlotsOfOrder, ...]:
    """The allocation slots of all versions, by their order of scenarios."""
    return slots_by_order(Slot.objects.filter(version__study=study, population=population))


def excluded(study: Study) -> QuerySet[Exclusion]:
    """Everybody who is excluded now."""
    return Exclusion.objects.filter(participant__version__study=study)


def analysis_flow(
    study: Study, population: Population, *, number_analysed: int | None = None
) -> AnalysisFlow:
    """The flow of all versions down to those who are analysed, in at most six queries.

    They are counted unless their number is known.
    """
    flow = study_flow(study, population)
    by_reason = _excluded_by_reason(study, population)
    if number_analysed is None:
        number_analysed = analysed(study, population).count()
    rules = rules_of(study) if by_reason else {}
    return AnalysisFlow(
        **vars(flow),
        excluded={reason_in_words(key, rules): number for key, number in by_reason.items()},
        excluded_by_key=by_reason,
        without_choice=flow.answered - sum(by_reason.values()) - number_analysed,
        analysed=number_analysed,
    )


def _excluded_by_reason(study: Study, population: Population) -> dict[str, int]:
    """The most frequent reason first."""
    rows = excluded(study).filter(participant__population=population)
    reasons = Counter(rows.values_list("reason", flat=True))
    return dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
