"""Who is in a report, and how everybody else went."""

from collections import Counter
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Mod

from analysis.records.models import ExclusionStep
from analysis.records.observations import Flow
from survey.enrolment.models import Tombstone, TurnedAway
from survey.participation.models import Choice, Participant, State
from survey.studies.models import Study

ANSWERED = (State.COMPLETED, State.STOPPED)


def people(study: Study, *, simulated: bool) -> QuerySet[Participant]:
    """Either those who really took part or the simulated; pilots are neither."""
    return Participant.objects.filter(version__study=study, is_pilot=False, is_simulated=simulated)


def began(study: Study) -> dict[bool, int]:
    """How many people, and under True how many simulated participants, ever began."""
    counted = (
        Participant.objects.filter(version__study=study, is_pilot=False)
        .order_by()
        .values_list("is_simulated")
        .annotate(number=Count("pk"))
    )
    return {False: 0, True: 0, **dict(counted)}


def analysed(study: Study, *, simulated: bool) -> QuerySet[Participant]:
    """Those who completed or stopped, submitted a setting, and are not excluded."""
    chose = Choice.objects.filter(trial__participant=OuterRef("pk"))
    return (
        people(study, simulated=simulated)
        .filter(Exists(chose), state__in=ANSWERED)
        .exclude(pk__in=excluded(study).values("participant"))
    )


def flow(study: Study, *, simulated: bool) -> Flow:
    """In a handful of queries however many there are."""
    everybody = people(study, simulated=simulated)
    by_state = dict(everybody.values_list("state").annotate(number=Count("pk")).order_by("state"))
    completed, stopped = by_state.get(State.COMPLETED, 0), by_state.get(State.STOPPED, 0)
    excluded_now = _excluded_by_reason(study, simulated=simulated)
    kept = analysed(study, simulated=simulated).count()
    return Flow(
        turned_away={} if simulated else _turned_away(study),
        active=by_state.get(State.ACTIVE, 0),
        withdrawn=0 if simulated else Tombstone.objects.filter(version__study=study).count(),
        completed=completed,
        stopped=stopped,
        excluded=_in_words(excluded_now),
        excluded_by_key=excluded_now,
        without_choice=completed + stopped - sum(excluded_now.values()) - kept,
        analysed=kept,
    )


def excluded(study: Study) -> QuerySet[ExclusionStep, Any]:
    """Those with an odd number of steps in their log."""
    return (
        ExclusionStep.objects.filter(participant__version__study=study)
        .order_by()
        .values("participant")
        .annotate(odd=Mod(Count("pk"), 2))
        .filter(odd=1)
    )


def _excluded_by_reason(study: Study, *, simulated: bool) -> dict[str, int]:
    """By the last step of each; most frequent first."""
    steps = ExclusionStep.objects.filter(
        participant__in=people(study, simulated=simulated)
    ).order_by("participant", "number")
    last = {each.participant_id: each for each in steps}
    reasons = Counter(
        each.reason for each in last.values() if each.kind == ExclusionStep.Kind.EXCLUDED
    )
    return dict(sorted(reasons.items(), key=lambda found: (-found[1], found[0])))


def _in_words(excluded: dict[str, int]) -> dict[str, int]:
    return {str(ExclusionStep.Reason(key).label): number for key, number in excluded.items()}


def _turned_away(study: Study) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for each in TurnedAway.objects.filter(version__study=study).order_by("reason"):
        counted[each.get_reason_display()] += each.count
    return dict(counted)
