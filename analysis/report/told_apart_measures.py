"""Whether submitted settings had a twin: one that differs on an axis and shows the same."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from analysis.records.observations import NO_LEVEL, StudyObservations
from analysis.report.choices import SubmittedChoices
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


Levels = tuple[int, ...]
"""A setting as the positions of its levels on all axes, NO_LEVEL on one that it lacks."""

Results = Mapping[Levels, Hashable]
"""What each setting that a scenario offers shows for a model error; empty if not loaded."""


def results_shown(
    observations: StudyObservations, choices: SubmittedChoices
) -> dict[tuple[int, int], Results]:
    """By scenario and model error, of those that some trial has."""
    trials = observations.trials
    return {
        (scenario, stimulus): _results(
            observations, choices, observations.scenarios[scenario], stimulus
        )
        for scenario, stimulus in scenarios_and_stimuli(trials.scenario, trials.stimulus)
    }


def twins(
    observations: StudyObservations,
    shown_by_all: Mapping[tuple[int, int], Results],
    axis: str,
) -> Twins:
    """Twins among the settings that a trial's scenario offers; `shown_by_all` is `results_shown`.

    It is the same for every axis, and takes the longest.
    """
    trials, settings = observations.trials, len(observations.settings)
    shape = len(observations.scenarios), len(observations.stimuli), settings + 1
    shown, levels = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    twin = np.zeros(shape, dtype=bool)
    positions = {tuple(levels): at for at, levels in enumerate(observations.settings.tolist())}
    for (scenario, stimulus), results in shown_by_all.items():
        for group in _differing_on(observations, axis, results):
            counts = Counter(results[setting] for setting in group)
            for setting in group:
                if (at := positions.get(setting)) is not None:
                    place = scenario, stimulus, at
                    shown[place], levels[place] = len(counts), len(group)
                    twin[place] = counts[results[setting]] > 1
    # NO_SETTING is the last column, which stays empty.
    of_trials = trials.scenario, trials.stimulus, trials.chosen
    return Twins(shown[of_trials], levels[of_trials], twin[of_trials])


def scenarios_and_stimuli(scenario: Integers, stimulus: Integers) -> list[tuple[int, int]]:
    """Every pair that some trial has, ascending; both arguments are [trials]."""
    stimuli = int(stimulus.max(initial=0)) + 1
    pairs = np.flatnonzero(np.bincount(scenario * stimuli + stimulus)).tolist()
    return [divmod(pair, stimuli) for pair in pairs]


def _results(
    observations: StudyObservations, choices: SubmittedChoices, scenario: str, stimulus: int
) -> Results:
    error, axes = observations.stimuli[stimulus], observations.axes
    bundle = observations.bundles.get(error.bundle)
    if bundle is None:
        return {}
    offered = [set(choices.offered(scenario, axis.key)) or {NO_LEVEL} for axis in axes]
    results = {
        tuple(axis.positions.get(setting.get(axis.key, ""), NO_LEVEL) for axis in axes): result
        for setting, result in bundle.shown_alike(error.error).items()
    }
    return {
        levels: result
        for levels, result in results.items()
        if all(level in among for level, among in zip(levels, offered, strict=True))
    }


def _differing_on(
    observations: StudyObservations, axis: str, results: Iterable[Levels]
) -> Iterable[list[Levels]]:
    """Groups of settings that differ on one axis alone."""
    at = [observed.key for observed in observations.axes].index(axis)
    groups: defaultdict[Levels, list[Levels]] = defaultdict(list)
    for levels in results:
        groups[levels[:at] + levels[at + 1 :]].append(levels)
    return groups.values()
