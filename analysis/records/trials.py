"""Trials and explorations, as columns read straight from the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from django.db.models import (
    Case,
    Expression,
    F,
    IntegerField,
    QuerySet,
    Value,
    When,
)

from analysis.records.observations import ACTIONS, METRICS, NO_SETTING, Explorations, Trials
from attribution.axes import LARGEST_NUMBER
from core.arrays import Floats, Integers
from survey.design.definition import StudyDefinition
from survey.design.path import TRIAL, Section
from survey.participation.durations import Seconds
from survey.participation.models import Exploration, PageVisit, Participant, Trial

CHUNK = 20_000
"""Rows fetched at a time, so that memory holds little else than the columns."""


FIELDS = (
    "pk",
    "participant",
    "participant__version__digest",
    "scenario",
    "position",
    "bundle",
    "error",
    "options",
    "choice__exploration__position",
    "choice__exploration__action",
    "choice__exploration__metric",
)


class StoredTrial(NamedTuple):
    """A trial as it is stored; `chosen` is its setting as one integer, None without a choice."""

    key: int
    participant: int
    version: str
    scenario: str
    position: int
    bundle: str
    error: str
    options: dict[str, list[str]]
    chosen_position: int | None
    action: str | None
    metric: str | None
    chosen: int | None


@dataclass(frozen=True, eq=False)
class TrialsRead:
    """The columns, the model errors met as (bundle, error), and the keys of the trials."""

    trials: Trials
    stimuli: tuple[tuple[str, str], ...]
    keys: Integers


def read_trials(
    people: QuerySet[Participant],
    scenarios: Sequence[str],
    definitions: Mapping[str, StudyDefinition],
) -> TrialsRead:
    """The trials of some participants.

    Scenarios become positions in the list given. `definitions` are those of the participants'
    versions, by digest.
    """
    scenario_number = {key: number for number, key in enumerate(scenarios)}
    stimuli: dict[tuple[str, str], int] = {}
    stored = (
        Trial.objects.filter(participant__in=people)
        .order_by("participant", "position")
        .values_list(*FIELDS, _code("choice__exploration__"))
    )

    def numbers() -> Iterator[tuple[int, ...]]:
        for row in map(StoredTrial._make, stored.iterator(chunk_size=CHUNK)):
            is_random = definitions[row.version].tool.option_order == "random"
            yield (
                row.key,
                row.participant,
                scenario_number[row.scenario],
                row.position,
                stimuli.setdefault((row.bundle, row.error), len(stimuli)),
                NO_SETTING if row.chosen is None else row.chosen,
                row.chosen_position or 0,
                int(is_random),
                _position_of(row.action, row.options["action"]),
                _position_of(row.metric, row.options["metric"]),
            )

    keys, person, scenario, *columns, random_order, action_position, metric_position = _columns(
        numbers(), 10
    )
    position, stimulus, chosen, chosen_position = columns
    trials = Trials(
        person=np.unique(person, return_inverse=True)[1].astype(np.int64),
        scenario=scenario,
        position=position,
        stimulus=stimulus,
        chosen=chosen,
        chosen_position=chosen_position,
        seconds=_seconds(people, person, scenario, scenarios),
        random_order=random_order,
        action_position=action_position,
        metric_position=metric_position,
    )
    return TrialsRead(trials, tuple(stimuli), keys)


def _position_of(level: str | None, order: Sequence[str]) -> int:
    """The position of a level among the options, from 1; 0 where nothing was submitted."""
    return order.index(level) + 1 if level in order else 0


def read_explorations(people: QuerySet[Participant], trial_keys: Integers) -> Explorations:
    """The explorations of some participants. Trials become positions in the list of keys."""
    rows = (
        Exploration.objects.filter(trial__participant__in=people)
        .order_by("trial", "position")
        .values_list("trial", _code(""))
    )
    trial, setting = _columns(rows.iterator(chunk_size=CHUNK), 2)
    # Somebody may have ended between the two queries; they are in the next report.
    known = np.isin(trial, trial_keys)
    trial, setting = trial[known], setting[known]
    order = np.argsort(trial_keys, kind="stable")
    at = order[np.searchsorted(trial_keys, trial, sorter=order)] if len(trial) else trial
    sorting = np.argsort(at, kind="stable")
    return Explorations(at[sorting], setting[sorting])


def _seconds(
    people: QuerySet[Participant], person: Integers, scenario: Integers, scenarios: Sequence[str]
) -> Floats:
    """Seconds on the page of each trial; NaN where it was not submitted."""
    pages = {f"{Section.SCENARIO}.{key}.{TRIAL}": index for index, key in enumerate(scenarios)}
    rows = (
        PageVisit.objects.filter(
            participant__in=people, page__in=list(pages), submitted_at__isnull=False
        )
        .order_by("pk")
        .values_list("participant", "page", Seconds(F("submitted_at"), F("shown_at")))
    )
    taken = {
        (participant, pages[page]): round(seconds, 1)
        for participant, page, seconds in rows.iterator(chunk_size=CHUNK)
    }
    keys = zip(person.tolist(), scenario.tolist(), strict=True)
    return np.array([taken.get(key, np.nan) for key in keys], dtype=np.float64)


def _code(prefix: str) -> Expression:
    """A setting as one integer (analysis.records.observations.setting_code), or NULL."""
    action, metric = (
        Case(
            *(
                When(**{f"{prefix}{axis}": value}, then=Value(at))
                for at, value in enumerate(values)
            ),
            output_field=IntegerField(),
        )
        for axis, values in (("action", ACTIONS), ("metric", METRICS))
    )
    code: Expression = (action * len(METRICS) + metric) * LARGEST_NUMBER + F(f"{prefix}number") - 1
    return code


def _columns(rows: Iterator[tuple[Any, ...]], width: int) -> list[Integers]:
    """Rows of integers as one array for each column."""
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, width).T]
