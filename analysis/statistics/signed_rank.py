"""Whether the same people go up or down an ordered axis in another scenario.

    Wilcoxon's signed rank    V = Σ ranks of |d| where d > 0, of the differences d that are not 0;
                              ties have the mean of their ranks           (Wilcoxon, 1945)
    rank-biserial             r = (V - V⁻) / (V + V⁻), V⁻ the same where d < 0   (Kerby, 2014)

p is by flipping the signs of the ranks, which holds with ties and in small samples. The interval
of r is Wilson's of the share V / (V + V⁻) over (Σ ranks)² / Σ ranks² people (Kish, 1965), as each
person weighs as much as their rank; it stays within -1 and 1 and is never a point.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.statistics.agreement.share_intervals import wilson_bounds
from analysis.statistics.counts import NOBODY
from analysis.statistics.intervals import Interval
from analysis.statistics.paired import NOBODY_CHANGED, square
from analysis.statistics.sign_flips import flip_signs
from core.arrays import Integers


@dataclass(frozen=True)
class SignedRank:
    """`n` people, of whom `higher` went up in the second scenario and `lower` down.

    `median_difference` is second minus first in levels, those who stayed included. `statistic` is
    V, and `rank_biserial` 1 where everybody who changed went up. `standard_error` is None where p
    is exact.
    """

    n: int
    higher: int
    lower: int
    median_difference: float | None
    statistic: float | None
    pvalue: float | None
    standard_error: float | None
    rank_biserial: float | None
    interval: Interval | None
    caveats: tuple[str, ...]


def signed_rank(
    table: Sequence[Sequence[int]],
    *,
    seed: int,
    replicates: int = 10_000,
    confidence: float = 0.95,
) -> SignedRank:
    """Wilcoxon's signed rank of a table [first, second] of levels in their order.

    Levels are taken as equally far apart. Raises NotCounts.
    """
    cells = square(table)
    steps = np.arange(1 - len(cells), len(cells))
    # A diagonal above the main one holds those who went up by as many levels.
    people = np.array([np.trace(cells, offset=int(step)) for step in steps], dtype=np.int64)
    n = int(people.sum())
    higher, lower = int(people[steps > 0].sum()), int(people[steps < 0].sum())
    doubled = _doubled_ranks(steps, people)
    flips = flip_signs(np.sign(steps) * doubled, people, seed=seed, replicates=replicates)
    median = float(np.median(np.repeat(steps, people))) if n else None
    if flips is None:
        nothing = NOBODY_CHANGED if n else NOBODY
        return SignedRank(n, 0, 0, median, None, None, None, None, None, (nothing,))
    up = int((doubled * people)[steps > 0].sum())
    both = int((doubled * people).sum())
    low, high = wilson_bounds(up / both, both**2 / int((doubled**2 * people).sum()), confidence)
    return SignedRank(
        n=n,
        higher=higher,
        lower=lower,
        median_difference=median,
        statistic=up / 2,
        pvalue=flips.pvalue,
        standard_error=flips.standard_error,
        rank_biserial=2 * up / both - 1,
        interval=Interval(2 * low - 1, 2 * high - 1, confidence),
        caveats=(),
    )


def _doubled_ranks(steps: Integers, people: Integers) -> Integers:
    """Twice the mean rank of |d| for each step [steps], so that they are whole; 0 for no step."""
    ranks = np.zeros(len(steps), dtype=np.int64)
    below = 0
    for size in range(1, int(steps.max(initial=0)) + 1):
        tied = int(people[np.abs(steps) == size].sum())
        ranks[np.abs(steps) == size] = 2 * below + tied + 1
        below += tied
    return ranks
