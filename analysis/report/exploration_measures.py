"""What people did before they submitted a setting, computed over columns of trials."""

from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL, StudyObservations
from analysis.report.choices import SubmittedChoices
from attribution.explanations import Outcome
from core.arrays import Booleans, Floats, Integers

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
    """Of every trial [trials], by one outcome: whether the choice gained most.

    `best_tried` compares it with the settings tried, `best_offered` with all that were offered.
    `by_chance` is the share of the settings tried that gained most, and `by_chance_offered` that of
    all offered. `known` is whether a setting
    was submitted whose gain is known; the others are false where it is not.
    """

    best_tried: Booleans
    by_chance: Floats
    best_offered: Booleans
    by_chance_offered: Floats
    known: Booleans


def tried_settings(observations: StudyObservations) -> TriedSettings:
    trials, explorations = observations.trials, observations.explorations
    number = len(trials.chosen)
    applied = np.bincount(explorations.trial, minlength=number)
    different = observations.different_explorations
    begins = np.cumsum(applied) - applied
    some = applied > 0
    first, last = np.full(number, -1), np.full(number, -1)
    first[some] = explorations.setting[begins[some]]
    last[some] = explorations.setting[(begins + applied - 1)[some]]
    submitted = trials.chosen >= 0
    return TriedSettings(
        applied=applied,
        different=np.bincount(different.trial, minlength=number),
        chose_first=submitted & (first == trials.chosen),
        chose_last=submitted & (last == trials.chosen),
    )


def offered_outcomes(
    observations: StudyObservations, choices: SubmittedChoices, scenario: str
) -> tuple[Outcome, ...]:
    """The outcomes that a scenario offers: those with a level of their key on their axis."""
    axes = observations.axis_by_key
    return tuple(
        outcome
        for outcome in observations.outcomes
        if outcome.axis in axes
        and axes[outcome.axis].positions.get(outcome.key, NO_LEVEL)
        in choices.offered(scenario, outcome.axis)
    )


def chosen_gains(
    observations: StudyObservations, choices: SubmittedChoices, outcome: Outcome
) -> ChosenGains:
    """Compare gains by an outcome; a larger one is better."""
    trials = observations.trials
    gains, number = _gains(observations, outcome), len(trials.chosen)
    chosen = gains[trials.stimulus, trials.chosen]
    known = choices.submitted & ~np.isnan(chosen)
    explored = observations.different_explorations
    trial, setting = explored.trial, explored.setting
    tried = gains[trials.stimulus[trial], setting]
    largest_tried = np.full(number, -np.inf)
    np.fmax.at(largest_tried, trial, tried)
    is_best = tried >= largest_tried[trial] - TIE
    different = np.maximum(np.bincount(trial, minlength=number), 1)
    largest_offered, share_offered = _largest_offered(observations, choices, gains)
    return ChosenGains(
        best_tried=known & (chosen >= largest_tried - TIE),
        by_chance=np.bincount(trial, weights=is_best, minlength=number) / different,
        best_offered=known & (chosen >= largest_offered - TIE),
        by_chance_offered=share_offered,
        known=known,
    )


def offered_settings(
    observations: StudyObservations, choices: SubmittedChoices, scenario: str
) -> Booleans:
    """Whether a scenario offers a setting [settings]."""
    offered = np.ones(len(observations.settings), dtype=bool)
    for at, axis in enumerate(observations.axes):
        levels = choices.offered(scenario, axis.key) or (NO_LEVEL,)
        offered &= np.isin(observations.settings[:, at], levels)
    return offered


def _gains(observations: StudyObservations, outcome: Outcome) -> Floats:
    """Gains by one outcome [stimuli, settings and none]; NaN where unknown, and for NO_SETTING."""
    at, settings = observations.outcomes.index(outcome), len(observations.settings)
    gains = np.full((len(observations.stimuli), settings + 1), np.nan)
    for row, stimulus in enumerate(observations.stimuli):
        if stimulus.gains is not None:
            gains[row, :settings] = stimulus.gains[at]
    return gains


def _largest_offered(
    observations: StudyObservations, choices: SubmittedChoices, gains: Floats
) -> tuple[Floats, Floats]:
    """The largest gain that the trial's scenario offers, and which share of settings has it.

    Both are [trials].
    """
    known = np.where(np.isnan(gains), -np.inf, gains)[:, :-1]
    largest = np.zeros((len(observations.scenarios), len(gains)))
    share = np.zeros_like(largest)
    for index, scenario in enumerate(observations.scenarios):
        of_scenario = known[:, offered_settings(observations, choices, scenario)]
        largest[index] = of_scenario.max(axis=1, initial=-np.inf)
        has_gain = of_scenario > -np.inf
        is_largest = has_gain & (of_scenario >= largest[index][:, np.newaxis] - TIE)
        numbers = has_gain.sum(axis=1)
        share[index] = is_largest.sum(axis=1) / np.maximum(numbers, 1)
    trials = observations.trials
    at = trials.scenario, trials.stimulus
    return np.asarray(largest[at]), np.asarray(share[at])
