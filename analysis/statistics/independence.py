"""Do choices depend on something else, such as the order of scenarios? Tables [groups, choices].

    X² = Σ (oᵢⱼ - eᵢⱼ)² / eᵢⱼ,  df = (r - 1)(c - 1)                      (Pearson, 1900)
    V  = √(X² / (n (min(r, c) - 1)))                                     (Cramér, 1946)

Rows and columns of zeros are left out. The simulated p-value deals the same choices to the same
groups at random (Hope, 1968), and is valid however small the expected counts are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.goodness_of_fit import expected_caveats
from core.arrays import Integers

NOTHING_TO_COMPARE = "Fewer than two groups or two choices have answers: nothing to compare."


@dataclass(frozen=True)
class Independence:
    """All but `n` are None where there is nothing to compare."""

    n: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    pvalue_simulated: float | None
    cramers_v: float | None
    caveats: tuple[str, ...]


def independence(
    table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000
) -> Independence:
    """X² = Σ (oᵢⱼ - eᵢⱼ)² / eᵢⱼ, df = (r - 1)(c - 1) (Pearson, 1900); simulated p as Hope (1968).

    Tests that all groups choose alike. Raises NotCounts.
    """
    cells = _filled(table)
    n = int(cells.sum())
    if min(cells.shape) < 2:
        return Independence(n, None, None, None, None, None, (NOTHING_TO_COMPARE,))
    test = stats.chi2_contingency(cells, correction=False)
    expected = np.asarray(test.expected_freq)
    drawn = stats.random_table(cells.sum(axis=1), cells.sum(axis=0)).rvs(
        replicates, random_state=np.random.default_rng(seed)
    )
    simulated = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    # Rounding must not make a tie look smaller; the observed table counts as one draw.
    as_large = int((simulated >= test.statistic - 1e-9).sum())
    return Independence(
        n=n,
        statistic=float(test.statistic),
        df=int(test.dof),
        pvalue=float(test.pvalue),
        pvalue_simulated=(as_large + 1) / (replicates + 1),
        cramers_v=float(np.sqrt(test.statistic / (n * (min(cells.shape) - 1)))),
        caveats=expected_caveats(expected),
    )


def _filled(table: Sequence[Sequence[int]]) -> Integers:
    """The table without rows and columns of zeros."""
    cells = np.asarray(table)
    if cells.ndim != 2 or cells.dtype.kind not in "iu" or (cells < 0).any():
        raise NotCounts("The table is not one of counts: give rows of whole numbers from 0.")
    rows = cells[cells.any(axis=1)]
    return np.asarray(rows[:, rows.any(axis=0)], dtype=np.int64)
