"""Do two samples spread alike over the same answers? Tables of two rows of counts.

    p = Σ P(x) over all x with P(x) ≤ P(observed),  P(x) = Π C(cⱼ, xⱼ) / C(n, n₁)
                                                    (Fisher, 1935; Freeman & Halton, 1951)

Given how often each answer was chosen by both samples together, x is how the first sample could
have come to its n₁ answers. Where there are too many such x, they are drawn instead, and the
p-value is the share of draws that are as improbable, the observed table counted as one of them
(Hope, 1968).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from analysis.errors import NotCounts
from core.arrays import Floats, Integers

ENUMERATED_UP_TO = 200_000
"""Ways in which the first sample could have come about."""

TIE = 1e-7
"""Rounding must not make two equally probable tables differ (of log-probabilities)."""


@dataclass(frozen=True)
class Homogeneity:
    """`standard_error` is that of a simulated p-value, and None of one that is exact."""

    pvalue: float | None
    standard_error: float | None


def homogeneity(
    first: Sequence[int],
    second: Sequence[int],
    *,
    seed: int,
    draws: int = 100_000,
    enumerated_up_to: int = ENUMERATED_UP_TO,
) -> Homogeneity:
    """Σ P(x) over all x with P(x) ≤ P(observed) (Freeman & Halton, 1951).

    None where nothing can differ. Raises NotCounts.
    """
    cells = _counts(first, second)
    size, totals = int(cells[0].sum()), cells.sum(axis=0)
    if len(totals) < 2 or not cells.any(axis=1).all():
        return Homogeneity(None, None)
    observed = float(_log_ways(totals, cells[0]))
    if _number_of_tables(totals, size) <= enumerated_up_to:
        ways = _all_log_ways(totals, size)
        shares = np.exp(ways - ways.max())
        pvalue = float(shares[ways <= observed + TIE].sum() / shares.sum())
        return Homogeneity(pvalue, None)
    drawn = np.random.default_rng(seed).multivariate_hypergeometric(
        totals, size, size=draws, method="marginals"
    )
    as_improbable = int((_log_ways(totals, drawn) <= observed + TIE).sum())
    pvalue = (as_improbable + 1) / (draws + 1)
    return Homogeneity(pvalue, float(np.sqrt(pvalue * (1 - pvalue) / draws)))


def _counts(first: Sequence[int], second: Sequence[int]) -> Integers:
    """Both rows, without the answers that nobody chose."""
    if len(first) != len(second) or any(
        not isinstance(count, int) or count < 0 for count in (*first, *second)
    ):
        raise NotCounts("These are no two rows of counts: give as many whole numbers from 0.")
    cells = np.array([first, second], dtype=np.int64).reshape(2, len(first))
    return np.asarray(cells[:, cells.any(axis=0)], dtype=np.int64)


def _log_ways(totals: Integers, chosen: Integers) -> Floats:
    """The logarithm of Π C(cⱼ, xⱼ) of each row of `chosen`."""
    ways = gammaln(totals + 1) - gammaln(chosen + 1) - gammaln(totals - chosen + 1)
    return np.asarray(ways.sum(axis=-1), dtype=np.float64)


def _number_of_tables(totals: Integers, size: int) -> float:
    """How many x there are: the coefficient of t^size in Π (1 + t + … + t^cⱼ)."""
    numbers = np.ones(1)
    for total in totals:
        numbers = np.convolve(numbers, np.ones(min(int(total), size) + 1))[: size + 1]
    return float(numbers[size])


def _all_log_ways(totals: Integers, size: int) -> Floats:
    """The logarithm of Π C(cⱼ, xⱼ) of every x, built answer by answer."""
    left, ways = np.array([size]), np.zeros(1)
    remaining = int(totals.sum())
    for total in totals:
        remaining -= int(total)
        chosen = np.arange(min(int(total), size) + 1)
        log_ways = _log_ways(np.array([total]), chosen[:, np.newaxis])
        left_after = left[:, np.newaxis] - chosen
        possible = (left_after >= 0) & (left_after <= remaining)
        ways = (ways[:, np.newaxis] + log_ways)[possible]
        left = left_after[possible]
    return ways
