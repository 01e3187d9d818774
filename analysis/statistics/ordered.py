"""Choices on an axis whose levels have an order: where they lie, and whether they lean to an end.

Levels are taken as equally far apart; their scores are 0 for the lowest to K - 1 for the highest.

    quartiles   the first level that a quarter, half, three quarters chose at most
                (the inverse of the cumulative shares; type 1 of Hyndman & Fan, 1996)
    mean        m = Σ scores / n, set against the middle (K - 1) / 2
    trend       is m further from the middle than if all levels were equally popular? The linear
                score test (Armitage, 1955; Cochran, 1954), exact: all sums of n even scores

The interval of the mean is Wilson's of s = m / (K - 1) over an effective number of people,
max(n, s (1 - s) / v) (z / t)² with v the variance of s, or n where all are at one end (Korn &
Graubard, 1998, take this for shares). It stays on the scale. Where all chose the same level
between the ends there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import lcm
from statistics import NormalDist

import numpy as np

from analysis.statistics.agreement.share_intervals import wilson_bounds
from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts
from analysis.statistics.intervals import Interval, wilson
from analysis.statistics.preferences.people import People
from analysis.statistics.sign_flips import flip_signs
from core.arrays import Floats, Integers

QUARTERS = (1, 2, 3)
LARGEST_WORK = 50_000_000
"""Additions up to which the chances of all sums of scores are computed; a tenth of a second."""


@dataclass(frozen=True)
class OrderedChoices:
    """`quartiles` are positions of levels from 0; `cumulative` the shares at or below each.

    `at_low_end` and `at_high_end` are the shares of the first and last level with their intervals.
    Empty or None where nobody answered.
    """

    n: int
    quartiles: tuple[int, ...]
    cumulative: tuple[float, ...]
    at_low_end: float | None
    at_high_end: float | None
    low_end_interval: Interval | None
    high_end_interval: Interval | None


@dataclass(frozen=True)
class Trend:
    """Whether `n` people lean to an end of the scale.

    `lean` is the mean score minus the middle, in levels, above 0 towards the high end.
    `standard_error` is None where p is exact.
    """

    n: int
    mean: float | None
    lean: float | None
    interval: Interval | None
    pvalue: float | None
    standard_error: float | None
    caveats: tuple[str, ...]


def ordered_choices(counts: Sequence[int], *, confidence: float = 0.95) -> OrderedChoices:
    """Quartiles, cumulative shares and shares at the ends of counts [levels]; raises NotCounts."""
    observed = as_counts(counts)
    n = int(observed.sum())
    if n == 0:
        return OrderedChoices(0, (), (), None, None, None, None)
    below = np.cumsum(observed)
    lowest, highest = int(observed[0]), int(observed[-1])
    return OrderedChoices(
        n=n,
        quartiles=tuple(int(np.argmax(4 * below >= quarter * n)) for quarter in QUARTERS),
        cumulative=tuple((below / n).tolist()),
        at_low_end=lowest / n,
        at_high_end=highest / n,
        low_end_interval=wilson(lowest, n, confidence=confidence),
        high_end_interval=wilson(highest, n, confidence=confidence),
    )


def trend(
    counts: Sequence[int],
    *,
    seed: int,
    replicates: int = 10_000,
    largest_work: int = LARGEST_WORK,
) -> Trend:
    """The linear score test of counts [levels] against even ones, two-sided; raises NotCounts."""
    observed = as_counts(counts)
    n, levels = int(observed.sum()), len(observed)
    if n == 0 or levels < 2:
        return Trend(n, None, None, None, None, None, (ONE_CATEGORY if n else NOBODY,))
    twice_off = 2 * np.arange(levels) - (levels - 1)  # the middle may lie between two levels
    far = abs(int(observed @ twice_off))
    if (n * levels) ** 2 <= largest_work:
        off_middle = np.abs(2 * np.arange(n * (levels - 1) + 1) - n * (levels - 1))
        pvalue = min(1.0, float(_sums_of_even_scores(n, levels)[off_middle >= far].sum()))
        return _trend(twice_off, 2, observed, levels, pvalue, None)
    even = np.full(levels, 1 / levels)
    drawn = np.random.default_rng(seed).multinomial(n, even, size=replicates)
    as_far = int((np.abs(drawn @ twice_off) >= far).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    return _trend(twice_off, 2, observed, levels, pvalue, error)


def trend_by_people(people: People, *, seed: int, replicates: int = 10_000) -> Trend:
    """Whether people lean to an end over all their scenarios, each counted once by their mean.

    If levels are equally popular, the scale of a person could be turned round, in all scenarios at
    once, so the signs of people's means off the middle are flipped.
    """
    levels = len(people.choices)
    off = {choice: 2 * at - (levels - 1) for at, choice in enumerate(people.choices)}
    answered = [
        ([off[choice] for choice in pattern if choice is not None], number)
        for pattern, number in people.patterns.items()
    ]
    answered = [(offs, number) for offs, number in answered if offs]
    times = np.array([number for _, number in answered], dtype=np.int64)
    n = int(times.sum())
    if n == 0 or levels < 2:
        return Trend(n, None, None, None, None, None, (ONE_CATEGORY if n else NOBODY,))
    whole = lcm(*(len(offs) for offs, _ in answered))
    sums = np.array([sum(offs) * (whole // len(offs)) for offs, _ in answered], dtype=np.int64)
    flips = flip_signs(sums, times, seed=seed, replicates=replicates)
    # Who all lie in the middle lean nowhere, however the scale is turned.
    pvalue, error = (flips.pvalue, flips.standard_error) if flips else (1.0, None)
    return _trend(sums, 2 * whole, times, levels, pvalue, error)


@lru_cache(maxsize=32)
def _sums_of_even_scores(n: int, levels: int) -> Floats:
    """The chance of each sum of the scores of n people if all levels are equally likely."""
    chances = np.ones(1)
    for _ in range(n):
        before = chances
        chances = np.zeros(len(before) + levels - 1)
        for score in range(levels):
            chances[score : score + len(before)] += before
        chances /= levels
    return chances


def _trend(
    off: Integers,
    unit: int,
    times: Integers,
    levels: int,
    pvalue: float,
    standard_error: float | None,
) -> Trend:
    """`off` are scores minus the middle, times `unit`; `times` is how many have each [off]."""
    n, middle = int(times.sum()), (levels - 1) / 2
    lean = int(times @ off) / (unit * n)
    return Trend(
        n=n,
        mean=lean + middle,
        lean=lean,
        interval=_interval(off / unit + middle, times, levels),
        pvalue=pvalue,
        standard_error=standard_error,
        caveats=(),
    )


def _interval(scores: Floats, times: Integers, levels: int) -> Interval | None:
    """The interval of the mean score minus the middle; None for one person."""
    from scipy.special import stdtrit  # slow to import

    n = int(times.sum())
    on_scale = scores / (levels - 1)
    if n < 2:
        return None
    mean = float((times * on_scale).sum()) / n
    variance = float((times * (on_scale - mean) ** 2).sum()) / (n - 1) / n
    at_an_end = not 0 < mean < 1
    if not at_an_end and variance < 1e-12:
        return None
    correction = (NormalDist().inv_cdf(0.975) / float(stdtrit(n - 1, 0.975))) ** 2
    independent = n if at_an_end else max(n, mean * (1 - mean) / variance)
    low, high = wilson_bounds(mean, independent * correction, 0.95)
    middle = (levels - 1) / 2
    return Interval(low * (levels - 1) - middle, high * (levels - 1) - middle, 0.95)
