"""The exact multinomial test: how likely a sample as unlikely as this one is under the null.

    p = Σ P(k') over all samples k' of the same size with P(k') ≤ P(k)

(Read & Cressie, 1988; Resin, 2023, doi:10.1080/10618600.2022.2102026).

With equally likely categories the probability of a sample depends on S = Σ ln kᵢ! alone. It is
therefore enough to enumerate integer partitions, each of which stands for all its orders, and only
partitions over half of the categories: two halves whose totals sum to n are joined by looking up
how much weight of one half reaches S together with the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import gammaln, logsumexp

from analysis.statistics.counts import NOBODY, ONE_CATEGORY, as_counts, as_null
from core.arrays import Floats, Integers

TIE = 1e-9
"""Log probabilities that differ by less are equal; rounding makes equal ones differ by 1e-12."""

MOST_PARTITIONS = 3_000_000
"""Over half of the categories. Beyond it, about 300 MB and some seconds, the test is simulated."""


@dataclass(frozen=True)
class ExactMultinomial:
    """`standard_error` is that of a simulated p-value, None where p is exact or undefined."""

    n: int
    pvalue: float | None
    method: Literal["exact", "simulated", "undefined"]
    standard_error: float | None
    caveats: tuple[str, ...]


@dataclass(frozen=True)
class Partitions:
    """Partitions of totals from 0 up to a limit, in arrays with one entry for each.

    `surprise` is S of a partition, and `log_weight` is ln(number of its orders) - S.
    """

    total: Integers
    surprise: Floats
    log_weight: Floats


def exact_multinomial(
    counts: Sequence[int],
    null: Sequence[float] | None = None,
    *,
    seed: int,
    replicates: int = 100_000,
) -> ExactMultinomial:
    """Exact p = Σ P(k') over all samples k' of the same size with P(k') ≤ P(k).

    Of counts [categories] under shares, uniform unless given. It is computed exactly for a
    uniform null as long as the partitions fit, and simulated with the seed otherwise. Raises
    NotCounts.
    """
    observed = as_counts(counts)
    shares = as_null(null, len(observed))
    n, categories = int(observed.sum()), len(observed)
    if n == 0 or categories < 2:
        reason = NOBODY if n == 0 else ONE_CATEGORY
        return ExactMultinomial(n, None, "undefined", None, (reason,))
    if np.ptp(shares) == 0.0 and how_many(n, (categories + 1) // 2) <= MOST_PARTITIONS:
        return ExactMultinomial(n, _by_partitions(observed), "exact", None, ())
    return _simulated(observed, shares, seed=seed, replicates=replicates)


def _by_partitions(observed: Integers) -> float:
    """Exact p = n! / Kⁿ Σ orders × exp(-S) over pairs of halves with S at least the observed."""
    n, categories = int(observed.sum()), len(observed)
    least = float(gammaln(observed + 1.0).sum()) - TIE
    half = partitions(n, categories // 2)
    other = half if categories % 2 == 0 else partitions(n, categories // 2 + 1)
    scale = float(gammaln(n + 1.0)) - n * float(np.log(categories))
    left, right = _by_total(half, n), _by_total(other, n)
    reached = [_joined(*left[total], *right[n - total], least) for total in range(n + 1)]
    return min(1.0, float(np.exp(scale + logsumexp(reached))))


def _by_total(parts: Partitions, n: int) -> list[tuple[Floats, Floats]]:
    """For each total from 0 to n: S of its partitions in rising order, and their log weights."""
    order = np.lexsort((parts.surprise, parts.total))
    edges = np.searchsorted(parts.total[order], np.arange(1, n + 1))
    return list(
        zip(
            np.split(parts.surprise[order], edges),
            np.split(parts.log_weight[order], edges),
            strict=True,
        )
    )


def _joined(
    left_s: Floats, left_weight: Floats, right_s: Floats, right_weight: Floats, least: float
) -> float:
    """Log weight of all pairs whose S sum to at least `least`; -inf where there is none."""
    # The weight of everything from a position on; past the end there is none.
    from_here = np.append(np.logaddexp.accumulate(right_weight[::-1])[::-1], -np.inf)
    position = np.searchsorted(right_s, least - left_s)
    return float(logsumexp(left_weight + from_here[position]))


def _simulated(
    observed: Integers, shares: Floats, *, seed: int, replicates: int
) -> ExactMultinomial:
    """Simulated p = (samples as unlikely + 1) / (samples + 1) (Davison & Hinkley, 1997, 4.2).

    The observed sample counts as one draw, or p could be zero.
    """
    n = int(observed.sum())
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    most = float(_log_probability(observed, shares)) + TIE
    as_unlikely = int((_log_probability(drawn, shares) <= most).sum())
    pvalue = (as_unlikely + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    caveat = f"The p-value is simulated: {replicates:,} samples, seed {seed}, error {error:.2g}."
    return ExactMultinomial(n, pvalue, "simulated", error, (caveat,))


def _log_probability(samples: Integers, shares: Floats) -> Floats:
    """Σ kᵢ ln pᵢ - ln kᵢ! of samples [..., categories], which leaves out the constant ln n!."""
    return np.asarray((samples * np.log(shares) - gammaln(samples + 1.0)).sum(axis=-1))


def partitions(limit: int, categories: int) -> Partitions:
    """All partitions of 0, 1, ..., limit into at most `categories` parts, which are at least 1.

    The number of samples that show a partition is proportional to (its number of orders) ×
    exp(-S), with S = Σ ln kᵢ!.
    """
    log_factorial = gammaln(np.arange(limit + 1) + 1.0)
    last = np.arange(limit + 1)
    total, repeated = last.copy(), np.ones_like(last)
    surprise = log_factorial[last]
    log_orders = np.full(limit + 1, float(gammaln(categories + 1)))
    for _ in range(categories - 1):
        # Parts fall: the next is at most the last, and no more than what the limit leaves.
        choices = np.minimum(last, limit - total) + 1
        parent = np.repeat(np.arange(len(last)), choices)
        part = np.arange(len(parent)) - np.repeat(np.cumsum(choices) - choices, choices)
        repeated = np.where(part == last[parent], repeated[parent] + 1, 1)
        total, last = total[parent] + part, part
        surprise = surprise[parent] + log_factorial[part]
        log_orders = log_orders[parent] - np.log(repeated)
    return Partitions(total, surprise, log_orders - surprise)


def how_many(limit: int, categories: int) -> int:
    """How many partitions there are of 0, 1, ..., limit, counted without making them.

    By conjugate partitions: as many as there are ways to pay sums up to `limit` in coins of
    1, 2, ..., `categories`.
    """
    counts = [1] + [0] * limit
    for coin in range(1, categories + 1):
        for amount in range(coin, limit + 1):
            counts[amount] += counts[amount - coin]
    return sum(counts)
