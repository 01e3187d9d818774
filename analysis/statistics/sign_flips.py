"""Tests by flipping signs: how far from 0 is a sum of values of which each could be ± as well.

    p = P(|Σ sᵢ vᵢ| ≥ |Σ vᵢ|)    signs sᵢ = ±1 by a fair coin       (Fisher, 1935, section 21)

Values are whole numbers. Sums of all signs are counted where they are few enough, and p is exact;
else signs are drawn, and the observed sum counts as one draw.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from core.arrays import Floats, Integers

LARGEST_WORK = 30_000_000
"""Additions up to which all sums are counted; a tenth of a second."""


@dataclass(frozen=True)
class SignFlips:
    """`standard_error` is that of a p-value by drawn signs, and None of one that is exact."""

    pvalue: float
    standard_error: float | None


def flip_signs(
    values: Integers,
    times: Integers,
    *,
    seed: int,
    replicates: int = 10_000,
    largest_work: int = LARGEST_WORK,
) -> SignFlips | None:
    """Two-sided, of values [values] that as many people have as `times` say [values].

    None without any value other than 0.
    """
    sizes = np.unique(np.abs(values[(values != 0) & (times > 0)]))
    if not len(sizes):
        return None
    # Only how many have a size matters, whichever their signs.
    numbers = np.array([times[np.abs(values) == size].sum() for size in sizes], dtype=np.int64)
    observed = abs(int(values @ times))
    largest = int(sizes @ numbers)
    if int(numbers.sum()) * largest <= largest_work:
        return SignFlips(_exact(sizes, numbers, observed, largest), None)
    heads = np.random.default_rng(seed).binomial(numbers, 0.5, size=(replicates, len(sizes)))
    as_far = int((np.abs((2 * heads - numbers) @ sizes) >= observed).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    return SignFlips(pvalue, float(np.sqrt(pvalue * (1 - pvalue) / replicates)))


def _exact(sizes: Integers, numbers: Integers, observed: int, largest: int) -> float:
    """The chance of a sum as far from 0, from those of each sum of positive values."""
    chances = np.zeros(largest + 1)
    chances[0] = 1.0
    reached = 0
    for size, number in zip(sizes.tolist(), numbers.tolist(), strict=True):
        before = chances[: reached + 1].copy()
        chances[: reached + 1] = 0
        for heads, chance in enumerate(_binomial(number).tolist()):
            chances[heads * size : heads * size + reached + 1] += chance * before
        reached += size * number
    far = np.abs(2 * np.arange(largest + 1) - largest) >= observed
    return min(1.0, float(chances[far].sum()))


def _binomial(number: int) -> Floats:
    heads = np.arange(number + 1)
    logs = gammaln(number + 1) - gammaln(heads + 1) - gammaln(number - heads + 1)
    return np.asarray(np.exp(logs - number * np.log(2)))
