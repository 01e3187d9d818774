"""Do counts follow given shares? Pearson's chi-square test with its effect size and residuals.

X² = Σ (kᵢ - n pᵢ)² / (n pᵢ),  df = K - 1        (Pearson, 1900)
w  = √(X² / n)                                    (Cohen, 1988, chapter 7)
w̃  = √max(0, (X² - (K - 1)) / (n - 1))            (from the mean of X²: Read & Cressie, 1988)
rᵢ = (kᵢ - n pᵢ) / √(n pᵢ (1 - pᵢ))               (Haberman, 1973)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts, as_null
from analysis.statistics.intervals import Interval
from analysis.statistics.noncentral import effect_interval
from core.arrays import Floats
from core.rounding import decimals

SMALL_EXPECTED = 5
"""Below this expected count the chi-square distribution approximates roughly (Cochran, 1954)."""


@dataclass(frozen=True)
class GoodnessOfFit:
    """`w_corrected` is w without its bias in small samples, which makes it too large.

    It is None for one answer or another null than equal shares, as the bias is then not known.
    `w_interval` is of 95 %, and None where shares are so much more even than by chance that it
    would be empty. `residuals` are standardised, one for each category, about normal by itself.
    Where nothing can be tested, everything but `n` is None and the residuals are empty.
    """

    n: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    cohens_w: float | None
    w_corrected: float | None
    w_interval: Interval | None
    residuals: tuple[float, ...]
    smallest_expected: float | None
    caveats: tuple[str, ...]


def chi_square(counts: Sequence[int], null: Sequence[float] | None = None) -> GoodnessOfFit:
    """X² = Σ (kᵢ - n pᵢ)² / (n pᵢ), df = K - 1 (Pearson, 1900).

    Tests counts [categories] against shares, uniform unless given. Raises NotCounts.
    """
    observed = as_counts(counts)
    shares = as_null(null, len(observed))
    n = int(observed.sum())
    if n == 0 or len(observed) < 2:
        reason = NOBODY if n == 0 else ONE_CATEGORY
        return GoodnessOfFit(n, None, None, None, None, None, None, (), None, (reason,))
    test = stats.chisquare(observed, n * shares)
    statistic, df = float(test.statistic), len(observed) - 1
    deviations = (observed - n * shares) / np.sqrt(n * shares * (1 - shares))
    return GoodnessOfFit(
        n=n,
        statistic=statistic,
        df=df,
        pvalue=float(test.pvalue),
        cohens_w=float(np.sqrt(statistic / n)),
        w_corrected=corrected_w(statistic, n, df) if np.ptp(shares) == 0.0 else None,
        # All answers in the rarest category have the largest X².
        w_interval=effect_interval(
            statistic, df, scale=n, largest=float(np.sqrt(1 / shares.min() - 1))
        ),
        residuals=tuple(deviations.tolist()),
        smallest_expected=float(n * shares.min()),
        caveats=expected_caveats(n * shares),
    )


def corrected_w(statistic: float, n: int, df: int) -> float | None:
    """√max(0, (X² - df) / (n - 1)), whose square is right on average but for what falls below 0.

    With equal shares under the null the mean of X² is K - 1 + (n - 1) w² (Read & Cressie, 1988).
    """
    return float(np.sqrt(max(0.0, statistic - df) / (n - 1))) if n > 1 else None


def expected_caveats(expected: Floats) -> tuple[str, ...]:
    """What to know about a chi-square test with these expected counts, an array of any shape."""
    small = int((expected < SMALL_EXPECTED).sum())
    if not small:
        return ()
    caveat = (
        f"{small} of {expected.size} expected counts are below {SMALL_EXPECTED} "
        f"(smallest {decimals(float(expected.min()), 1)}): the chi-square test is approximate."
    )
    return (caveat,)
