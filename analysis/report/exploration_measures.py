"""What people did before they submitted a setting, computed over columns of trials."""

from dataclasses import dataclass

import numpy as np

from analysis.records.observations import ACTIONS, METRICS, StudyObservations, axes_of
from analysis.report.context import SubmittedChoices
from attribution.axes import LARGEST_NUMBER
from core.arrays import Booleans, Floats, Integers

SETTINGS = len(ACTIONS) * len(METRICS) * LARGEST_NUMBER
"""How many settings there can be; their codes run from 0."""

TIE = 1e-12
"""Gains that differ by less are equal; stored effects have ten digits."""


@dataclass(frozen=True, eq=False)
class TriedSettings:
    """Of every trial [trials]: settings applied, different ones among them, and the choice.

    A setting that was applied again is the same setting for `chose_first` and `chose_last`.
    """

    applied: Integers
    different: Integers
    chose_first: Booleans
    chose_last: Booleans


@dataclass(frozen=True, eq=False)
class ChosenGains:
    """Of every trial [trials], by one metric: whether the choice gained most.

    `best_tried` compares it with the settings tried, `best_offered` with all that were offered.
    `by_chance` is the share of the settings tried that gained most. Only where `known` is true are
    the effects loaded and a setting submitted; the others are false there.
    """

    best_tried: Booleans
    by_chance: Floats
    best_offered: Booleans
    known: Booleans


def tried_settings(observations: StudyObservations) -> TriedSettings:
    trials, explorations = observations.trials, observations.explorations
    number = len(trials.chosen)
    applied = np.bincount(explorations.trial, minlength=number)
    trial, _setting = _different(observations)
    begins = np.cumsum(applied) - applied
    some = applied > 0
    first, last = np.full(number, -1), np.full(number, -1)
    first[some] = explorations.setting[begins[some]]
    last[some] = explorations.setting[(begins + applied - 1)[some]]
    submitted = trials.chosen >= 0
    return TriedSettings(
        applied=applied,
        different=np.bincount(trial, minlength=number),
        chose_first=submitted & (first == trials.chosen),
        chose_last=submitted & (last == trials.chosen),
    )


def chosen_gains(
    observations: StudyObservations, choices: SubmittedChoices, metric: int
) -> ChosenGains:
    """Compare gains by the metric at a position; by every metric a larger gain is better."""
    trials = observations.trials
    gains, loaded = _gains(observations, metric)
    number, submitted = len(trials.chosen), choices.submitted
    known = submitted & loaded[trials.stimulus] if number else submitted
    chosen = gains[trials.stimulus, np.maximum(trials.chosen, 0)] if number else np.zeros(0)
    trial, setting = _different(observations)
    tried = gains[trials.stimulus[trial], setting]
    largest_tried = np.full(number, -np.inf)
    np.maximum.at(largest_tried, trial, tried)
    is_best = tried >= largest_tried[trial] - TIE
    different = np.maximum(np.bincount(trial, minlength=number), 1)
    largest_offered = _largest_offered(observations, choices, gains)
    return ChosenGains(
        best_tried=known & (chosen >= largest_tried - TIE),
        by_chance=np.bincount(trial, weights=is_best, minlength=number) / different,
        best_offered=known & (chosen >= largest_offered - TIE),
        known=known,
    )


def _different(observations: StudyObservations) -> tuple[Integers, Integers]:
    """Trials and settings of all explorations, a setting that was applied again once."""
    explorations = observations.explorations
    pairs = np.unique(explorations.trial * SETTINGS + explorations.setting)
    return pairs // SETTINGS, pairs % SETTINGS


def _gains(observations: StudyObservations, metric: int) -> tuple[Floats, Booleans]:
    """Gains by one metric [stimuli, settings], and whether they are known [stimuli]."""
    gains = [
        np.zeros(SETTINGS) if stimulus.gains is None else stimulus.gains[metric].reshape(-1)
        for stimulus in observations.stimuli
    ]
    known = np.array([stimulus.gains is not None for stimulus in observations.stimuli], dtype=bool)
    return np.array(gains).reshape(-1, SETTINGS), known


def _largest_offered(
    observations: StudyObservations, choices: SubmittedChoices, gains: Floats
) -> Floats:
    """The largest gain of a setting that the trial's scenario offers [trials]."""
    action, metric, number = axes_of(np.arange(SETTINGS))
    largest = np.zeros((len(observations.scenarios), len(gains)))
    for index, scenario in enumerate(observations.scenarios):
        offered = (
            np.isin(action, choices.offered(scenario, "action"))
            & np.isin(metric, choices.offered(scenario, "metric"))
            & np.isin(number - 1, choices.offered(scenario, "number"))
        )
        largest[index] = gains[:, offered].max(axis=1, initial=-np.inf)
    trials = observations.trials
    return np.asarray(largest[trials.scenario, trials.stimulus])
