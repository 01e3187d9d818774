"""Do choices depend on something else, such as the order of scenarios? Tables [groups, choices].

    X² = Σ (oᵢⱼ - eᵢⱼ)² / eᵢⱼ,  df = (r - 1)(c - 1)                      (Pearson, 1900)
    V  = √(X² / (n (min(r, c) - 1)))                                     (Cramér, 1946)
    Ṽ  = √(max(0, X² / n - df / (n - 1)) / (min(r̃, c̃) - 1)),  r̃ = r - (r - 1)² / (n - 1)
                                                                         (Bergsma, 2013)

Rows and columns of zeros are left out. The simulated p-value deals the same choices to the same
groups at random (Hope, 1968), and is valid however small the expected counts are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.counts import as_table
from analysis.statistics.goodness_of_fit import expected_caveats
from analysis.statistics.intervals import Interval
from analysis.statistics.noncentral import effect_interval
from core.arrays import Integers

NOTHING_TO_COMPARE = "Fewer than two groups or two choices have answers: nothing to compare."


@dataclass(frozen=True)
class Independence:
    """All but `n` are None where there is nothing to compare.

    `standard_error` is that of the simulated p-value. `v_corrected` is V without its bias in small
    samples, which makes it too large; it is None where nobody shares a group or a choice with
    anybody. `v_interval` is of 95 %, and None where the table is so much more even than by chance
    that it would be empty.
    """

    n: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    pvalue_simulated: float | None
    standard_error: float | None
    cramers_v: float | None
    v_corrected: float | None
    v_interval: Interval | None
    caveats: tuple[str, ...]


def independence(
    table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000
) -> Independence:
    """X² = Σ (oᵢⱼ - eᵢⱼ)² / eᵢⱼ, df = (r - 1)(c - 1) (Pearson, 1900); simulated p as Hope (1968).

    Tests that all groups choose alike. Raises NotCounts.
    """
    cells = _filled(table)
    if replicates < 1:
        raise NotCounts("A p-value cannot be simulated without tables: ask for at least one.")
    n, smaller = int(cells.sum()), min(cells.shape)
    if smaller < 2:
        return Independence(
            n, None, None, None, None, None, None, None, None, (NOTHING_TO_COMPARE,)
        )
    test = stats.chi2_contingency(cells, correction=False)
    expected = np.asarray(test.expected_freq)
    drawn = stats.random_table(cells.sum(axis=1), cells.sum(axis=0)).rvs(
        replicates, random_state=np.random.default_rng(seed)
    )
    simulated = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    # Rounding must not make a tie look smaller; the observed table counts as one draw.
    as_large = int((simulated >= test.statistic - 1e-9).sum())
    pvalue, statistic, df = (as_large + 1) / (replicates + 1), float(test.statistic), int(test.dof)
    return Independence(
        n=n,
        statistic=statistic,
        df=df,
        pvalue=float(test.pvalue),
        pvalue_simulated=pvalue,
        standard_error=float(np.sqrt(pvalue * (1 - pvalue) / replicates)),
        cramers_v=float(np.sqrt(statistic / (n * (smaller - 1)))),
        v_corrected=corrected_v(statistic, n, cells.shape),
        v_interval=effect_interval(statistic, df, scale=n * (smaller - 1), largest=1.0),
        caveats=expected_caveats(expected),
    )


def corrected_v(statistic: float, n: int, shape: tuple[int, ...]) -> float | None:
    """Ṽ of a table of this shape (Bergsma, 2013): 0 where X² is at most its mean by chance."""
    rows, columns = (size - (size - 1) ** 2 / (n - 1) - 1 for size in shape)
    if min(rows, columns) <= 0:
        return None
    by_chance = (shape[0] - 1) * (shape[1] - 1) / (n - 1)
    return float(np.sqrt(max(0.0, statistic / n - by_chance) / min(rows, columns)))


def _filled(table: Sequence[Sequence[int]]) -> Integers:
    """The table without rows and columns of zeros."""
    cells = as_table(table)
    rows = cells[cells.any(axis=1)]
    return np.asarray(rows[:, rows.any(axis=0)], dtype=np.int64)
