"""How much the same people change between two scenarios, and which levels. Tables [first, second].

    chose the same    o = Σ nᵢᵢ / n, with Wilson's interval
    by chance         e = Σ nᵢ. n.ᵢ / n², as if a person's two choices were another person's
    kappa             (o - e) / (1 - e)                                      (Cohen, 1960)
    which level       b and c, who chose it in the first or the second only: McNemar's exact test,
                      Holm over levels; the difference (c - b) / n with the interval of Bonett &
                      Price (2012) for all levels together

The test of agreement deals the second choices to people at random (Hope, 1968). Of more than 300
people the number who chose the same is then as good as normal, with the variance of Hoeffding's
(1951) combinatorial limit:

    (Σ r c - Σ r c (r + c) / n + (Σ r c)² / n²) / (n - 1)    r = nᵢ., c = n.ᵢ
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from scipy import stats

from analysis.statistics.corrections import holm
from analysis.statistics.counts import NOBODY
from analysis.statistics.intervals import Interval, wilson
from analysis.statistics.paired import square
from core.arrays import Integers

DEALT_UP_TO = 300
"""People up to whom second choices are dealt; of more it takes long and changes nothing."""

MARGIN_OF_ONE = (
    "Everybody made the same choice in one of the scenarios, "
    "so people agree with themselves as often as by chance, whatever they do."
)


@dataclass(frozen=True)
class SelfAgreement:
    """How many of `n` people chose the `same` twice, against the share `by_chance`.

    `pvalue` is two-sided and drawn, with its `standard_error`; of many people it is from the normal
    limit, without one.
    """

    n: int
    same: int
    share: float | None
    interval: Interval | None
    by_chance: float | None
    kappa: float | None
    pvalue: float | None
    standard_error: float | None
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class LevelChange:
    """A level that `only_first` chose in the first scenario only, and `only_second` in the second.

    `difference` is the share in the second minus that in the first. p is exact, and None where
    nobody changed from or to the level.
    """

    only_first: int
    only_second: int
    difference: float | None
    interval: Interval | None
    pvalue: float | None
    pvalue_holm: float | None


def self_agreement(
    table: Sequence[Sequence[int]], *, seed: int, replicates: int = 10_000
) -> SelfAgreement:
    """Do people choose the same again more or less often than by chance? Raises NotCounts."""
    cells = square(table)
    n, same = int(cells.sum()), int(np.trace(cells))
    if n == 0:
        return SelfAgreement(0, 0, None, None, None, None, None, None, (NOBODY,))
    first, second = cells.sum(axis=1), cells.sum(axis=0)
    products = int(first @ second)
    share, by_chance = same / n, products / n**2
    interval = wilson(same, n)
    if (first > 0).sum() < 2 or (second > 0).sum() < 2:
        nothing = (MARGIN_OF_ONE,)
        return SelfAgreement(n, same, share, interval, by_chance, None, None, None, nothing)
    pvalue, error = (
        (_pvalue_of_many(cells), None)
        if n > DEALT_UP_TO
        else _pvalue_dealt(cells, seed, replicates)
    )
    return SelfAgreement(
        n=n,
        same=same,
        share=share,
        interval=interval,
        by_chance=by_chance,
        kappa=(share - by_chance) / (1 - by_chance),
        pvalue=pvalue,
        standard_error=error,
        caveats=(),
    )


def _pvalue_dealt(cells: Integers, seed: int, replicates: int) -> tuple[float, float]:
    """The p-value with its standard error (Davison & Hinkley, 1997, 4.2)."""
    n, same = int(cells.sum()), int(np.trace(cells))
    first, second = cells.sum(axis=1), cells.sum(axis=0)
    levels = np.arange(len(cells), dtype=np.uint16)
    dealt = np.tile(np.repeat(levels, second), (replicates, 1))
    np.random.default_rng(seed).permuted(dealt, axis=1, out=dealt)
    sames = (dealt == np.repeat(levels, first)).sum(axis=1)
    # In whole numbers, so that ties are ties: n (same - n e).
    products = int(first @ second)
    as_far = int((np.abs(sames * n - products) >= abs(same * n - products)).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    return pvalue, float(np.sqrt(pvalue * (1 - pvalue) / replicates))


def _pvalue_of_many(cells: Integers) -> float:
    n, same = int(cells.sum()), int(np.trace(cells))
    first, second = cells.sum(axis=1), cells.sum(axis=0)
    products = int(first @ second)
    by_margins = int((first * second * (first + second)).sum())
    variance = (products - by_margins / n + products**2 / n**2) / (n - 1)
    return float(2 * stats.norm.sf(abs(same - products / n) / np.sqrt(variance)))


def level_changes(
    table: Sequence[Sequence[int]], *, confidence: float = 0.95
) -> tuple[LevelChange, ...]:
    """Which levels changed, each by McNemar's exact test; raises NotCounts."""
    cells = square(table)
    n, same = int(cells.sum()), np.diag(cells)
    only_first = (cells.sum(axis=1) - same).tolist()
    only_second = (cells.sum(axis=0) - same).tolist()
    pairs = list(zip(only_first, only_second, strict=True))
    pvalues = [
        float(stats.binomtest(before, before + after).pvalue) if before + after else None
        for before, after in pairs
    ]
    by_level = 1 - (1 - confidence) / max(len(cells), 1)
    return tuple(
        LevelChange(
            only_first=before,
            only_second=after,
            difference=(after - before) / n if n else None,
            interval=_difference_interval(before, after, n, by_level, confidence) if n else None,
            pvalue=pvalue,
            pvalue_holm=corrected,
        )
        for (before, after), pvalue, corrected in zip(pairs, pvalues, holm(pvalues), strict=True)
    )


def _difference_interval(
    before: int, after: int, n: int, by_level: float, confidence: float
) -> Interval:
    """With p = (b + 1) / (n + 2), q = (c + 1) / (n + 2): q - p ± z √((p + q - (q - p)²) / (n + 2)).

    Bonett & Price (2012).
    """
    first, second = (before + 1) / (n + 2), (after + 1) / (n + 2)
    difference = second - first
    reach = NormalDist().inv_cdf((1 + by_level) / 2) * float(
        np.sqrt((first + second - difference**2) / (n + 2))
    )
    return Interval(max(-1.0, difference - reach), min(1.0, difference + reach), confidence)
