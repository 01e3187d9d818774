"""How evenly the model errors were met by participants who completed."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from attribution import queries as bundles
from attribution.errors import NotInBundle
from survey.design.allocation import errors_to_draw
from survey.design.definition import SurveyDefinition
from survey.participation.models import Participant, State, Trial


@dataclass(frozen=True)
class StimulusCount:
    """One model error. `label` is its id where the effects are not loaded any more."""

    error: str
    label: str
    completed: int


@dataclass(frozen=True)
class ScenarioBalance:
    """The errors of one bundle, met or not. `scenario` is a title, `bundle` a digest."""

    scenario: str
    bundle: str
    stimuli: tuple[StimulusCount, ...]


def stimulus_balance(
    people: QuerySet[Participant], study: SurveyDefinition
) -> tuple[ScenarioBalance, ...]:
    """One balance for each bundle that a completed participant met, by scenario."""
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    rows = (
        Trial.objects.filter(participant__in=people.filter(state=State.COMPLETED))
        .order_by("scenario", "bundle", "error")
        .values_list("scenario", "bundle", "error")
        .annotate(Count("pk"))
    )
    for scenario, digest, error, number in rows:
        counts[scenario, digest][error] = number
    titles = {key: definition.title for key, definition in study.scenarios.items()}
    return tuple(
        ScenarioBalance(
            titles.get(scenario, scenario),
            digest,
            _stimuli(study, scenario, digest, counts_by_error),
        )
        for (scenario, digest), counts_by_error in sorted(counts.items(), key=lambda item: item[0])
    )


def _stimuli(
    study: SurveyDefinition, scenario: str, digest: str, counts_by_error: dict[str, int]
) -> tuple[StimulusCount, ...]:
    """One entry for each error that could be drawn or was met."""
    try:
        bundle = bundles.explanations(digest)
    except NotInBundle:
        return tuple(
            StimulusCount(error, error, number) for error, number in counts_by_error.items()
        )
    known = bundle.errors
    in_study = scenario in study.scenarios
    drawn = {*(errors_to_draw(study, scenario, known) if in_study else known), *counts_by_error}
    return tuple(
        StimulusCount(error, bundle.words_of(error), counts_by_error.get(error, 0))
        for error in known
        if error in drawn
    )
