"""The same people in several scenarios: their choices compared, and pooled by person.

Answers of one person are not independent. The share p of a level among all N answers has the
interval of Goodman (1965) over an effective number of answers n in place of N, which lies between
the number of people and that of answers:

    n = max(k, (z / t)² N / d)      d = max(v / b, Σ v / Σ b), at least 1
    n = k      where nobody or everybody chose the level, or everybody answered once

b   p (1 - p) / N, the variance if answers were independent
v   m / (m - 1) Σ (y - p x)² / N², the linearised variance over m people, of whose x answers y are
    this level; Σ is over levels
k   N² / Σ x², the effective number of people (Kish, 1965): m where all answered equally often
z   the normal quantile of the interval, and t Student's with m - 1 degrees of freedom: d is itself
    estimated, from m people (Korn & Graubard, 1998)

d is the design effect (Kish, 1965; for tables Rao & Scott, 1981): the larger of the level's own and
that of all levels together, as the one level's alone is too unsteady for a level that few chose.
docs/reference/statistics.md states its coverage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import ndtri, stdtrit

from analysis.errors import NotCounts
from analysis.statistics.agreement.share_intervals import wilson_bounds
from analysis.statistics.entropy import Entropy, entropy_of_resamples
from analysis.statistics.intervals import Interval
from analysis.statistics.paired import PairedTest, bowker, stuart_maxwell
from analysis.statistics.preferences.choices import ChoiceCounts
from core.arrays import Floats, Integers


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
    """Two scenarios compared by the `people` who chose in both; `same` of them chose the same.

    `table` [first, second] is how many made which two choices, in the order of the axis.
    """

    axis: str
    first: str
    second: str
    people: int
    same: int
    table: tuple[tuple[int, ...], ...]
    homogeneity: PairedTest
    symmetry: PairedTest


def counts_of(people: People) -> tuple[ChoiceCounts, ...]:
    """What was chosen in each scenario."""
    totals = np.einsum("p,psc->sc", _weights(people), _one_hot(people))
    return tuple(
        ChoiceCounts(scenario, people.axis, dict(zip(people.choices, row, strict=True)))
        for scenario, row in zip(people.scenarios, totals.tolist(), strict=True)
    )


def compare_scenarios(
    people: People, *, seed: int, replicates: int = 10_000
) -> tuple[ScenarioComparison, ...]:
    """Compare every scenario with every later one by Stuart-Maxwell's and Bowker's tests."""
    pairs = combinations(range(len(people.scenarios)), 2)
    return tuple(_comparison(people, pair, seed, replicates) for pair in pairs)


def pooled_estimates(
    people: People, *, confidence: float = 0.95, together: bool = True
) -> Mapping[str, Interval]:
    """Intervals of each level's share of all answers; empty where nobody answered.

    They hold for all levels `together`, or else for each by itself. People are the units, so an
    interval is as wide as that many people allow, and never a point.
    """
    weights, chosen = _weights(people), _one_hot(people).sum(axis=1)
    if not (weights @ chosen).any():
        return {}
    shares = weights @ chosen / (weights @ chosen).sum()
    by_level = 1 - (1 - confidence) / (len(people.choices) if together else 1)
    effective = _effective_answers(weights, chosen, by_level)
    estimates = {}
    for choice, share, number in zip(people.choices, shares, effective, strict=True):
        low, high = wilson_bounds(float(share), float(number), by_level)
        # Rounding must not leave out a share of 0 or 1.
        estimates[choice] = Interval(min(low, float(share)), max(high, float(share)), confidence)
    return estimates


def pooled_entropy(people: People, *, seed: int, replicates: int = 10_000) -> Entropy:
    """The entropy of all answers, with an interval from resampling people with all of theirs."""
    weights, chosen = _weights(people), _one_hot(people).sum(axis=1)
    answered = chosen.any(axis=1)
    weights, chosen = weights[answered], chosen[answered]
    total = int(weights.sum())
    drawn = (
        np.random.default_rng(seed).multinomial(total, weights / total, size=replicates)
        if total
        else np.zeros((0, len(weights)), dtype=np.int64)
    )
    effect = _design_effect(weights, chosen) if total else 1.0
    return entropy_of_resamples((weights @ chosen).tolist(), drawn @ chosen, design_effect=effect)


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


def _comparison(
    people: People, pair: tuple[int, int], seed: int, replicates: int
) -> ScenarioComparison:
    first, second = pair
    chosen = _one_hot(people)
    table = np.einsum("p,pi,pj->ij", _weights(people), chosen[:, first], chosen[:, second])
    cells = table.tolist()
    return ScenarioComparison(
        axis=people.axis,
        first=people.scenarios[first],
        second=people.scenarios[second],
        people=int(table.sum()),
        same=int(np.trace(table)),
        table=tuple(map(tuple, cells)),
        homogeneity=stuart_maxwell(cells, seed=seed, replicates=replicates),
        symmetry=bowker(cells, seed=seed, replicates=replicates),
    )


def _effective_answers(weights: Integers, chosen: Integers, confidence: float) -> Floats:
    """The effective number of answers behind the share of each level [levels]."""
    answers, number = int((weights @ chosen).sum()), _effective_people(weights, chosen)
    clustered, independent = _variances(weights, chosen)
    common = _design_effect(weights, chosen)
    varies = independent > 0
    own = np.divide(clustered, independent, out=np.full(len(varies), np.inf), where=varies)
    people = int(weights[chosen.any(axis=1)].sum())
    tail = (1 - confidence) / 2
    narrowing = (ndtri(tail) / stdtrit(people - 1, tail)) ** 2 if people > 1 else 1.0
    return np.asarray(np.maximum(narrowing * answers / np.maximum(own, common), number))


def _design_effect(weights: Integers, chosen: Integers) -> float:
    """How many times as variable shares are as those of independent answers, at least 1."""
    answers = int((weights @ chosen).sum())
    clustered, independent = _variances(weights, chosen)
    most = answers / _effective_people(weights, chosen)
    if not independent.any():
        return most
    return float(np.clip(clustered.sum() / independent.sum(), 1, most))


def _variances(weights: Integers, chosen: Integers) -> tuple[Floats, Floats]:
    """The variance of each share by person, and that of independent answers [levels]."""
    given, totals = chosen.sum(axis=1), weights @ chosen
    answers, people = int(totals.sum()), int(weights[given > 0].sum())
    shares = totals / answers
    residuals = chosen - given[:, np.newaxis] * shares
    clustered = (
        (weights[:, np.newaxis] * residuals**2).sum(axis=0)
        / answers**2
        * people
        / max(people - 1, 1)
    )
    return np.asarray(clustered), np.asarray(shares * (1 - shares) / answers)


def _effective_people(weights: Integers, chosen: Integers) -> float:
    """(Σ x)² / Σ x² of the answers x of each person (Kish, 1965)."""
    given = chosen.sum(axis=1)
    return float((weights @ given) ** 2 / (weights @ given**2))
