"""Confidence intervals of one share, of several together, and of resampled values.

Intervals of shares stay between 0 and 1, also for counts of zero.

Wilson: (k + z²/2) / (n + z²) ± z / (n + z²) √(k (n - k) / n + z²/4)    (Wilson, 1927)
Goodman: the same with z² = the 1 - α/K quantile of χ² with 1 df, so that all K intervals hold
together with at least the confidence given                             (Goodman, 1965)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

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
    from statsmodels.stats.proportion import proportion_confint  # slow: pandas

    low, high = proportion_confint(count, n, alpha=1 - confidence, method="wilson")
    return _interval(low, high, confidence)


def simultaneous(counts: Sequence[int], *, confidence: float = 0.95) -> tuple[Interval, ...]:
    """Wilson's interval with z² = χ²(1 - α/K; df 1) for each of K shares (Goodman, 1965).

    Empty where nobody answered. Raises NotCounts.
    """
    observed = as_counts(counts)
    as_confidence(confidence)
    if observed.sum() == 0:
        return ()
    from statsmodels.stats.proportion import multinomial_proportions_confint  # slow: pandas

    both = multinomial_proportions_confint(observed, alpha=1 - confidence, method="goodman")
    return tuple(_interval(low, high, confidence) for low, high in both)


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
