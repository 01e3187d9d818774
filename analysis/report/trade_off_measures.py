"""Settings that do harm, computed over columns of trials: submitted, tried and offered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL, NO_SETTING, StudyObservations
from analysis.report.choices import SubmittedChoices
from analysis.report.exploration_measures import offered_settings
from attribution.explanations import Explanations
from attribution.settings import Setting
from core.arrays import Booleans, Floats, Integers

LOWERS_ACCURACY = "lowered the accuracy of the whole model"
WORSENS_METRIC = "worsened the metric they were judged by"

TIE = 1e-12
"""Effects that are nearer to none are none; stored effects have ten digits."""


@dataclass(frozen=True, eq=False)
class TradeOff:
    """A harm, and of every trial [trials] whether its choice does it.

    `tried` is the share of the different settings tried that do it, and `offered` that of all
    offered. `known` is whether a setting was submitted of which it is known; the others are 0 or
    false where it is not.
    """

    name: str
    submitted: Booleans
    tried: Floats
    offered: Floats
    known: Booleans


Changes = Callable[[Explanations, str], Mapping[Setting, float]]
"""How much each setting betters something, for an error of a bundle."""


def trade_offs(observations: StudyObservations, choices: SubmittedChoices) -> tuple[TradeOff, ...]:
    """The harms that are known of any submission."""
    harms: dict[str, Changes] = {
        LOWERS_ACCURACY: lambda bundle, error: bundle.accuracy_changes(error),
        WORSENS_METRIC: own_gains,
    }
    measured = (_trade_off(observations, choices, name, changes) for name, changes in harms.items())
    return tuple(harm for harm in measured if harm.known.any())


def own_gains(bundle: Explanations, error: str) -> dict[Setting, float]:
    """How much each setting betters the error by the outcome that it names itself."""
    gains: dict[Setting, float] = {}
    for setting, of_setting in bundle.gains(error).items():
        for outcome, gain in zip(bundle.outcomes, of_setting, strict=True):
            if setting.get(outcome.axis) == outcome.key:
                gains[setting] = gain
    return gains


def _by_setting(observations: StudyObservations, changes: Changes) -> Floats:
    """A change for every stimulus and setting [stimuli, settings and none], NaN where unknown."""
    table = np.full((len(observations.stimuli), len(observations.settings) + 1), np.nan)
    for row, stimulus in enumerate(observations.stimuli):
        bundle = observations.bundles.get(stimulus.bundle)
        if bundle is not None:
            values = changes(bundle, stimulus.error)
            at = _positions_of(observations, values)
            known = at != NO_SETTING
            table[row, at[known]] = np.fromiter(values.values(), dtype=np.float64)[known]
    return table


def _positions_of(observations: StudyObservations, settings: Iterable[Setting]) -> Integers:
    """Where settings stand in the list of settings; NO_SETTING where none is like one."""
    positions = {tuple(levels): at for at, levels in enumerate(observations.settings.tolist())}
    axes = observations.axes
    levels = (
        tuple(axis.positions.get(setting.get(axis.key, ""), NO_LEVEL) for axis in axes)
        for setting in settings
    )
    return np.array([positions.get(row, NO_SETTING) for row in levels], dtype=np.int64)


def _trade_off(
    observations: StudyObservations, choices: SubmittedChoices, name: str, changes: Changes
) -> TradeOff:
    trials = observations.trials
    table = _by_setting(observations, changes)
    harms, unknown = table < -TIE, np.isnan(table)
    known = choices.submitted & ~unknown[trials.stimulus, trials.chosen]
    return TradeOff(
        name=name,
        submitted=known & harms[trials.stimulus, trials.chosen],
        tried=np.where(known, _tried(observations, harms, unknown), 0.0),
        offered=np.where(known, _offered(observations, choices, harms, unknown), 0.0),
        known=known,
    )


def _tried(observations: StudyObservations, harms: Booleans, unknown: Booleans) -> Floats:
    """The share of the different settings tried that do harm [trials]."""
    number = len(observations.trials.chosen)
    tried = observations.different_explorations
    trial, setting = tried.trial, tried.setting
    stimulus = observations.trials.stimulus[trial]
    seen = ~unknown[stimulus, setting]
    of_trial: Integers = np.bincount(trial[seen], minlength=number)
    harmful = np.bincount(trial, weights=harms[stimulus, setting], minlength=number)
    return np.asarray(harmful / np.maximum(of_trial, 1))


def _offered(
    observations: StudyObservations,
    choices: SubmittedChoices,
    harms: Booleans,
    unknown: Booleans,
) -> Floats:
    """The share of the settings offered that do harm [trials]."""
    shares = np.zeros((len(observations.scenarios), len(harms)))
    for index, scenario in enumerate(observations.scenarios):
        offered = offered_settings(observations, choices, scenario)
        known = ~unknown[:, :-1] & offered
        shares[index] = (harms[:, :-1] & offered).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    trials = observations.trials
    return np.asarray(shares[trials.scenario, trials.stimulus])
