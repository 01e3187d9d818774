"""What was submitted, counted for the statistics: axis by axis, scenario by scenario."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import ACTIONS, METRICS, NO_SETTING, StudyObservations, axes_of
from analysis.report.labels import AXES, CHOICES
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts, with_pooled
from core.arrays import Booleans, Integers

PLACES_OF_AXES = {"action": len(ACTIONS), "metric": len(METRICS), "number": len(CHOICES["number"])}


@dataclass(frozen=True, eq=False)
class Choices:
    """The settings submitted in a study, with what could be submitted."""

    observations: StudyObservations

    @cached_property
    def submitted(self) -> Booleans:
        """Of each trial, whether a setting was submitted."""
        return np.asarray(self.observations.trials.chosen != NO_SETTING)

    @cached_property
    def codes(self) -> dict[str, Integers]:
        """Of each trial the position of its choice on each axis; meaningless without a choice."""
        action, metric, number = axes_of(self.observations.trials.chosen)
        return {"action": action, "metric": metric, "number": number - 1}

    def offered(self, scenario: str, axis: str) -> tuple[int, ...]:
        """Positions of the choices of an axis that any version offers, in the axis's order."""
        found: set[int] = set()
        for version in self.observations.versions:
            if scenario not in version.definition.scenarios:
                continue
            settings = version.definition.settings_of(scenario)
            found |= {
                "action": {ACTIONS.index(each) for each in settings.actions},
                "metric": {METRICS.index(each) for each in settings.metrics},
                "number": {each - 1 for each in settings.numbers},
            }[axis]
        return tuple(sorted(found))

    def named(self, scenario: str) -> str:
        """A scenario as tables name it: its key, which is short, or that all are meant."""
        if scenario == POOLED:
            return "Both" if len(self.observations.scenarios) == 2 else "All"
        return scenario.replace("_", " ").capitalize()

    def told(self, scenario: str) -> str:
        """A scenario as sentences name it."""
        return f"{self.named(scenario)} scenarios" if scenario == POOLED else self.named(scenario)

    @cached_property
    def counts(self) -> tuple[ChoiceCounts, ...]:
        """Scenario by scenario, then pooled where the same was offered in each, axis by axis."""
        found: list[ChoiceCounts] = []
        for axis in AXES:
            by_scenario = [
                self._counted(at, key, axis) for at, key in enumerate(self.observations.scenarios)
            ]
            alike = len({tuple(each.counts) for each in by_scenario}) == 1
            found += with_pooled(by_scenario) if alike else by_scenario
        return tuple(found)

    @cached_property
    def unpooled(self) -> tuple[str, ...]:
        """The axes on which scenarios offer different choices."""
        if len(self.observations.scenarios) == 1:
            return ()
        pooled = {each.axis for each in self.counts if each.scenario == POOLED}
        return tuple(axis for axis in AXES if axis not in pooled)

    def in_scenario(self, at: int) -> Booleans:
        """Trials of a scenario with a choice."""
        return np.asarray(self.submitted & (self.observations.trials.scenario == at))

    def counted_as(self, scenario: str) -> str:
        """The name of a scenario in the counts, where that of the pooled ones is taken."""
        return f"{scenario} (scenario)" if scenario == POOLED else scenario

    def _counted(self, at: int, scenario: str, axis: str) -> ChoiceCounts:
        codes = self.codes[axis][self.in_scenario(at)]
        counted = np.bincount(codes, minlength=PLACES_OF_AXES[axis])
        words = CHOICES[axis]
        return ChoiceCounts(
            self.counted_as(scenario),
            axis,
            {words[place]: int(counted[place]) for place in self.offered(scenario, axis)},
        )
