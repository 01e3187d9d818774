"""What was tried and chosen, as columns read straight from the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

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
from survey.design.options import OptionOrder, option_order
from survey.design.path import TRIAL, Section
from survey.participation.durations import Seconds
from survey.participation.models import Exploration, PageVisit, Participant, Trial

CHUNK = 20_000
"""Rows fetched at a time, so that memory holds the columns and little else."""


@dataclass(frozen=True, eq=False)
class TrialsRead:
    """The columns, model errors met as (bundle, error), and the trials' keys in the database."""

    trials: Trials
    met: tuple[tuple[str, str], ...]
    keys: Integers


def read_trials(
    people: QuerySet[Participant],
    scenarios: Sequence[str],
    definitions: Mapping[str, StudyDefinition],
) -> TrialsRead:
    """The trials of some participants; scenarios become positions in the list given.

    `definitions` are those of the participants' versions, by digest.
    """
    place = {key: index for index, key in enumerate(scenarios)}
    met: dict[tuple[str, str], int] = {}
    rows = (
        Trial.objects.filter(participant__in=people)
        .order_by("participant", "position")
        .values_list(
            "pk", "participant", "scenario", "position", "bundle", "error",
            _code("choice__exploration__"), "choice__exploration__position",
            "participant__version__digest", "options",
            "choice__exploration__action", "choice__exploration__metric",
        )
    )  # fmt: skip
    numbers = (
        (key, person, place[scenario], position, met.setdefault((bundle, error), len(met)),
         NO_SETTING if code is None else code, chosen_position or 0,
         *_places(option_order(definitions[version], scenario, options), action, metric))
        for key, person, scenario, position, bundle, error, code, chosen_position,
        version, options, action, metric
        in rows.iterator(chunk_size=CHUNK)
    )  # fmt: skip
    (
        key, person, scenario, position, stimulus, chosen, chosen_position,
        random_order, action_place, metric_place,
    ) = _columns(numbers, 10)  # fmt: skip
    trials = Trials(
        person=np.unique(person, return_inverse=True)[1].astype(np.int64),
        scenario=scenario,
        position=position,
        stimulus=stimulus,
        chosen=chosen,
        chosen_position=chosen_position,
        seconds=_seconds(people, person, scenario, scenarios),
        random_order=random_order,
        action_place=action_place,
        metric_place=metric_place,
    )
    return TrialsRead(trials, tuple(met), key)


def _places(order: OptionOrder, action: str | None, metric: str | None) -> tuple[int, int, int]:
    """Whether the order was drawn, and where what was submitted stood, from 1; 0 without any."""
    return int(order.is_random), _place(action, order.actions), _place(metric, order.metrics)


def _place(level: str | None, order: Sequence[str]) -> int:
    return order.index(level) + 1 if level in order else 0


def read_explorations(people: QuerySet[Participant], trial_keys: Integers) -> Explorations:
    """Every Apply of some participants; trials become positions in the list of keys."""
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
    """Of trials by person and scenario; NaN where the page was not submitted."""
    pages = {f"{Section.SCENARIO}.{key}.{TRIAL}": index for index, key in enumerate(scenarios)}
    rows = (
        PageVisit.objects.filter(
            participant__in=people, page__in=list(pages), submitted_at__isnull=False
        )
        .order_by("pk")
        .values_list("participant", "page", Seconds(F("submitted_at"), F("shown_at")))
    )
    taken = {
        (one, pages[page]): round(seconds, 1)
        for one, page, seconds in rows.iterator(chunk_size=CHUNK)
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
    """Rows of integers as one array a column."""
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, width).T]
