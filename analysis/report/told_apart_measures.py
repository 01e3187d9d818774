"""Whether submitted settings had a twin: one that differs on an axis and shows the same."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_SETTING, StudyObservations
from analysis.report.context import SubmittedChoices
from analysis.report.exploration_measures import offered_settings
from analysis.report.trade_off_measures import positions_of
from core.arrays import Booleans, Integers


@dataclass(frozen=True, eq=False)
class Twins:
    """Of every trial [trials], on one axis and with all else as submitted.

    `shown` counts the different results among the levels offered, of which there are `levels`; both
    are 0 where that is not known. `has_twin` is whether another level shows what the submitted one
    does.
    """

    shown: Integers
    levels: Integers
    has_twin: Booleans

    @property
    def known(self) -> Booleans:
        return np.asarray(self.levels > 0)

    @property
    def told_apart(self) -> Booleans:
        """Whether every level shows something else [trials]."""
        return np.asarray(self.known & (self.shown == self.levels))

    @property
    def all_alike(self) -> Booleans:
        """Whether every level shows the same [trials]."""
        return np.asarray((self.levels > 1) & (self.shown == 1))


def twins(observations: StudyObservations, choices: SubmittedChoices, axis: str) -> Twins:
    """Twins among the settings that a trial's scenario offers."""
    trials, settings = observations.trials, len(observations.settings)
    shape = len(observations.scenarios), len(observations.stimuli), settings + 1
    shown, levels = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    twin = np.zeros(shape, dtype=bool)
    for scenario, stimulus in scenarios_and_stimuli(trials.scenario, trials.stimulus):
        offered = offered_settings(observations, choices, observations.scenarios[scenario])
        results = _results(observations, stimulus)
        for group in _differing_on(observations, axis, offered, results):
            counts: defaultdict[Hashable, int] = defaultdict(int)
            for setting in group:
                counts[results[setting]] += 1
            at = scenario, stimulus, group
            shown[at], levels[at] = len(counts), len(group)
            twin[at] = [counts[results[setting]] > 1 for setting in group]
    # NO_SETTING is the last column, which stays empty.
    of_trials = trials.scenario, trials.stimulus, trials.chosen
    return Twins(shown[of_trials], levels[of_trials], twin[of_trials])


def scenarios_and_stimuli(scenario: Integers, stimulus: Integers) -> list[tuple[int, int]]:
    """Every pair that some trial has, ascending; both arguments are [trials]."""
    stimuli = int(stimulus.max(initial=0)) + 1
    pairs = np.flatnonzero(np.bincount(scenario * stimuli + stimulus)).tolist()
    return [divmod(pair, stimuli) for pair in pairs]


def _results(observations: StudyObservations, stimulus: int) -> dict[int, Hashable]:
    """What each setting shows for a model error, by its position; empty where it is not loaded."""
    error = observations.stimuli[stimulus]
    bundle = observations.bundles.get(error.bundle)
    if bundle is None:
        return {}
    alike = bundle.shown_alike(error.error)
    positions = positions_of(observations, alike).tolist()
    return {
        at: result for at, result in zip(positions, alike.values(), strict=True) if at != NO_SETTING
    }


def _differing_on(
    observations: StudyObservations,
    axis: str,
    offered: Booleans,
    results: dict[int, Hashable],
) -> list[list[int]]:
    """Groups of offered settings that differ on one axis alone, by their positions."""
    at = [observed.key for observed in observations.axes].index(axis)
    others = np.delete(observations.settings, at, axis=1).tolist()
    groups: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for setting in results:
        if offered[setting]:
            groups[tuple(others[setting])].append(setting)
    return list(groups.values())
