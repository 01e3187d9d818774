"""The exact multinomial test: how likely a sample as far from the null as this one is under it.

    p = Σ P(k') over all samples k' of the same size with X²(k') ≥ X²(k)

(Read & Cressie, 1988; Resin, 2023, doi:10.1080/10618600.2022.2102026). Samples can also be ordered
by their probability, P(k') ≤ P(k), which finds less where one choice stands above the others.

With equally likely categories X² depends on Σ kᵢ² alone, and the probability on S = Σ ln kᵢ!. It is
therefore enough to enumerate integer partitions, each of which stands for all its orders, and only
partitions over half of the categories: two halves whose totals sum to n are joined by looking up
how much weight of one half reaches the measure together with the other. Two categories are
binomial, however many people there are.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, isqrt
from typing import Literal

import numpy as np
from scipy import stats
from scipy.special import gammaln

from analysis.errors import NotCounts
from analysis.statistics.counts import LARGEST_SUM, NOBODY, ONE_CATEGORY, as_counts, as_null
from analysis.statistics.partitions import are_at_most, partitions
from core.arrays import Floats, Integers
from core.rounding import significant

Ordering = Literal["chi_square", "probability"]

TIE = 1e-12
"""Measures that differ by less than this share of themselves, or than 1e-9, are equal."""

MOST_PARTITIONS = 3_000_000
"""Over half of the categories. Beyond it, about 300 MB and some seconds, the test is simulated."""

LARGE = 5_000
"""People expected in every category, from which on χ² errs by much less than a simulation does."""

DRAWN = 100_000
"""Samples for a simulated p-value."""


OF_CHI_SQUARE = (
    f"The p-value is that of χ², as {LARGE:,} people or more are expected to make each choice: "
    "it errs by less than a simulated one."
)


@dataclass(frozen=True)
class ExactMultinomial:
    """`standard_error` is that of a simulated p-value, None for any other."""

    n: int
    pvalue: float | None
    method: Literal["exact", "chi_square", "simulated", "undefined"]
    standard_error: float | None
    caveats: tuple[str, ...]


def exact_multinomial(
    counts: Sequence[int],
    null: Sequence[float] | None = None,
    *,
    seed: int,
    ordering: Ordering = "chi_square",
    replicates: int = DRAWN,
) -> ExactMultinomial:
    """Exact p = Σ P(k') over all samples k' of the same size with X²(k') ≥ X²(k).

    Of counts [categories] under shares, uniform unless given; or with P(k') ≤ P(k). It is computed
    exactly for two categories, and for a uniform null as long as the partitions fit. Otherwise it
    is that of χ² where LARGE people or more are expected in every category and X² orders them, and
    simulated with the seed where not. Raises NotCounts.
    """
    observed = as_counts(counts)
    shares = as_null(null, len(observed))
    n, categories = int(observed.sum()), len(observed)
    if n == 0 or categories < 2:
        reason = NOBODY if n == 0 else ONE_CATEGORY
        return ExactMultinomial(n, None, "undefined", None, (reason,))
    if categories == 2:
        pvalue = _binomial(int(observed[0]), n, float(shares[0]), ordering)
        return ExactMultinomial(n, pvalue, "exact", None, ())
    is_uniform = np.ptp(shares) == 0.0
    if is_uniform and _fits(n, categories):
        least = _measure(observed, shares, ordering)
        return ExactMultinomial(n, _Halves(n, categories, ordering).tail(least), "exact", None, ())
    if ordering == "chi_square" and n * shares.min() >= LARGE:
        pvalue = float(stats.chisquare(observed, n * shares).pvalue)
        return ExactMultinomial(n, pvalue, "chi_square", None, (OF_CHI_SQUARE,))
    return _simulated(observed, shares, ordering, seed=seed, replicates=replicates)


@lru_cache(maxsize=1024)
def critical_sum_of_squares(
    n: int, categories: int, alpha: float, *, seed: int = 1, replicates: int = DRAWN
) -> int | None:
    """The smallest c so that samples with Σ kᵢ² ≥ c have p < alpha in the exact test by X².

    Against equal shares. The test rejects a sample of n if, and only if, its Σ kᵢ² is at least
    this; None where it rejects no sample. The seed is for what is too large to be exact. Raises
    NotCounts.
    """
    if categories < 2 or not 0 < alpha < 1 or not 0 <= n <= LARGEST_SUM:
        raise NotCounts(
            "There is no such test: give at least two choices, an alpha between 0 and 1 and a "
            "number of people from 0."
        )
    tail = _tail(n, categories, seed, replicates)
    # Equal shares have the fewest squares, and everybody's choosing the same has n².
    sums = range(n**2 // categories, n**2 + 1)
    position = bisect_left(sums, True, key=lambda squares: tail(squares) < alpha)
    return sums[position] if position < len(sums) and n else None


def _fits(n: int, categories: int) -> bool:
    return are_at_most(MOST_PARTITIONS, n, (categories + 1) // 2)


def _tail(n: int, categories: int, seed: int, replicates: int) -> Callable[[int], float]:
    """The p-value of a sum of squares under equal shares, as `exact_multinomial` has it."""
    if categories == 2:
        return lambda squares: _binomial(_larger_of_two(squares, n), n, 0.5, "chi_square")
    if _fits(n, categories):
        return _Halves(n, categories, "chi_square").tail
    if n >= LARGE * categories:
        return lambda squares: float(stats.chi2.sf(squares * categories / n - n, categories - 1))
    shares = np.full(categories, 1 / categories)
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    measures = np.sort(_measures(drawn, shares, "chi_square"))
    return lambda squares: (
        (replicates - int(np.searchsorted(measures, squares)) + 1) / (replicates + 1)
    )


def _larger_of_two(squares: int, n: int) -> int:
    """The smallest k from n/2 with k² + (n - k)² at least this."""
    square = max(0, 2 * squares - n**2)
    distance = isqrt(square) + (isqrt(square) ** 2 < square)
    return (n + distance + 1) // 2


def _binomial(count: int, n: int, share: float, ordering: Ordering) -> float:
    """The exact test of two categories, of which the first has this count and this null share."""
    if ordering == "probability":
        return float(stats.binomtest(count, n, share).pvalue)
    # X² = (k - n p)² / (n p (1 - p)): as far from n p on either side.
    distance = abs(count - n * share) - max(1e-9, n * TIE)
    below, above = np.floor(n * share - distance), np.ceil(n * share + distance)
    tails = stats.binom.cdf(below, n, share) + stats.binom.sf(above - 1, n, share)
    return min(1.0, float(tails))


class _Halves:
    """All samples of n people under equal shares, as two halves of the categories to be joined.

    For each total, the left half holds the measures of its partitions and their probabilities;
    the right one the measures in rising order, and the probability of everything from each on.
    """

    def __init__(self, n: int, categories: int, ordering: Ordering) -> None:
        self._left = _by_total(n, categories // 2, ordering)
        is_even = categories % 2 == 0
        right = self._left if is_even else _by_total(n, categories // 2 + 1, ordering)
        # Past the end there is nothing.
        self._right = [
            (measures, np.append(probabilities[::-1].cumsum()[::-1], 0.0))
            for measures, probabilities in right
        ]
        share = (categories // 2) / categories
        self._of_total = stats.binom.pmf(np.arange(n + 1), n, share).tolist()

    def tail(self, least: float) -> float:
        """The probability of all pairs of halves that reach this measure together."""
        # A product of arrays would be rounded otherwise by other processors' linear algebra.
        reached = (
            of_total
            * float((probabilities * from_here[measured.searchsorted(least - measures)]).sum())
            for of_total, (measures, probabilities), (measured, from_here) in zip(
                self._of_total, self._left, reversed(self._right), strict=True
            )
        )
        return min(1.0, fsum(reached))


def _by_total(n: int, categories: int, ordering: Ordering) -> list[tuple[Floats, Floats]]:
    """For each total from 0 to n: its measures in rising order, with their probabilities.

    Partitions with the same sum of squares, a whole number, are one entry.
    """
    parts = np.arange(n + 1)
    log_factorial = np.asarray(gammaln(parts + 1.0), dtype=np.float64)
    log_samples = log_factorial - parts * np.log(categories)
    if ordering == "probability":
        made = partitions(n, categories, log_factorial)
        order = np.lexsort((made.measure, made.total))
        total, measure = made.total[order], made.measure[order]
        probability = np.exp(made.log_weight[order] + log_samples[total])
    else:
        made = partitions(n, categories, parts.astype(np.float64) ** 2)
        key = made.total * (n**2 + 1) + made.measure.astype(np.int64)
        order = np.argsort(key)
        starts = np.flatnonzero(np.diff(key[order], prepend=-1))
        total, measure = made.total[order][starts], made.measure[order][starts]
        samples = np.exp(made.log_weight + log_samples[made.total])
        probability = np.add.reduceat(samples[order], starts)
    edges = np.searchsorted(total, np.arange(1, n + 1))
    return list(zip(np.split(measure, edges), np.split(probability, edges), strict=True))


def _simulated(
    observed: Integers, shares: Floats, ordering: Ordering, *, seed: int, replicates: int
) -> ExactMultinomial:
    """Simulated p = (samples as far from the null + 1) / (samples + 1) (Davison & Hinkley, 1997).

    The observed sample counts as one draw (section 4.2), or p could be zero.
    """
    n = int(observed.sum())
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    least = _measure(observed, shares, ordering)
    as_far = int((_measures(drawn, shares, ordering) >= least).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    caveat = (
        f"The p-value is simulated: {replicates:,} samples, seed {seed}, "
        f"error {significant(error, 2)}."
    )
    return ExactMultinomial(n, pvalue, "simulated", error, (caveat,))


def _measure(observed: Integers, shares: Floats, ordering: Ordering) -> float:
    """What a sample has to reach to be as far from the null, with the tolerance for ties."""
    value = _measures(observed, shares, ordering).item()
    return value if isinstance(value, int) else value - max(1e-9, abs(value) * TIE)


def _measures(samples: Integers, shares: Floats, ordering: Ordering) -> Floats | Integers:
    """How far samples [..., categories] are from the null; under a uniform one whole numbers.

    X² up to a constant and a factor, or S less Σ kᵢ ln pᵢ.
    """
    if ordering == "probability":
        uniform = np.ptp(shares) == 0.0
        expected = 0.0 if uniform else (samples * np.log(shares)).sum(axis=-1)
        return np.asarray(gammaln(samples + 1.0).sum(axis=-1) - expected)
    if np.ptp(shares) == 0.0:
        return np.asarray((samples**2).sum(axis=-1))
    return np.asarray((samples.astype(np.float64) ** 2 / shares).sum(axis=-1))
