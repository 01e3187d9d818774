"""Trials and explorations, as columns read straight from the database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import F, QuerySet, TextField

from analysis.records.column_queries import read_columns, stored_text
from analysis.records.columns import (
    UNKNOWN,
    Numbers,
    floats,
    integers,
    positions_of,
)
from analysis.records.observations import NO_LEVEL, Explorations, Trials
from analysis.records.observed_axes import ObservedAxis
from analysis.records.setting_list import SettingList
from core.arrays import Floats, Integers
from survey.design.definition import SurveyDefinition
from survey.design.path import TRIAL, Section
from survey.participation.durations import Seconds
from survey.participation.models import Exploration, PageVisit, Participant, Trial

MOST_BETWEEN = 1.5
"""How many keys there are from the first trial to the last, for each trial, to read them all."""


@dataclass(frozen=True, eq=False)
class TrialsRead:
    """The columns, the model errors met as (bundle, error), and the keys of trials and people.

    `people` are the keys of all participants with a trial, rising: a person of the columns is a
    position among them. `columns.py` reads what else is known of them by the same positions.
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
    bundles, errors, options = Numbers(), Numbers(), Numbers()
    keys, participant, is_random, scenario, position, bundle, error, offered, chosen, at = (
        read_columns(
            Trial.objects.filter(participant__in=people)
            .order_by("participant", "position")
            .values_list(
                "pk",
                "participant",
                "participant__version__digest",
                "scenario",
                "position",
                "bundle",
                "error",
                stored_text("options"),
                stored_text("choice__exploration__setting"),
                "choice__exploration__position",
            ),
            integers,
            integers,
            Numbers(lambda digest: definitions[digest].tool.option_order == "random").column,
            Numbers(scenario_number.__getitem__).column,
            integers,
            bundles.column,
            errors.column,
            options.column,
            settings.positions_of_stored,
            Numbers(lambda position: position or 0).column,
        )
    )
    stimulus, stimuli = _in_order_met(bundle * len(errors) + error)
    names = list(bundles), list(errors)
    met = np.unique(participant)
    person = positions_of(participant, met)
    trials = Trials(
        person=person,
        scenario=scenario,
        position=position,
        stimulus=stimulus,
        chosen=chosen,
        chosen_position=at,
        seconds=_seconds(people, met, scenarios)[person, scenario],
        random_order=is_random,
        options=option_positions(settings, options, offered, chosen),
    )
    pairs = (divmod(number, len(errors)) for number in stimuli.tolist())
    return TrialsRead(
        trials, tuple((names[0][bundle], names[1][error]) for bundle, error in pairs), keys, met
    )


def _in_order_met(numbers: Integers) -> tuple[Integers, Integers]:
    """Positions in the list of different numbers, which are in the order met, and the list."""
    different, first, at = np.unique(numbers, return_index=True, return_inverse=True)
    order = np.argsort(first)
    return np.argsort(order)[at], different[order]


def option_positions(
    settings: SettingList, options: Iterable[str], offered: Integers, chosen: Integers
) -> Integers:
    """Where each chosen level stands among the options, from 1 [trials, axes].

    It is 0 without a choice, and on axes that have an order of their own. `options` are all lists
    of levels met, as JSON by axis in the order offered; `offered` are positions in them.
    """
    lists = [json.loads(text) for text in options]
    without = np.full((1, len(settings.axes)), NO_LEVEL)
    levels = np.concatenate([settings.levels(), without])[chosen]
    columns = [
        _places(axis, [by_axis.get(axis.key, ()) for by_axis in lists])[offered, levels[:, at]]
        for at, axis in enumerate(settings.axes)
    ]
    return np.array(columns, dtype=np.int64).reshape(len(settings.axes), -1).T


def _places(axis: ObservedAxis, lists: Sequence[Sequence[str]]) -> Integers:
    """Where each level of an axis stands in lists of levels, from 1 [lists, levels and none]."""
    places = np.zeros((len(lists), len(axis.levels) + 1), dtype=np.int64)
    for row, levels in enumerate(() if axis.ordered else lists):
        for place, level in enumerate(levels, start=1):
            if level in axis.positions:
                places[row, axis.positions[level]] = place
    return places


def read_explorations(
    people: QuerySet[Participant], trial_keys: Integers, settings: SettingList
) -> Explorations:
    """The explorations of some trials.

    Trials become positions in the list of keys, settings positions in theirs. `people` may hold
    others, whose explorations are left out.
    """
    of_trials = Exploration.objects.filter(trial__participant__in=people)
    if len(trial_keys) and np.ptp(trial_keys) < MOST_BETWEEN * len(trial_keys):
        # To look up as many by the people of their trials takes twice as long.
        of_trials = Exploration.objects.filter(
            trial__gte=int(trial_keys.min()), trial__lte=int(trial_keys.max())
        )
    trial, setting = read_columns(
        of_trials.order_by("trial", "position").values_list("trial", stored_text("setting")),
        integers,
        settings.positions_of_stored,
    )
    order = np.argsort(trial_keys, kind="stable")
    at = positions_of(trial, trial_keys[order])
    # Somebody may have ended between the two queries; they are in the next report.
    known = at != UNKNOWN
    at, setting = order[at[known]], setting[known]
    sorting = np.argsort(at, kind="stable")
    return Explorations(at[sorting], setting[sorting])


def _seconds(people: QuerySet[Participant], keys: Integers, scenarios: Sequence[str]) -> Floats:
    """Seconds on the page of each trial [people, scenarios], to a millisecond.

    NaN where it was not submitted. `keys` are those of the people.
    """
    # As a text, as Django would make every number a float again.
    difference = Seconds(F("submitted_at"), F("shown_at"), output_field=TextField())
    pages = {f"{Section.SCENARIO}.{key}.{TRIAL}": index for index, key in enumerate(scenarios)}
    participant, page, seconds = read_columns(
        PageVisit.objects.filter(
            participant__in=people, page__in=list(pages), submitted_at__isnull=False
        )
        .order_by()
        .values_list("participant", "page", difference),
        integers,
        Numbers(pages.__getitem__).column,
        floats,
    )
    taken = np.full((len(keys), len(scenarios)), np.nan)
    person = positions_of(participant, keys)
    known = person != UNKNOWN
    taken[person[known], page[known]] = [round(value, 3) for value in seconds[known].tolist()]
    return taken
