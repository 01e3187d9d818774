"""Intervals of percentages of agreement, which do not shrink to nothing at 0 and 100 %.

Wilson's interval (1927) over n decisions, with an effective n in place of their number:

n = max(k, min(d, p (1 - p) / v) (z / t)²)     between 0 and 100 %
n = k                                          at 0 and at 100 %

p   Σ y / Σ x over units: y of x compared judgements agree
v   m / (m - 1) Σ (y - p x)² / (Σ x)², the linearised variance over the m units with x > 0
d   decisions: a theme in a unit counts as one, and never for more than that
k   (Σ x)² / Σ x², the effective number of units (Kish, 1965)
t   the quantile of Student's t with m - 1 degrees of freedom, z that of the normal distribution

The effective n with its correction for few units is that of Korn & Graubard (1998); Wilson's
interval in place of Clopper and Pearson's is what Dean & Pagano (2015) recommend for few clusters.
Where all judgements agree they tell nothing of how disagreements would cluster. Then each unit
counts once, as if a unit with one disagreement disagreed throughout; and since that is the most
that units can be alike, n is never smaller.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from core.arrays import Floats


@dataclass(frozen=True)
class ShareParts:
    """A percentage as Σ part / Σ whole over units, with the number of decisions in each [units]."""

    part: Floats
    whole: Floats
    decisions: Floats

    @property
    def units(self) -> int:
        """Those with something to compare."""
        return int((self.whole > 0).sum())


def share_interval(parts: ShareParts, confidence: float) -> tuple[float, float] | None:
    """None with fewer than two units that have something to compare."""
    if parts.units < 2:
        return None
    share = float(parts.part.sum() / parts.whole.sum())
    return wilson_bounds(share, effective_number(parts, confidence), confidence)


def effective_number(parts: ShareParts, confidence: float) -> float:
    """max(k, min(d, p (1 - p) / v) (z / t)²), or k at 0 and at 100 % (Korn & Graubard, 1998)."""
    from scipy.special import stdtrit  # slow to import

    total, units = float(parts.whole.sum()), parts.units
    share = float(parts.part.sum()) / total
    effective_units = float(total**2 / (parts.whole**2).sum())
    if not 0 < share < 1:
        return effective_units
    residuals = parts.part - share * parts.whole
    variance = units / (units - 1) * float((residuals**2).sum()) / total**2
    decisions = float(parts.decisions.sum())
    # Units that all agree equally often vary too little to tell; then decisions are the limit.
    independent = min(decisions, share * (1 - share) / max(variance, 1e-12))
    t = float(stdtrit(units - 1, (1 + confidence) / 2))
    return max(effective_units, independent * (_z(confidence) / t) ** 2)


def wilson_bounds(share: float, n: float, confidence: float) -> tuple[float, float]:
    """(p + z²/2n ± z √(p (1 - p) / n + z²/4n²)) / (1 + z²/n), for an n that need not be whole."""
    z = _z(confidence)
    middle = share + z**2 / (2 * n)
    reach = z * float(np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)))
    low, high = ((middle + side * reach) / (1 + z**2 / n) for side in (-1, 1))
    return max(0.0, low), min(1.0, high)


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
