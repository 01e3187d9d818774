"""Confidence intervals of one share, of several together, and of resampled values.

Intervals of shares stay between 0 and 1, also for counts of zero.

Wilson: (k + z²/2) / (n + z²) ± z / (n + z²) √(k (n - k) / n + z²/4)    (Wilson, 1927)
Goodman: the same with z² = the 1 - α/K quantile of χ² with 1 df, so that all K intervals hold
together with at least the confidence given                             (Goodman, 1965)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.counts import as_confidence, as_counts
from core.arrays import Floats


@dataclass(frozen=True)
class Interval:
    """`confidence` holds for all intervals together where several were made at once."""

    low: float
    high: float
    confidence: float


def wilson(count: int, n: int, *, confidence: float = 0.95) -> Interval | None:
    """(k + z²/2) / (n + z²) ± z / (n + z²) √(k (n - k) / n + z²/4) (Wilson, 1927).

    None where nobody answered. Raises NotCounts.
    """
    as_counts([count, n - count])
    as_confidence(confidence)
    if n == 0:
        return None
    share, square = count / n, float(stats.norm.isf((1 - confidence) / 2)) ** 2
    scale = 1 + square / n
    middle = (share + square / (2 * n)) / scale
    half = sqrt(square) * sqrt(share * (1 - share) / n + square / (4 * n**2)) / scale
    return _interval(middle - half, middle + half, confidence)


def simultaneous(counts: Sequence[int], *, confidence: float = 0.95) -> tuple[Interval, ...]:
    """Wilson's interval with z² = χ²(1 - α/K; df 1) for each of K shares (Goodman, 1965).

    Empty where nobody answered. Raises NotCounts.
    """
    observed = as_counts(counts)
    as_confidence(confidence)
    if observed.sum() == 0:
        return ()
    n, shares = observed.sum(), observed / observed.sum()
    square = stats.chi2.ppf(1 - (1 - confidence) / len(observed), 1)
    half = np.sqrt(square**2 + 4 * n * shares * square * (1 - shares))
    lows, highs = ((2 * n * shares + square + side * half) / (2 * (square + n)) for side in (-1, 1))
    return tuple(_interval(low, high, confidence) for low, high in zip(lows, highs, strict=True))


def percentile_interval(resamples: Floats, confidence: float) -> Interval:
    """Percentiles (1 ± confidence) / 2 of values [replicates] (Efron & Tibshirani, 1993, 13.3).

    Raises NotCounts where one of them is not finite.
    """
    tail = (1 - as_confidence(confidence)) / 2
    if not resamples.size or not np.isfinite(resamples).all():
        raise NotCounts("Some resampled values are no numbers: leave out what is undefined.")
    low, high = np.quantile(resamples, [tail, 1 - tail])
    return Interval(float(low), float(high), confidence)


def _interval(low: float, high: float, confidence: float) -> Interval:
    # Rounding can leave the unit interval by 1e-17.
    return Interval(max(0.0, float(low)), min(1.0, float(high)), confidence)
