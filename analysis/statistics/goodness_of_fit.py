"""Do counts follow given shares? Pearson's chi-square test with its effect size and residuals.

X² = Σ (kᵢ - n pᵢ)² / (n pᵢ),  df = K - 1        (Pearson, 1900)
w  = √(X² / n)                                    (Cohen, 1988, chapter 7)
rᵢ = (kᵢ - n pᵢ) / √(n pᵢ (1 - pᵢ))               (Haberman, 1973)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts, as_null
from core.arrays import Floats

SMALL_EXPECTED = 5
"""Below this expected count the chi-square distribution approximates roughly (Cochran, 1954)."""


@dataclass(frozen=True)
class GoodnessOfFit:
    """`residuals` are standardised, one for each category, which stands out beyond ±2 or ±3.

    Where nothing can be tested, everything but `n` is None and the residuals are empty.
    """

    n: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    cohens_w: float | None
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
        return GoodnessOfFit(n, None, None, None, None, (), None, (reason,))
    test = stats.chisquare(observed, n * shares)
    deviations = (observed - n * shares) / np.sqrt(n * shares * (1 - shares))
    return GoodnessOfFit(
        n=n,
        statistic=float(test.statistic),
        df=len(observed) - 1,
        pvalue=float(test.pvalue),
        cohens_w=float(np.sqrt(test.statistic / n)),
        residuals=tuple(deviations.tolist()),
        smallest_expected=float(n * shares.min()),
        caveats=expected_caveats(n * shares),
    )


def expected_caveats(expected: Floats) -> tuple[str, ...]:
    """What to know about a chi-square test with these expected counts, an array of any shape."""
    small = int((expected < SMALL_EXPECTED).sum())
    if not small:
        return ()
    caveat = (
        f"{small} of {expected.size} expected counts are below {SMALL_EXPECTED} "
        f"(smallest {expected.min():.1f}): the chi-square test is approximate."
    )
    return (caveat,)
