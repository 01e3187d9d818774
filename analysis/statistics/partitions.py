"""Integer partitions: samples whose order does not matter, with the number of their orders."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from core.arrays import Floats, Integers


@dataclass(frozen=True)
class Partitions:
    """Partitions of totals from 0 up to a limit, in arrays with one entry for each.

    `measure` is the sum of what was asked for of every part, and `log_weight` is
    ln(number of its orders) - Σ ln kᵢ!.
    """

    total: Integers
    measure: Floats
    log_weight: Floats


def partitions(limit: int, categories: int, measure_of: Floats) -> Partitions:
    """All partitions of 0, 1, ..., limit into at most `categories` parts, which are at least 1.

    `measure_of` is a number for each part from 0 to the limit. The number of samples that show a
    partition is proportional to (its number of orders) × exp(-Σ ln kᵢ!).
    """
    log_factorial = gammaln(np.arange(limit + 1) + 1.0)
    log_of = np.log(np.arange(1, categories + 1))
    last = np.arange(limit + 1)
    total, repeated = last.copy(), np.ones_like(last)
    measure = measure_of[last]
    log_weight = float(gammaln(categories + 1)) - log_factorial
    for _ in range(categories - 1):
        # Parts fall: the next is at most the last, and no more than what the limit leaves.
        choices = np.minimum(last, limit - total) + 1
        parent = np.repeat(np.arange(len(last)), choices)
        part = np.arange(len(parent)) - np.repeat(np.cumsum(choices) - choices, choices)
        repeated = np.where(part == last[parent], repeated[parent] + 1, 1)
        total, last = total[parent] + part, part
        measure = measure[parent] + measure_of[part]
        log_weight = log_weight[parent] - log_factorial[part] - log_of[repeated - 1]
    return Partitions(total, measure, log_weight)


def are_at_most(most: int, limit: int, categories: int) -> bool:
    """Whether there are no more partitions of 0, 1, ..., limit than that; makes none of them.

    By conjugate partitions there are as many as there are ways to pay sums up to `limit` in coins
    of 1, 2, ..., `categories`. It takes no longer than `most` allows, whatever the limit.
    """
    # One part has limit + 1 partitions; two have more than the square of limit / 2.
    if limit >= most or (categories > 1 and limit**2 > 4 * most):
        return False
    ways = [1] + [0] * limit
    for coin in range(1, min(categories, limit) + 1):
        for amount in range(coin, limit + 1):
            ways[amount] += ways[amount - coin]
        if sum(ways) > most:
            return False
    return True
