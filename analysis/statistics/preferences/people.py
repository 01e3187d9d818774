"""The same people in several scenarios: their choices compared, and whole people resampled."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.errors import NotCounts
from analysis.statistics.entropy import corrected
from analysis.statistics.intervals import Interval, percentile_interval
from analysis.statistics.paired import PairedTest, bowker, stuart_maxwell
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts
from core.arrays import Integers


@dataclass(frozen=True)
class People:
    """How many people made which choices on one axis.

    `patterns` maps the choices of a person, one for each scenario and None for no choice, to how
    many people made the same. There are a few hundred patterns at most, however many people.
    """

    axis: str
    scenarios: tuple[str, ...]
    choices: tuple[str, ...]
    patterns: Mapping[tuple[str | None, ...], int]

    def __post_init__(self) -> None:
        """Raise NotCounts for a pattern that the axis or the scenarios do not allow."""
        allowed = {*self.choices, None}
        for pattern in self.patterns:
            if len(pattern) != len(self.scenarios) or not allowed.issuperset(pattern):
                raise NotCounts(
                    f"Nobody can have answered {pattern} to {self.axis}: "
                    f"give one of {', '.join(self.choices)} or None for each scenario."
                )


@dataclass(frozen=True)
class ScenarioComparison:
    """Two scenarios compared by the `people` who chose in both; `same` of them chose the same."""

    axis: str
    first: str
    second: str
    people: int
    same: int
    homogeneity: PairedTest
    symmetry: PairedTest


@dataclass(frozen=True)
class Resampled:
    """Percentile intervals from resampling people with all their answers, each by itself.

    `shares` are by choice; `entropy` is in nats and corrected as in `entropy.py`.
    """

    axis: str
    scenario: str
    people: int
    shares: Mapping[str, Interval]
    entropy: Interval


def counts_of(people: People) -> tuple[ChoiceCounts, ...]:
    """What was chosen in each scenario."""
    totals = np.einsum("p,psc->sc", _weights(people), _one_hot(people))
    return tuple(
        ChoiceCounts(scenario, people.axis, dict(zip(people.choices, row, strict=True)))
        for scenario, row in zip(people.scenarios, totals.tolist(), strict=True)
    )


def compare_scenarios(people: People, *, seed: int) -> tuple[ScenarioComparison, ...]:
    """Compare every scenario with every later one by Stuart-Maxwell's and Bowker's tests."""
    pairs = combinations(range(len(people.scenarios)), 2)
    return tuple(_comparison(people, first, second, seed) for first, second in pairs)


def resample_people(
    people: People, *, seed: int, replicates: int = 10_000, confidence: float = 0.95
) -> tuple[Resampled, ...]:
    """Percentile intervals of each scenario, and of all pooled where there are several.

    Scenarios in which nobody answered are left out; resamples in which nobody did are skipped.
    """
    chosen, weights = _one_hot(people), _weights(people)
    total = int(weights.sum())
    if total == 0:
        return ()
    drawn = np.random.default_rng(seed).multinomial(total, weights / total, size=replicates)
    by_scenario = {name: chosen[:, index] for index, name in enumerate(people.scenarios)}
    if len(people.scenarios) > 1:
        by_scenario[POOLED] = chosen.sum(axis=1)
    return tuple(
        _resampled(people, name, int(weights @ counts.any(axis=1)), drawn @ counts, confidence)
        for name, counts in by_scenario.items()
        if (weights @ counts).any()
    )


def _one_hot(people: People) -> Integers:
    """The choice in each pattern as 0 and 1 [patterns, scenarios, choices]; all 0 without one."""
    codes = {choice: code for code, choice in enumerate(people.choices)}
    chosen = np.zeros((len(people.patterns), len(people.scenarios), len(codes)), dtype=np.int64)
    for row, pattern in enumerate(people.patterns):
        for scenario, choice in enumerate(pattern):
            if choice is not None:
                chosen[row, scenario, codes[choice]] = 1
    return chosen


def _weights(people: People) -> Integers:
    """How many people share each pattern [patterns]."""
    return np.asarray(list(people.patterns.values()), dtype=np.int64)


def _comparison(people: People, first: int, second: int, seed: int) -> ScenarioComparison:
    chosen = _one_hot(people)
    table = np.einsum("p,pi,pj->ij", _weights(people), chosen[:, first], chosen[:, second])
    cells = table.tolist()
    return ScenarioComparison(
        axis=people.axis,
        first=people.scenarios[first],
        second=people.scenarios[second],
        people=int(table.sum()),
        same=int(np.trace(table)),
        homogeneity=stuart_maxwell(cells, seed=seed),
        symmetry=bowker(cells, seed=seed),
    )


def _resampled(
    people: People, scenario: str, answered: int, counts: Integers, confidence: float
) -> Resampled:
    counts = counts[counts.any(axis=1)]
    shares = counts / counts.sum(axis=1, keepdims=True)
    return Resampled(
        axis=people.axis,
        scenario=scenario,
        people=answered,
        shares={
            choice: percentile_interval(shares[:, code], confidence)
            for code, choice in enumerate(people.choices)
        },
        entropy=percentile_interval(corrected(counts, times=2), confidence),
    )
