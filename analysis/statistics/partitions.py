"""Every way to spread counts over a few alike categories, weighted, without listing orders.

An integer partition stands for all its orders. With S = Σ ln kᵢ! of a partition into h categories,
the number of samples that show it is proportional to (its number of orders) × exp(-S).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from core.arrays import Floats, Integers


@dataclass(frozen=True)
class Partitions:
    """Arrays of one shape, an entry for each partition of each total up to a limit.

    `surprise` is S; `log_weight` is ln(number of orders) - S.
    """

    total: Integers
    surprise: Floats
    log_weight: Floats


def partitions(limit: int, categories: int) -> Partitions:
    """All partitions of 0, 1, ..., limit into at most so many parts, at least one."""
    log_factorial = gammaln(np.arange(limit + 1) + 1.0)
    last = np.arange(limit + 1)
    total, repeated = last.copy(), np.ones_like(last)
    surprise = log_factorial[last]
    log_orders = np.full(limit + 1, float(gammaln(categories + 1)))
    for _ in range(categories - 1):
        # Parts fall: the next is at most the last, and no more than what the limit leaves.
        ways = np.minimum(last, limit - total) + 1
        parent = np.repeat(np.arange(len(last)), ways)
        part = np.arange(len(parent)) - np.repeat(np.cumsum(ways) - ways, ways)
        repeated = np.where(part == last[parent], repeated[parent] + 1, 1)
        total, last = total[parent] + part, part
        surprise = surprise[parent] + log_factorial[part]
        log_orders = log_orders[parent] - np.log(repeated)
    return Partitions(total, surprise, log_orders - surprise)


def how_many(limit: int, categories: int) -> int:
    """How many partitions that will be, without making them.

    As many as there are ways to pay sums up to `limit` in coins of 1, 2, ..., `categories`
    (conjugate partitions).
    """
    ways = [1] + [0] * limit
    for coin in range(1, categories + 1):
        for amount in range(coin, limit + 1):
            ways[amount] += ways[amount - coin]
    return sum(ways)
