"""Trials and explorations, as columns read straight from the database."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from analysis.records.observations import NO_SETTING, Explorations, Trials
from analysis.records.observed_axes import ObservedAxis
from analysis.records.setting_list import SettingList
from core.arrays import Floats, Integers
from survey.design.definition import SurveyDefinition
from survey.design.path import TRIAL, Section
from survey.participation.durations import Seconds
from survey.participation.models import Exploration, PageVisit, Participant, Trial

CHUNK = 20_000
"""Rows fetched at a time, so that memory holds little else than the columns."""

MOST_REMEMBERED = 10_000
"""Pairs of options and choice that are read once; the shipped survey can have 3,240."""

FIELDS = (
    "pk",
    "participant",
    "participant__version__digest",
    "scenario",
    "position",
    "bundle",
    "error",
    "choice__exploration__position",
)


class StoredTrial(NamedTuple):
    """A stored trial; `options` and `chosen` are JSON, `chosen` is None without a choice."""

    key: int
    participant: int
    version: str
    scenario: str
    position: int
    bundle: str
    error: str
    chosen_position: int | None
    options: str
    chosen: str | None


@dataclass(frozen=True, eq=False)
class TrialsRead:
    """The columns, the model errors met as (bundle, error), and the keys of the trials.

    `people` are the keys of the participants, ascending, as `Trials.person` counts them.
    """

    trials: Trials
    stimuli: tuple[tuple[str, str], ...]
    keys: Integers
    people: Integers


def read_trials(
    people: QuerySet[Participant],
    scenarios: Sequence[str],
    definitions: Mapping[str, SurveyDefinition],
    settings: SettingList,
) -> TrialsRead:
    """The trials of some participants.

    Scenarios and settings become positions in their lists. `definitions` are those of the
    participants' versions, by digest.
    """
    scenario_number = {key: number for number, key in enumerate(scenarios)}
    stimuli: dict[tuple[str, str], int] = {}
    option_positions = _option_positions(settings.axes)
    stored = (
        Trial.objects.filter(participant__in=people)
        .order_by("participant", "position")
        .values_list(*FIELDS, _text("options"), _text("choice__exploration__setting"))
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
                NO_SETTING if row.chosen is None else settings.position_of_stored(row.chosen),
                row.chosen_position or 0,
                int(is_random),
                *option_positions(row.options, row.chosen),
            )

    keys, person, scenario, *columns = _columns(numbers(), 8 + len(settings.axes))
    position, stimulus, chosen, chosen_position, random_order, *options = columns
    participants, person_number = np.unique(person, return_inverse=True)
    trials = Trials(
        person=person_number.astype(np.int64),
        scenario=scenario,
        position=position,
        stimulus=stimulus,
        chosen=chosen,
        chosen_position=chosen_position,
        seconds=_seconds(people, person, scenario, scenarios),
        random_order=random_order,
        options=np.array(options, dtype=np.int64).reshape(len(settings.axes), -1).T,
    )
    return TrialsRead(trials, tuple(stimuli), keys, participants)


def _option_positions(
    axes: Sequence[ObservedAxis],
) -> Callable[[str, str | None], tuple[int, ...]]:
    """A function that says where each chosen level stands among the options, from 1.

    It is 0 without a choice, and on axes that have an order of their own. The function takes JSON:
    the levels offered by axis in their order, and the level chosen by axis.
    """

    @lru_cache(maxsize=MOST_REMEMBERED)
    def positions(options: str, chosen: str | None) -> tuple[int, ...]:
        offered: dict[str, list[str]] = json.loads(options)
        levels: dict[str, str] = json.loads(chosen) if chosen else {}
        return tuple(
            0
            if axis.ordered or levels.get(axis.key) not in offered.get(axis.key, ())
            else offered[axis.key].index(levels[axis.key]) + 1
            for axis in axes
        )

    return positions


def read_explorations(
    people: QuerySet[Participant], trial_keys: Integers, settings: SettingList
) -> Explorations:
    """The explorations of some participants.

    Trials become positions in the list of keys, settings positions in theirs.
    """
    rows = (
        Exploration.objects.filter(trial__participant__in=people)
        .order_by("trial", "position")
        .values_list("trial", _text("setting"))
    )
    trial, setting = _columns(
        (
            (trial, settings.position_of_stored(text))
            for trial, text in rows.iterator(chunk_size=CHUNK)
        ),
        2,
    )
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


def _text(field: str) -> Cast:
    """A JSON field as the text it is stored as, which is compared faster than it is read."""
    return Cast(field, TextField())


def _columns(rows: Iterator[tuple[Any, ...]], width: int) -> list[Integers]:
    """Rows of integers as one array for each column."""
    flat = np.fromiter(chain.from_iterable(rows), dtype=np.int64)
    return [np.ascontiguousarray(column) for column in flat.reshape(-1, width).T]
