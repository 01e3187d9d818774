"""Two samples with two outcomes: chi-square with Yates' correction, and Fisher's exact test.

X² = Σ (|oᵢⱼ - eᵢⱼ| - ½)² / eᵢⱼ, no deviation below 0         (Yates, 1934)
p  = Σ of the hypergeometric probabilities not above the table's own   (Fisher, 1935)
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.counts import LARGEST_SUM
from analysis.statistics.goodness_of_fit import expected_caveats

Cells = tuple[tuple[float, float], tuple[float, float]]

EMPTY_MARGIN = "A row or a column of the table is empty, so there is nothing to compare."


@dataclass(frozen=True)
class TwoByTwo:
    """`statistic` is X², None for Fisher's test. Both are None where nothing can be tested."""

    statistic: float | None
    pvalue: float | None
    caveats: tuple[str, ...]


def yates(table: Cells) -> TwoByTwo:
    """X² = Σ (|oᵢⱼ - eᵢⱼ| - ½)² / eᵢⱼ, df = 1, no deviation below 0 (Yates, 1934).

    Cells need not be whole numbers; raises NotCounts for negative ones.
    """
    cells = np.asarray(table, dtype=np.float64)
    if not ((cells >= 0) & (cells <= LARGEST_SUM)).all():
        raise NotCounts(
            f"{table} is not a table of counts: give four numbers from 0 to {LARGEST_SUM:,}."
        )
    if _has_empty_margin(table):
        return TwoByTwo(None, None, (EMPTY_MARGIN,))
    test = stats.chi2_contingency(cells, correction=True)
    return TwoByTwo(
        float(test.statistic), float(test.pvalue), expected_caveats(np.asarray(test.expected_freq))
    )


def fisher(table: tuple[tuple[int, int], tuple[int, int]]) -> TwoByTwo:
    """Fisher's p = Σ of the hypergeometric probabilities not above the table's own (Fisher, 1935).

    Two-sided. Raises NotCounts unless cells are whole numbers from 0.
    """
    if not all(0 <= cell <= LARGEST_SUM and cell == int(cell) for row in table for cell in row):
        raise NotCounts(
            f"{table} is not a table of counts: give four whole numbers from 0 to {LARGEST_SUM:,}."
        )
    if _has_empty_margin(table):
        return TwoByTwo(None, None, (EMPTY_MARGIN,))
    # The sum over tables can pass 1 by rounding.
    return TwoByTwo(None, min(1.0, float(stats.fisher_exact(table).pvalue)), ())


def _has_empty_margin(table: Cells) -> bool:
    cells = np.asarray(table)
    return bool((cells.sum(axis=0) == 0).any() or (cells.sum(axis=1) == 0).any())
