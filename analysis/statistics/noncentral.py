"""Intervals of effect sizes by the noncentral chi-square distribution (Steiger, 2004).

    P(χ²(df, λ) ≥ X²) = α/2 at the lower limit of λ, P(χ²(df, λ) ≤ X²) = α/2 at the upper one

X² is about noncentral chi-square with λ = n × (squared effect), in large samples.
"""

import numpy as np
from scipy import optimize, stats
from scipy.special import chndtr

from analysis.statistics.counts import as_confidence
from analysis.statistics.intervals import Interval

CONFIDENCE = 0.95

LARGE = 1e6
"""Beyond this statistic λ is that of the normal approximation, which is then right to 10⁻⁶."""


def effect_interval(
    statistic: float, df: int, *, scale: float, largest: float, confidence: float = CONFIDENCE
) -> Interval | None:
    """From √(λ / scale) of the lower limit of λ to that of the upper (Steiger, 2004).

    `largest` is the effect beyond which none is possible. None where X² is so small that no λ
    makes it likely, as where shares are more even than chance leaves them: the interval would be
    empty. Raises NotCounts.
    """
    tail = (1 - as_confidence(confidence)) / 2
    if stats.chi2.cdf(statistic, df) < tail:
        return None
    low, high = (
        min(largest, float(np.sqrt(noncentrality(statistic, df, share) / scale)))
        for share in (1 - tail, tail)
    )
    return Interval(low, high, confidence)


def noncentrality(statistic: float, df: int, share: float) -> float:
    """The λ with which X² is at most this statistic with this probability; 0 where none is."""

    def difference(value: float) -> float:
        return float(chndtr(statistic, df, value)) - share

    if float(stats.chi2.cdf(statistic, df)) <= share:
        return 0.0
    # The root of X² is about normal, with mean √(df - 1 + λ) and standard deviation 1.
    approximate = float((np.sqrt(statistic) - stats.norm.ppf(share)) ** 2) - df + 1
    if statistic > LARGE:
        return approximate
    beyond = approximate + 10.0
    while difference(beyond) > 0:
        beyond *= 2
    return float(optimize.brentq(difference, 1e-12, beyond, xtol=1e-10))
