"""Observations written by hand, person by person, without a database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from analysis.records.observations import (
    NO_SETTING,
    AnalysisFlow,
    Answered,
    Explorations,
    Stimulus,
    StudyObservations,
    Trials,
    VersionObserved,
)
from analysis.records.observed_axes import observed_axes
from analysis.records.setting_list import SettingList
from analysis.records.taking_part import Collection, TakingPart
from attribution.axes import Metric
from attribution.explanations import Outcome
from attribution.settings import Setting, settings_of
from survey.design.definition import SurveyDefinition
from survey.design.design_space import Levels
from survey.population import Population
from tests.effect_settings import effect_setting
from tests.world import founding_study

Person = Mapping[str, Sequence[Setting]]
"""The settings a person applied, by scenario in the order met; the last one was submitted."""

NOBODY = AnalysisFlow(
    screened_out={},
    taking_part=0,
    completed=0,
    stopped=0,
    withdrew=0,
    expired={},
    excluded={},
    excluded_by_key={},
    without_choice=0,
    analysed=0,
)
"""The flow of a study to which nobody has come."""

COLLECTION = Collection("2027-01-04", "2027-01-29", (("en", 1),), None, ())


def changed_study(**changed: Any) -> SurveyDefinition:
    """The founding study with other values of some keys."""
    return SurveyDefinition.model_construct(**{**dict(founding_study().definition), **changed})


def offering(levels: Levels) -> SurveyDefinition:
    """The founding study with these levels alone on the axes that are named."""
    space = founding_study().survey.design_space
    assert space is not None
    return changed_study(design_space=space.offering(levels))


def tabular_offering(levels: Levels) -> SurveyDefinition:
    """The founding study with these levels alone in its tabular scenario."""
    scenarios = founding_study().survey.scenarios
    own = scenarios["tabular"].model_copy(update={"levels": levels})
    return changed_study(scenarios={**scenarios, "tabular": own})


def one_scenario(levels: Levels | None = None, **changed: Any) -> SurveyDefinition:
    """The founding study with its tabular scenario alone, and with these levels alone."""
    scenarios = {"tabular": founding_study().survey.scenarios["tabular"]}
    space = offering(levels or {}).design_space
    return changed_study(**{"scenarios": scenarios, "design_space": space, **changed})


FOUNDING = founding_study().survey
REMOVAL = effect_setting("removal", "loss", 1)
RELABEL = effect_setting("label_change", "loss", 10)
NARROW: Levels = {"action": ("removal",), "metric": ("loss",), "number": ("1", "2")}
"""A single action and a single metric."""
SINGLE: Levels = {"action": ("removal",), "metric": ("loss",), "number": ("1",)}

Gains = Mapping[Setting, tuple[float, ...]]
"""How much some settings better an error, by each of OUTCOMES; others change nothing."""

OUTCOMES = tuple(Outcome(metric, metric.description.short_title, "metric") for metric in Metric)


def observed(
    people: Iterable[Person],
    *,
    study: SurveyDefinition | None = None,
    older: tuple[VersionObserved, ...] = (),
    gains: Gains | None = None,
    answers: Iterable[Answered] = (),
    **changed: Any,
) -> StudyObservations:
    """What a report reads where everybody completed the newest version.

    Each scenario has one model error, with these gains or, by default, unknown ones. `changed`
    replaces fields of the observations.
    """
    definition = study or FOUNDING
    scenarios = tuple(definition.scenarios)
    persons = list(people)
    versions = (VersionObserved("1.0", "0" * 64, definition, len(persons)), *older)
    axes = observed_axes(version.definition for version in versions)
    settings = SettingList(axes)
    columns: list[tuple[int, ...]] = []
    tried: list[tuple[int, int]] = []
    stood: list[list[int]] = []
    for person, tried_by_scenario in enumerate(persons):
        for at, (scenario, applied) in enumerate(tried_by_scenario.items(), start=1):
            index = scenarios.index(scenario)
            positions = [settings.position_of(setting) for setting in applied]
            tried += [(len(columns), position) for position in positions]
            chosen = positions[-1] if positions else NO_SETTING
            seconds, random_order = 60 + person, 0
            columns.append((person, index, at, index, chosen, len(applied), seconds, random_order))
            offered = definition.space_of(scenario).levels
            submitted = applied[-1] if applied else {}
            stood.append(
                [
                    0
                    if axis.ordered or submitted.get(axis.key) not in offered.get(axis.key, ())
                    else offered[axis.key].index(submitted[axis.key]) + 1
                    for axis in axes
                ]
            )
    known = [_known_gains(definition, scenario, gains, settings) for scenario in scenarios]
    applies = np.array(tried, dtype=np.int64).reshape(-1, 2)
    observations = StudyObservations(
        study=definition.study,
        population=Population.PEOPLE,
        versions=versions,
        scenarios=scenarios,
        axes=axes,
        flow=replace(NOBODY, completed=len(persons), analysed=len(persons)),
        settings=settings.levels(),
        stimuli=tuple(
            Stimulus("b" * 64, key, key, f"error of {key}", _as_columns(of_error, len(settings)))
            for key, of_error in zip(scenarios, known, strict=True)
        ),
        bundles={},
        outcomes=() if gains is None else OUTCOMES,
        methods={},
        trials=_trials(columns, np.array(stood, dtype=np.int64).reshape(-1, len(axes))),
        explorations=Explorations(applies[:, 0], applies[:, 1]),
        answers=tuple(answers),
        collection=COLLECTION,
        taking_part=TakingPart(
            np.full(len(persons), True),
            np.array([1800.0 + 60 * person for person in range(len(persons))]),
            np.ones(len(persons), dtype=np.int64),
        ),
        excluded=_trials([], np.zeros((0, len(axes)), dtype=np.int64)),
        plan=None,
        codes=(),
        background=(),
        themes=(),
    )
    return replace(observations, **changed)


def _known_gains(
    study: SurveyDefinition, scenario: str, gains: Gains | None, settings: SettingList
) -> dict[int, tuple[float, ...]]:
    """The gains of settings by their position, among them all that a scenario offers.

    None where they are unknown.
    """
    if gains is None:
        return {}
    offered = dict.fromkeys(settings_of(study.space_of(scenario).levels), (0.0,) * len(OUTCOMES))
    return {settings.position_of(setting): gain for setting, gain in {**offered, **gains}.items()}


def _as_columns(
    gains: Mapping[int, tuple[float, ...]], settings: int
) -> np.ndarray[Any, Any] | None:
    columns = np.full((len(OUTCOMES), settings), np.nan)
    for setting, of_setting in gains.items():
        columns[:, setting] = of_setting
    return columns if gains else None


def _trials(rows: list[tuple[int, ...]], options: np.ndarray[Any, Any]) -> Trials:
    names = [field.name for field in fields(Trials) if field.name != "options"]
    columns = np.array(rows, dtype=np.int64).reshape(-1, len(names)).T
    named: dict[str, Any] = dict(zip(names, columns, strict=True))
    return Trials(**named | {"seconds": named["seconds"].astype(np.float64)}, options=options)
