"""Intervals of shares, alone or together, within 0 and 1 also for counts of zero; of resamples.

Wilson: (k + z²/2) / (n + z²) ± z / (n + z²) √(k (n - k) / n + z²/4)    (Wilson, 1927)
Goodman: the same with z² = the 1 - α/K quantile of χ² with 1 df, so that all K hold together
with at least the confidence given                                      (Goodman, 1965)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.counts import as_counts
from core.arrays import Floats


@dataclass(frozen=True)
class Interval:
    """`confidence` is that of all intervals made together, where several were."""

    low: float
    high: float
    confidence: float


def wilson(count: int, n: int, *, confidence: float = 0.95) -> Interval | None:
    """The interval of one share; None where nobody answered."""
    as_counts([count, n - count])
    if n == 0:
        return None
    from statsmodels.stats.proportion import proportion_confint  # slow: pandas

    low, high = proportion_confint(count, n, alpha=1 - confidence, method="wilson")
    return _interval(low, high, confidence)


def simultaneous(counts: Sequence[int], *, confidence: float = 0.95) -> tuple[Interval, ...]:
    """Goodman's intervals of all shares [categories]; empty where nobody answered."""
    observed = as_counts(counts)
    if observed.sum() == 0:
        return ()
    from statsmodels.stats.proportion import multinomial_proportions_confint  # slow: pandas

    both = multinomial_proportions_confint(observed, alpha=1 - confidence, method="goodman")
    return tuple(_interval(low, high, confidence) for low, high in both)


def percentile_interval(resamples: Floats, confidence: float) -> Interval:
    """The middle of resampled values [replicates], as much as the confidence says."""
    tail = (1 - confidence) / 2
    low, high = np.quantile(resamples, [tail, 1 - tail])
    return Interval(float(low), float(high), confidence)


def _interval(low: float, high: float, confidence: float) -> Interval:
    # Rounding can leave the unit interval by 1e-17.
    return Interval(max(0.0, float(low)), min(1.0, float(high)), confidence)
