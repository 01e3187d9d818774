"""The bootstrap over units: units drawn with replacement, and percentile intervals of values."""

from dataclasses import dataclass

import numpy as np

from core.arrays import Floats

MOST_UNDEFINED = 0.5
"""Largest share of replicates without a value; beyond it an interval would mislead."""


@dataclass(frozen=True)
class PercentileInterval:
    """`replicates` counts those in which the value was defined."""

    low: float
    high: float
    replicates: int


def resampled(units: int, replicates: int, seed: int) -> Floats:
    """How often each unit was drawn: whole numbers [replicates, units].

    Single precision holds them exactly and halves the time of everything computed from them.
    """
    drawn = np.random.default_rng(seed).integers(0, units, (replicates, units))
    cells = drawn + units * np.arange(replicates)[:, None]
    counts = np.bincount(cells.ravel(), minlength=replicates * units)
    weights: Floats = counts.reshape(replicates, units).astype(np.float32)
    return weights


def percentile_intervals(values: Floats, confidence: float) -> list[PercentileInterval | None]:
    """The interval between the (1 ± confidence) / 2 quantiles of each column [replicates, values].

    NaN is left out; a column with NaN in more than half of its rows has None. Quantiles between two
    replicates are interpolated linearly, as numpy does (Efron & Tibshirani, 1993, section 13.3).
    """
    ordered = np.sort(values, axis=0)  # NaN last
    defined = (~np.isnan(values)).sum(axis=0)
    tail = (1 - confidence) / 2
    low, high = (_quantiles(ordered, defined, share) for share in (tail, 1 - tail))
    enough = defined >= max(1, (1 - MOST_UNDEFINED) * len(values))
    return [
        PercentileInterval(float(low[column]), float(high[column]), int(defined[column]))
        if enough[column]
        else None
        for column in range(values.shape[1])
    ]


def _quantiles(ordered: Floats, defined: Floats, share: float) -> Floats:
    """One quantile of each column, of its `defined` first rows."""
    last = np.maximum(defined - 1, 0)
    position = last * share
    below = np.floor(position).astype(int)
    above = np.minimum(below + 1, last)
    columns = np.arange(ordered.shape[1])
    lower, upper = ordered[below, columns], ordered[above, columns]
    between: Floats = lower + (upper - lower) * (position - below)
    return between
