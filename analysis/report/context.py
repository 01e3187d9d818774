"""What the sections of a report share: observations, the choices counted, and their tests."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import ACTIONS, METRICS, NO_SETTING, StudyObservations, axes_of
from analysis.report.wording import AXES, CHOICES
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts, with_pooled
from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.people import People
from analysis.statistics.preferences.published import AsPublished, as_published
from analysis.statistics.preferences.recommended import AsRecommended, as_recommended
from core.arrays import Booleans, Integers

ALPHA = 0.05


@dataclass(frozen=True, eq=False)
class SubmittedChoices:
    """The settings submitted in a study, counted by axis and scenario."""

    observations: StudyObservations

    @cached_property
    def submitted(self) -> Booleans:
        """Whether a setting was submitted [trials]."""
        return np.asarray(self.observations.trials.chosen != NO_SETTING)

    @cached_property
    def codes(self) -> dict[str, Integers]:
        """The position of each trial's choice on each axis [trials]; arbitrary without a choice."""
        action, metric, number = axes_of(self.observations.trials.chosen)
        return {"action": action, "metric": metric, "number": number - 1}

    def in_scenario(self, index: int) -> Booleans:
        """Whether a trial is of a scenario and ended with a choice [trials]."""
        return np.asarray(self.submitted & (self.observations.trials.scenario == index))

    def offered(self, scenario: str, axis: str) -> tuple[int, ...]:
        """The positions of the choices that any version offers on an axis, in their order."""
        positions: set[int] = set()
        for version in self.observations.versions:
            if scenario not in version.definition.scenarios:
                continue
            settings = version.definition.settings_of(scenario)
            positions |= {
                "action": {ACTIONS.index(action) for action in settings.actions},
                "metric": {METRICS.index(metric) for metric in settings.metrics},
                "number": {number - 1 for number in settings.numbers},
            }[axis]
        return tuple(sorted(positions))

    def scenario_name(self, scenario: str) -> str:
        """A scenario as tables name it: by its key, or as both or all where it is pooled."""
        if scenario == POOLED:
            return "Both" if len(self.observations.scenarios) == 2 else "All"
        return scenario.replace("_", " ").capitalize()

    def scenario_phrase(self, scenario: str) -> str:
        """A scenario as sentences name it."""
        name = self.scenario_name(scenario)
        return f"{name} scenarios" if scenario == POOLED else name

    def counted_as(self, scenario: str) -> str:
        """The key of a scenario in the counts, which keep one key for pooled answers."""
        return f"{scenario} (scenario)" if scenario == POOLED else scenario

    @cached_property
    def counts(self) -> tuple[ChoiceCounts, ...]:
        """Axis by axis: each scenario, then all pooled where they offer the same choices."""
        counts: list[ChoiceCounts] = []
        for axis in AXES:
            by_scenario = [
                self._counts(index, scenario, axis)
                for index, scenario in enumerate(self.observations.scenarios)
            ]
            offer_the_same = len({tuple(counted.counts) for counted in by_scenario}) == 1
            counts += with_pooled(by_scenario) if offer_the_same else by_scenario
        return tuple(counts)

    def _counts(self, index: int, scenario: str, axis: str) -> ChoiceCounts:
        words = CHOICES[axis]
        codes = self.codes[axis][self.in_scenario(index)]
        numbers = np.bincount(codes, minlength=len(words))
        return ChoiceCounts(
            self.counted_as(scenario),
            axis,
            {words[code]: int(numbers[code]) for code in self.offered(scenario, axis)},
        )

    @cached_property
    def unpooled(self) -> tuple[str, ...]:
        """The axes on which scenarios offer different choices."""
        if len(self.observations.scenarios) == 1:
            return ()
        pooled = {counted.axis for counted in self.counts if counted.scenario == POOLED}
        return tuple(axis for axis in AXES if axis not in pooled)


@dataclass(frozen=True, eq=False)
class ReportContext:
    """`seed` and `replicates` hold for everything that is simulated or resampled."""

    observations: StudyObservations
    seed: int
    replicates: int

    @cached_property
    def choices(self) -> SubmittedChoices:
        return SubmittedChoices(self.observations)

    @cached_property
    def published(self) -> AsPublished:
        return as_published(self.choices.counts, alpha=ALPHA)

    @cached_property
    def recommended(self) -> AsRecommended:
        return as_recommended(
            self.choices.counts, seed=self.seed, alpha=ALPHA, replicates=self.replicates
        )

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        return conclusions(self.published, self.recommended)

    @cached_property
    def counted_scenarios(self) -> tuple[str, ...]:
        """The scenarios by their keys in the counts, the pooled ones last."""
        ordered = sorted(self.choices.counts, key=lambda counted: counted.scenario == POOLED)
        return tuple(dict.fromkeys(counted.scenario for counted in ordered))

    def counts_of(self, axis: str) -> tuple[ChoiceCounts, ...]:
        return tuple(counted for counted in self.choices.counts if counted.axis == axis)

    @cached_property
    def people(self) -> tuple[People, ...]:
        """What each person chose in all scenarios, for each axis on which these are the same."""
        several = len(self.observations.scenarios) > 1
        axes = [axis for axis in AXES if several and axis not in self.choices.unpooled]
        return tuple(self._people(axis) for axis in axes)

    def _people(self, axis: str) -> People:
        trials, submitted = self.observations.trials, self.choices.submitted
        number = int(trials.person.max()) + 1 if len(trials.person) else 0
        chosen = np.full((number, len(self.observations.scenarios)), -1)
        codes = self.choices.codes[axis][submitted]
        chosen[trials.person[submitted], trials.scenario[submitted]] = codes
        patterns, numbers = np.unique(chosen, axis=0, return_counts=True)
        words = [*CHOICES[axis], None]  # the last one, at -1, is no choice
        counts = [counted for counted in self.counts_of(axis) if counted.scenario != POOLED]
        return People(
            axis=axis,
            scenarios=tuple(counted.scenario for counted in counts),
            choices=tuple(counts[0].counts),
            patterns={
                tuple(words[code] for code in pattern): people
                for pattern, people in zip(patterns.tolist(), numbers.tolist(), strict=True)
            },
        )
