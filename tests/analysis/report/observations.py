"""Observations written by hand, person by person, without a database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

import numpy as np

from analysis.records.observations import (
    ACTIONS,
    METRICS,
    NO_SETTING,
    AnalysisFlow,
    Answered,
    Explorations,
    Stimulus,
    StudyObservations,
    Trials,
    VersionObserved,
    axes_of,
    setting_code,
)
from attribution.axes import LARGEST_NUMBER
from survey.design.definition import StudyDefinition
from survey.design.scenarios import Settings
from survey.population import Population
from tests.world import founding_study

Person = Mapping[str, Sequence[int]]
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


def code(action: str, metric: str, number: int) -> int:
    """The code of a setting."""
    axes = ([ACTIONS.index(action)], [METRICS.index(metric)], [number])
    return int(setting_code(*map(np.array, axes))[0])


REMOVAL, RELABEL = code("removal", "loss", 1), code("label_change", "loss", 10)
NARROW = Settings(actions=("removal",), metrics=("loss",), numbers=(1, 2))
"""Settings with a single action and a single metric."""


def observed(
    people: Iterable[Person],
    *,
    study: StudyDefinition | None = None,
    gains: np.ndarray[Any, Any] | None = None,
    answers: Iterable[Answered] = (),
    **changed: Any,
) -> StudyObservations:
    """What a report reads where everybody completed.

    Each scenario has one model error, with these gains or, by default, unknown ones. `changed`
    replaces fields of the observations.
    """
    definition = study or founding_study().definition
    scenarios = tuple(definition.scenarios)
    persons = list(people)
    columns: list[tuple[int, ...]] = []
    tried: list[tuple[int, int]] = []
    for person, applied_settings in enumerate(persons):
        for position, (scenario, settings) in enumerate(applied_settings.items(), start=1):
            index = scenarios.index(scenario)
            chosen = settings[-1] if settings else NO_SETTING
            tried += [(len(columns), setting) for setting in settings]
            stood = _as_written(definition, scenario, chosen)
            seconds, random_order = 60 + person, 0
            columns.append(
                (
                    person,
                    index,
                    position,
                    index,
                    chosen,
                    len(settings),
                    seconds,
                    random_order,
                    *stood,
                )
            )
    applied = np.array(tried, dtype=np.int64).reshape(-1, 2)
    observations = StudyObservations(
        study=definition.study,
        population=Population.PEOPLE,
        versions=(VersionObserved("1.0", "0" * 64, definition, len(persons)),),
        scenarios=scenarios,
        flow=replace(NOBODY, completed=len(persons), analysed=len(persons)),
        stimuli=tuple(Stimulus("b" * 64, key, key, f"error of {key}", gains) for key in scenarios),
        bundles={},
        trials=_trials(columns),
        explorations=Explorations(applied[:, 0], applied[:, 1]),
        answers=tuple(answers),
        plan=None,
        codes=(),
    )
    return replace(observations, **changed)


def _trials(rows: list[tuple[int, ...]]) -> Trials:
    names = [field.name for field in fields(Trials)]
    columns = np.array(rows, dtype=np.int64).reshape(-1, len(names)).T
    named: dict[str, Any] = dict(zip(names, columns, strict=True))
    return Trials(**named | {"seconds": named["seconds"].astype(np.float64)})


def _as_written(study: StudyDefinition, scenario: str, chosen: int) -> tuple[int, int]:
    """Where the action and the metric submitted stand in the study file, from 1; 0 without any."""
    if chosen == NO_SETTING:
        return 0, 0
    (action,), (metric,), _number = axes_of(np.array([chosen]))
    offered = study.settings_of(scenario)
    actions, metrics = list(offered.actions), list(offered.metrics)
    return (
        actions.index(ACTIONS[action]) + 1 if ACTIONS[action] in actions else 0,
        metrics.index(METRICS[metric]) + 1 if METRICS[metric] in metrics else 0,
    )


def no_gains() -> np.ndarray[Any, Any]:
    """Known effects of settings that change nothing [measures, actions, metrics, numbers]."""
    return np.zeros((len(METRICS), len(ACTIONS), len(METRICS), LARGEST_NUMBER))


def one_scenario(**changed: Any) -> StudyDefinition:
    """The founding study with its tabular scenario alone."""
    study = founding_study().definition
    scenarios = {"tabular": study.scenarios["tabular"]}
    return study.model_copy(update={"scenarios": scenarios, **changed})
