"""The settings submitted in a study, counted by axis and scenario, and by person."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.records.observations import NO_LEVEL, NO_SETTING, StudyObservations
from analysis.records.observed_axes import ObservedAxis
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts, with_pooled
from analysis.statistics.preferences.people import People
from core.arrays import Booleans, Integers


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
        """The level of each trial's choice by axis [trials]: its position on the axis.

        NO_LEVEL without a choice, and where the scenario has no such axis.
        """
        levels = self.observations.levels_of(self.observations.trials.chosen)
        return {axis.key: levels[:, at] for at, axis in enumerate(self.observations.axes)}

    def in_scenario(self, index: int) -> Booleans:
        """Whether a trial is of a scenario and ended with a choice [trials]."""
        return np.asarray(self.submitted & (self.observations.trials.scenario == index))

    def offered(self, scenario: str, axis: str) -> tuple[int, ...]:
        """The positions of the levels that any version offers on an axis, in their order.

        None where the scenario has no such axis.
        """
        positions = self.observations.axis_by_key[axis].positions
        spaces = (
            version.definition.space_of(scenario)
            for version in self.observations.versions
            if scenario in version.definition.scenarios
        )
        offered = (space.levels.get(axis, ()) for space in spaces)
        return tuple(sorted({positions[level] for levels in offered for level in levels}))

    def can_be_chosen(self, scenario: str, axis: str) -> bool:
        """Whether a scenario offers several levels on an axis; one leaves nothing to choose."""
        return len(self.offered(scenario, axis)) > 1

    @cached_property
    def axes(self) -> tuple[ObservedAxis, ...]:
        """The axes on which some scenario leaves something to choose."""
        return tuple(
            axis
            for axis in self.observations.axes
            if any(
                self.can_be_chosen(scenario, axis.key) for scenario in self.observations.scenarios
            )
        )

    def title(self, axis: str) -> str:
        """An axis as tables and headings name it."""
        return self.observations.axis_by_key[axis].title

    def name(self, axis: str) -> str:
        """An axis as sentences name it."""
        return self.observations.axis_by_key[axis].name

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
        """Axis by axis: each scenario in which there is something to choose on it, then all pooled.

        They are pooled where every scenario of the study offers the same levels.
        """
        counts: list[ChoiceCounts] = []
        for axis in self.axes:
            by_scenario = [
                self._counts(index, scenario, axis)
                for index, scenario in enumerate(self.observations.scenarios)
                if self.can_be_chosen(scenario, axis.key)
            ]
            offered = {self.offered(scenario, axis.key) for scenario in self.observations.scenarios}
            counts += with_pooled(by_scenario) if len(offered) == 1 else by_scenario
        return tuple(counts)

    def _counts(self, index: int, scenario: str, axis: ObservedAxis) -> ChoiceCounts:
        codes = self.codes[axis.key][self.in_scenario(index)]
        numbers = np.bincount(codes[codes != NO_LEVEL], minlength=len(axis.levels))
        return ChoiceCounts(
            self.counted_as(scenario),
            axis.key,
            {axis.titles[code]: int(numbers[code]) for code in self.offered(scenario, axis.key)},
        )

    @cached_property
    def unpooled(self) -> tuple[str, ...]:
        """The axes that are counted in several scenarios, but not pooled."""
        scenarios: dict[str, set[str]] = {}
        for counted in self.counts:
            scenarios.setdefault(counted.axis, set()).add(counted.scenario)
        return tuple(
            axis for axis, among in scenarios.items() if len(among) > 1 and POOLED not in among
        )

    @cached_property
    def people(self) -> tuple[People, ...]:
        """What each person chose, for each axis on which several scenarios offer the same."""
        compared = ((axis, self._scenarios_of(axis.key)) for axis in self.axes)
        return tuple(
            self._people(axis, scenarios)
            for axis, scenarios in compared
            if len(scenarios) > 1
            and len({self.offered(scenario, axis.key) for scenario in scenarios}) == 1
        )

    def _scenarios_of(self, axis: str) -> tuple[str, ...]:
        """The scenarios in which there is something to choose on an axis."""
        return tuple(
            scenario
            for scenario in self.observations.scenarios
            if self.can_be_chosen(scenario, axis)
        )

    def _people(self, axis: ObservedAxis, scenarios: tuple[str, ...]) -> People:
        trials, submitted = self.observations.trials, self.submitted
        number = int(trials.person.max()) + 1 if len(trials.person) else 0
        chosen = np.full((number, len(self.observations.scenarios)), NO_LEVEL)
        codes = self.codes[axis.key][submitted]
        chosen[trials.person[submitted], trials.scenario[submitted]] = codes
        compared = [self.observations.scenarios.index(scenario) for scenario in scenarios]
        patterns, numbers = _patterns(chosen[:, compared], len(axis.levels))
        words = [*axis.titles, None]  # the last one, at NO_LEVEL, is no choice
        return People(
            axis=axis.key,
            scenarios=tuple(self.counted_as(scenario) for scenario in scenarios),
            choices=tuple(axis.titles[code] for code in self.offered(scenarios[0], axis.key)),
            patterns={
                tuple(words[code] for code in pattern): people
                for pattern, people in zip(patterns.tolist(), numbers.tolist(), strict=True)
            },
        )


def _patterns(chosen: Integers, levels: int) -> tuple[Integers, Integers]:
    """The different rows of levels [people, scenarios] in rising order, and how often each occurs.

    Rows are compared as numbers with a digit for each scenario, which sort faster than rows do.
    """
    digits = (levels + 1) ** np.arange(chosen.shape[1], dtype=np.int64)[::-1]
    rows, numbers = np.unique((chosen - NO_LEVEL) @ digits, return_counts=True)
    patterns = rows[:, np.newaxis] // digits % (levels + 1) + NO_LEVEL
    return patterns, numbers.astype(np.int64)
