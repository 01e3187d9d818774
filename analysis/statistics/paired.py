"""The same people in two scenarios: did what they choose change? Tables [first, second].

    Stuart-Maxwell, equal margins: dᵀ V⁻¹ d with dᵢ = nᵢ. - n.ᵢ, Vᵢᵢ = nᵢ. + n.ᵢ - 2 nᵢᵢ and
    Vᵢⱼ = -(nᵢⱼ + nⱼᵢ)                                       (Stuart, 1955; Maxwell, 1970)
    Bowker, symmetry: Σ (nᵢⱼ - nⱼᵢ)² / (nᵢⱼ + nⱼᵢ) over i < j             (Bowker, 1948)

With two categories both are McNemar's test. Each has a p-value by swaps as well: if the scenario
makes no difference, a person's two answers could have come the other way round. All swaps are
listed where their outcomes are few, and p is exact; else answers are swapped at random.

Both statistics are computed in whole numbers, so that no processor rounds them otherwise.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy import stats
from scipy.special import gammaln

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY
from core.arrays import Booleans, Floats, Integers

NOBODY_CHANGED = "Everybody chose the same in both scenarios, so there is no change to test."
FEW_CHANGED = 20
"""With fewer changes the chi-square p-value is rough (for McNemar: Rosner, 2015, section 10.4)."""

ENUMERATED_UP_TO = 100_000
"""Outcomes of swapping that are listed; with more, swaps are drawn."""

TIE = 1e-9
"""Rounding must not make two equal statistics differ (relative to the observed one)."""


@dataclass(frozen=True)
class PairedTest:
    """`n` people, of whom `changed` chose differently; the others are None where nobody did.

    `pvalue` is that of chi-square. `standard_error` is None where the p-value by swaps is exact.
    """

    n: int
    changed: int
    statistic: float | None
    df: int | None
    pvalue: float | None
    pvalue_by_swaps: float | None
    standard_error: float | None
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class _Swaps:
    """The pairs of choices i < j between which people changed, and what swapping makes of them.

    `net` is how many more went from i to j than back [pairs], of `both` in all; `outcomes`
    [outcomes, pairs] are other values of `net`, with their `weights`, or without where drawn.
    """

    first: Integers
    second: Integers
    both: Integers
    net: Integers
    outcomes: Integers
    weights: Floats | None


def stuart_maxwell(
    table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000
) -> PairedTest:
    """dᵀ V⁻¹ d with dᵢ = nᵢ. - n.ᵢ and df = rank of V (Stuart, 1955; Maxwell, 1970).

    Tests that every choice is equally frequent in both scenarios. Choices that nobody changed from
    or to do not count. Raises NotCounts.
    """
    cells = square(table)
    swaps = _swaps(cells, seed, replicates)
    variances, levels = _reduced_variances(cells)
    # How much each pair's net change adds to the change of each level that is kept.
    signs = (swaps.first[:, np.newaxis] == levels) * 1 - (swaps.second[:, np.newaxis] == levels) * 1
    inverse = np.linalg.inv(variances.astype(np.float64))

    def statistics(nets: Integers) -> Floats:
        change = (nets @ signs).astype(np.float64)
        return np.asarray(((change @ inverse) * change).sum(axis=-1))

    exact = _quadratic_form(variances.tolist(), (swaps.net @ signs).tolist())
    return _tested(cells, exact, len(levels), swaps, statistics)


def bowker(table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000) -> PairedTest:
    """Σ (nᵢⱼ - nⱼᵢ)² / (nᵢⱼ + nⱼᵢ) over i < j (Bowker, 1948).

    Tests that as many people change from one choice to another as back. df counts the pairs of
    choices between which anybody changed. Raises NotCounts.
    """
    cells = square(table)
    swaps = _swaps(cells, seed, replicates)

    def statistics(nets: Integers) -> Floats:
        return np.asarray((nets**2 / swaps.both).sum(axis=-1))

    pairs = zip(swaps.net.tolist(), swaps.both.tolist(), strict=True)
    exact = sum((Fraction(net**2, both) for net, both in pairs), Fraction(0))
    return _tested(cells, exact, len(swaps.both), swaps, statistics)


def square(table: Sequence[Sequence[int]]) -> Integers:
    """Raises NotCounts unless the table is square and of whole numbers from 0."""
    cells = np.asarray(table)
    is_square = cells.ndim == 2 and cells.shape[0] == cells.shape[1]
    if not is_square or cells.dtype.kind not in "iu" or (cells < 0).any():
        raise NotCounts(
            "The table of two scenarios is not square with whole counts from 0: "
            "give a row and a column for every choice."
        )
    return cells.astype(np.int64)


def _reduced_variances(cells: Integers) -> tuple[Integers, Integers]:
    """V without one level of each group that is tied by changes, and the levels left.

    The changes of such a group sum to 0, so the one left out adds nothing, and V has an inverse.
    """
    both = cells + cells.T
    left: list[int] = []
    seen: set[int] = set()
    for level in range(len(both)):
        group = [level] if level not in seen else []
        seen.add(level)
        for member in group:  # grows while it is read
            changed_with = np.flatnonzero(both[member]).tolist()
            new = [other for other in changed_with if other not in seen]
            seen.update(new)
            group += new
        left += group[1:]
    levels = np.array(sorted(left), dtype=np.int64)
    spread = np.diag(both.sum(axis=0)) - both
    return spread[np.ix_(levels, levels)], levels


def _quadratic_form(matrix: list[list[int]], vector: list[int]) -> Fraction:
    """dᵀ V⁻¹ d as -det([[V, d], [dᵀ, 0]]) / det(V), in whole numbers (Bareiss, 1968)."""
    rows = [[*row, entry] for row, entry in zip(matrix, vector, strict=True)]
    rows.append([*vector, 0])
    pivot = 1
    for at in range(len(matrix)):
        upper, before, pivot = rows[at], pivot, rows[at][at]
        for lower in range(at + 1, len(rows)):
            factor = rows[lower][at]
            rows[lower] = [
                (pivot * entry - factor * above) // before
                for entry, above in zip(rows[lower], upper, strict=True)
            ]
    return Fraction(-rows[-1][-1], pivot)


def _swaps(cells: Integers, seed: int, replicates: int) -> _Swaps:
    first, second = np.nonzero(np.triu(cells + cells.T, 1))
    both = (cells + cells.T)[first, second]
    net = (cells - cells.T)[first, second]
    if np.prod(both + 1.0) <= ENUMERATED_UP_TO:
        ways = np.indices(tuple(both + 1)).reshape(len(both), int(np.prod(both + 1))).T
        logs = gammaln(both + 1) - gammaln(ways + 1) - gammaln(both - ways + 1)
        weights = np.exp((logs - both * np.log(2)).sum(axis=1))
        return _Swaps(first, second, both, net, 2 * ways - both, np.asarray(weights))
    drawn = np.random.default_rng(seed).binomial(both, 0.5, size=(replicates, len(both)))
    return _Swaps(first, second, both, net, 2 * drawn - both, None)


def _tested(
    cells: Integers,
    exact: Fraction,
    df: int,
    swaps: _Swaps,
    statistics: Callable[[Integers], Floats],
) -> PairedTest:
    n = int(cells.sum())
    changed = n - int(np.trace(cells))
    if not changed:
        nothing = NOBODY_CHANGED if n else NOBODY
        return PairedTest(n, 0, None, None, None, None, None, (nothing,))
    statistic = float(exact)
    as_large = statistics(swaps.outcomes) >= statistic - TIE * max(1.0, statistic)
    pvalue, standard_error = _pvalue(as_large, swaps.weights)
    return PairedTest(
        n=n,
        changed=changed,
        statistic=statistic,
        df=df,
        pvalue=float(stats.chi2.sf(statistic, df)),
        pvalue_by_swaps=pvalue,
        standard_error=standard_error,
        caveats=_caveats(changed),
    )


def _pvalue(as_large: Booleans, weights: Floats | None) -> tuple[float, float | None]:
    """The p-value and, where outcomes were drawn, its standard error (Davison & Hinkley, 1997)."""
    if weights is not None:
        return min(1.0, float(weights[as_large].sum())), None
    drawn = len(as_large)
    pvalue = (int(as_large.sum()) + 1) / (drawn + 1)  # the observed table counts as one
    return pvalue, float(np.sqrt(pvalue * (1 - pvalue) / drawn))


def _caveats(changed: int) -> tuple[str, ...]:
    if changed >= FEW_CHANGED:
        return ()
    few = f"Only {changed} changed their choice: trust the p-value by swaps, not chi-square's."
    return (few,)
