"""Units drawn again with replacement, and what figures vary between when they are."""

import numpy as np

from analysis.statistics.agreement.report import Interval
from core.arrays import Floats

MOST_UNDEFINED = 0.5
"""Share of replicates; where a figure is undefined in more, an interval would mislead."""


def resampled(units: int, replicates: int, seed: int) -> Floats:
    """How often each unit was drawn: [replicates, units], whole numbers.

    In single precision, which is exact for them and halves the time of all that follows.
    """
    drawn = np.random.default_rng(seed).integers(0, units, (replicates, units))
    cells = drawn + units * np.arange(replicates)[:, None]
    counts = np.bincount(cells.ravel(), minlength=replicates * units)
    weights: Floats = counts.reshape(replicates, units).astype(np.float32)
    return weights


def percentile_intervals(values: Floats, confidence: float) -> list[Interval | None]:
    """One for each column [replicates, figures]; NaN values are left out.

    None where more than half of the values are NaN. Between two replicates it is linear, as
    numpy's quantiles are.
    """
    ordered = np.sort(values, axis=0)  # NaN last
    defined = (~np.isnan(values)).sum(axis=0)
    tail = (1 - confidence) / 2
    low, high = (_quantiles(ordered, defined, share) for share in (tail, 1 - tail))
    enough = defined >= max(1, (1 - MOST_UNDEFINED) * len(values))
    return [
        Interval(float(low[at]), float(high[at]), int(defined[at])) if enough[at] else None
        for at in range(values.shape[1])
    ]


def _quantiles(ordered: Floats, defined: Floats, share: float) -> Floats:
    place = np.maximum(defined - 1, 0) * share
    below = np.floor(place).astype(int)
    above = np.minimum(below + 1, np.maximum(defined - 1, 0))
    columns = np.arange(ordered.shape[1])
    lower, upper = ordered[below, columns], ordered[above, columns]
    between: Floats = lower + (upper - lower) * (place - below)
    return between
