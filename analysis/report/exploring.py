"""What people did before they submitted, computed over columns."""

from dataclasses import dataclass

import numpy as np

from analysis.records.observations import ACTIONS, METRICS, StudyObservations, axes_of
from analysis.report.choices import Choices
from attribution.axes import LARGEST_NUMBER
from core.arrays import Booleans, Floats, Integers

CODES = len(ACTIONS) * len(METRICS) * LARGEST_NUMBER
"""As many settings as there can be."""

SAME = 1e-12
"""Gains nearer than this are equal; stored effects have ten digits."""


@dataclass(frozen=True, eq=False)
class Explored:
    """Of every trial [trials]: settings applied, different ones among them, and the choice.

    `chose_first` and `chose_last` compare settings: one applied again is still the same.
    """

    tried: Integers
    different: Integers
    chose_first: Booleans
    chose_last: Booleans


@dataclass(frozen=True, eq=False)
class Gained:
    """Of one measure, every trial [trials]: whether the choice gained most among those tried.

    `by_chance` is the share of settings tried that did. NaN, and False, without known effects.
    """

    best_tried: Booleans
    by_chance: Floats
    best_offered: Booleans
    known: Booleans


def explored(observations: StudyObservations) -> Explored:
    trials, tried = observations.trials, observations.explorations
    size = len(trials.chosen)
    number = np.bincount(tried.trial, minlength=size)
    pairs = np.unique(tried.trial * CODES + tried.setting)
    starts = np.cumsum(number) - number
    some = number > 0
    first, last = (np.full(size, -1), np.full(size, -1))
    first[some] = tried.setting[starts[some]]
    last[some] = tried.setting[(starts + number - 1)[some]]
    submitted = trials.chosen >= 0
    return Explored(
        tried=number,
        different=np.bincount(pairs // CODES, minlength=size),
        chose_first=submitted & (first == trials.chosen),
        chose_last=submitted & (last == trials.chosen),
    )


def gained(observations: StudyObservations, choices: Choices, measure: int) -> Gained:
    """`measure` is a position among the metrics; larger gains are better by each."""
    trials, tried = observations.trials, observations.explorations
    gains, known_effects = _gains(observations, measure)
    size, submitted = len(trials.chosen), choices.submitted
    known = submitted & known_effects[trials.stimulus] if size else submitted
    of_choice = gains[trials.stimulus, np.maximum(trials.chosen, 0)] if size else np.zeros(0)
    # Each different setting counts once, however often it was applied.
    pairs = np.unique(tried.trial * CODES + tried.setting)
    trial, setting = pairs // CODES, pairs % CODES
    of_tried = gains[trials.stimulus[trial], setting]
    most = np.full(size, -np.inf)
    np.maximum.at(most, trial, of_tried)
    is_best = of_tried >= most[trial] - SAME
    different = np.maximum(np.bincount(trial, minlength=size), 1)
    return Gained(
        best_tried=known & (of_choice >= most - SAME),
        by_chance=np.bincount(trial, weights=is_best, minlength=size) / different,
        best_offered=known & (of_choice >= _largest_offered(observations, choices, gains) - SAME),
        known=known,
    )


def _gains(observations: StudyObservations, measure: int) -> tuple[Floats, Booleans]:
    """[stimuli, settings] by one measure, and which stimuli have effects that are known."""
    rows = [
        np.zeros(CODES) if each.gains is None else each.gains[measure].reshape(-1)
        for each in observations.stimuli
    ]
    known = np.array([each.gains is not None for each in observations.stimuli], dtype=bool)
    return np.array(rows).reshape(-1, CODES), known


def _largest_offered(observations: StudyObservations, choices: Choices, gains: Floats) -> Floats:
    """Of each trial, the largest gain of a setting its scenario offers [trials]."""
    action, metric, number = axes_of(np.arange(CODES))
    largest = np.zeros((len(observations.scenarios), len(gains)))
    for at, key in enumerate(observations.scenarios):
        offered = (
            np.isin(action, choices.offered(key, "action"))
            & np.isin(metric, choices.offered(key, "metric"))
            & np.isin(number - 1, choices.offered(key, "number"))
        )
        largest[at] = gains[:, offered].max(axis=1, initial=-np.inf)
    trials = observations.trials
    return np.asarray(largest[trials.scenario, trials.stimulus])
