"""The mean of a value over all answers, with an interval that resamples people.

    mean = Σ yᵢ / Σ xᵢ   over people i, of whose xᵢ answers with a value yᵢ is the sum

Answers of one person are not independent, so a resample draws as many people as there are, with
replacement, each with all of theirs (the cluster bootstrap; Davison & Hinkley, 1997, section 3.8).
The interval holds the middle 95% of the means of resamples. What the values themselves are
uncertain by is not in it.
"""

from dataclasses import dataclass, replace

import numpy as np

from analysis.errors import NotCounts
from analysis.statistics.intervals import Interval, percentile_interval
from core.arrays import Floats, Integers

SAME = 1e-12
"""Means that differ by less are the same; sums of the same values differ in their last bits."""

CELLS = 2_000_000
"""Drawn at a time, so that memory stays small."""


@dataclass(frozen=True)
class MeanByPeople:
    """`answers` are those with a value, and `mean` is None without any.

    There is no interval where some resample holds no such answer, or all have the same mean, which
    makes it no more certain.
    """

    answers: int
    mean: float | None
    interval: Interval | None

    @property
    def negative(self) -> "MeanByPeople":
        """The same of the values with the other sign."""
        interval = self.interval and replace(
            self.interval, low=-self.interval.high, high=-self.interval.low
        )
        return MeanByPeople(self.answers, None if self.mean is None else -self.mean, interval)


def means_by_people(
    weights: Integers,
    values: Floats,
    *,
    seed: int,
    replicates: int = 10_000,
    confidence: float = 0.95,
) -> tuple[MeanByPeople, ...]:
    """The mean of each column, all from the same resamples.

    weights [patterns] is how many people gave the same answers; values [patterns, answers, columns]
    is NaN where somebody has no such answer, or it has no value. Raises NotCounts where the shapes
    do not go together.
    """
    if values.ndim != 3 or len(weights) != len(values):
        raise NotCounts("There must be a row of values for each pattern of answers.")
    there = ~np.isnan(values)
    numbers = there.sum(axis=1).astype(np.float64)
    sums = np.where(there, values, 0.0).sum(axis=1)
    answers, totals = weights @ numbers, weights @ sums
    people = int(weights.sum())
    resampled = (
        _resampled(weights / people, people, sums, numbers, seed, replicates)
        if people
        else np.full((0, values.shape[2]), np.nan)
    )
    return tuple(
        MeanByPeople(
            answers=int(number),
            mean=float(total / number) if number else None,
            interval=_interval(means, confidence) if number else None,
        )
        for number, total, means in zip(answers, totals, resampled.T, strict=True)
    )


def _resampled(
    shares: Floats, people: int, sums: Floats, numbers: Floats, seed: int, replicates: int
) -> Floats:
    """The means [replicates, columns] of resamples; NaN where one holds no answer."""
    random = np.random.default_rng(seed)
    means = np.empty((replicates, sums.shape[1]))
    step = max(1, CELLS // max(len(shares), 1))
    for start in range(0, replicates, step):
        size = min(step, replicates - start)
        drawn = random.multinomial(people, shares, size=size).astype(np.float64)
        counted = drawn @ numbers
        # An empty resample is NaN, and warns of nothing.
        means[start : start + size] = np.divide(
            drawn @ sums, counted, out=np.full_like(counted, np.nan), where=counted > 0
        )
    return means


def _interval(means: Floats, confidence: float) -> Interval | None:
    if not len(means) or np.isnan(means).any() or np.ptp(means) < SAME:
        return None
    return percentile_interval(means, confidence)
