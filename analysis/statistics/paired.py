"""The same people in two scenarios: did what they choose change? Tables [first, second].

    Stuart-Maxwell, equal margins: dᵀ V⁻¹ d with dᵢ = nᵢ. - n.ᵢ, Vᵢᵢ = nᵢ. + n.ᵢ - 2 nᵢᵢ and
    Vᵢⱼ = -(nᵢⱼ + nⱼᵢ)                                       (Stuart, 1955; Maxwell, 1970)
    Bowker, symmetry: Σ (nᵢⱼ - nⱼᵢ)² / (nᵢⱼ + nⱼᵢ) over i < j             (Bowker, 1948)

With two categories both are McNemar's test. Each has a simulated p-value as well: if the scenario
makes no difference, a person's two answers could have come the other way round, so the answers of
each person are swapped at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY
from core.arrays import Floats, Integers

NOBODY_CHANGED = "Everybody chose the same in both scenarios, so there is no change to test."
FEW_CHANGED = 20
"""With fewer changes the chi-square p-value is rough (for McNemar: Rosner, 2015, section 10.4)."""


@dataclass(frozen=True)
class PairedTest:
    """`n` people, of whom `changed` chose differently; the others are None where nobody did."""

    n: int
    changed: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    pvalue_simulated: float | None
    caveats: tuple[str, ...]


def stuart_maxwell(
    table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000
) -> PairedTest:
    """dᵀ V⁻¹ d with dᵢ = nᵢ. - n.ᵢ and df = rank of V (Stuart, 1955; Maxwell, 1970).

    Tests that every choice is equally frequent in both scenarios. Choices that nobody changed from
    or to do not count. Raises NotCounts.
    """
    cells = _square(table)
    both = cells + cells.T
    spread = np.diag(both.sum(axis=0)) - both
    inverse = np.linalg.pinv(spread.astype(np.float64), hermitian=True)

    def statistic(tables: Integers) -> Floats:
        change = (tables.sum(axis=-1) - tables.sum(axis=-2)).astype(np.float64)
        return np.asarray(((change @ inverse) * change).sum(axis=-1))

    df = int(np.linalg.matrix_rank(spread, hermitian=True))
    return _tested(cells, statistic(cells), df, statistic(_swapped(cells, seed, replicates)))


def bowker(table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000) -> PairedTest:
    """Σ (nᵢⱼ - nⱼᵢ)² / (nᵢⱼ + nⱼᵢ) over i < j (Bowker, 1948).

    Tests that as many people change from one choice to another as back. df counts the pairs of
    choices between which anybody changed. Raises NotCounts.
    """
    cells = _square(table)
    both = cells + cells.T

    def statistic(tables: Integers) -> Floats:
        differences = (tables - np.swapaxes(tables, -1, -2)) ** 2 / np.maximum(both, 1)
        return np.asarray(differences.sum(axis=(-1, -2)) / 2)

    df = int((np.triu(both, 1) > 0).sum())
    return _tested(cells, statistic(cells), df, statistic(_swapped(cells, seed, replicates)))


def _square(table: Sequence[Sequence[int]]) -> Integers:
    """Raises NotCounts unless the table is square and of whole numbers from 0."""
    cells = np.asarray(table)
    is_square = cells.ndim == 2 and cells.shape[0] == cells.shape[1]
    if not is_square or cells.dtype.kind not in "iu" or (cells < 0).any():
        raise NotCounts(
            "The table of two scenarios is not square with whole counts from 0: "
            "give a row and a column for every choice."
        )
    return cells.astype(np.int64)


def _swapped(cells: Integers, seed: int, replicates: int) -> Integers:
    """Tables [replicates, first, second] after each person's answers were swapped or not."""
    upper = np.triu(cells + cells.T, 1)
    one_way = np.random.default_rng(seed).binomial(upper, 0.5, size=(replicates, *cells.shape))
    return np.asarray(one_way + np.swapaxes(upper - one_way, -1, -2))


def _tested(cells: Integers, statistic: Floats, df: int, simulated: Floats) -> PairedTest:
    n = int(cells.sum())
    changed = n - int(np.trace(cells))
    if not changed:
        return PairedTest(n, 0, None, None, None, None, (NOBODY_CHANGED if n else NOBODY,))
    # Rounding must not make a tie look smaller; the observed table counts as one draw.
    as_large = int((simulated >= statistic - 1e-9).sum())
    return PairedTest(
        n=n,
        changed=changed,
        statistic=float(statistic),
        df=df,
        pvalue=float(stats.chi2.sf(statistic, df)),
        pvalue_simulated=(as_large + 1) / (len(simulated) + 1),
        caveats=_caveats(changed),
    )


def _caveats(changed: int) -> tuple[str, ...]:
    if changed >= FEW_CHANGED:
        return ()
    few = f"Only {changed} changed their choice: trust the simulated p-value, not the chi-square's."
    return (few,)
