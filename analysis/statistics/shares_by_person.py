"""Shares of submissions, of which one person may have made several, and their differences.

    n' = p (1 - p) / V,  V = g / (g - 1) Σ (kᵢ - p nᵢ)² / n²        (Kish, 1965, section 8.2)

Person i made nᵢ of the n submissions, kᵢ of them of a kind, and p = Σ kᵢ / n; g people made any.
V is the variance of the share over people, so n' submissions of different people would tell as
much as these n do. n' is kept between g and n. The interval is Wilson's with n' in the place of n;
where everybody made one submission, it is Wilson's own. The interval of a difference of two shares
is Newcombe's (1998, method 10), from their own two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.intervals import Interval
from core.arrays import Integers


@dataclass(frozen=True)
class ShareByPerson:
    """`times` of `n` submissions; `people` made these, and `effective` is n'.

    Share and interval are None where nobody submitted anything.
    """

    times: int
    n: int
    people: int
    effective: float | None
    share: float | None
    interval: Interval | None


def share_by_person(
    times: Sequence[int] | Integers,
    submissions: Sequence[int] | Integers,
    *,
    confidence: float = 0.95,
) -> ShareByPerson:
    """Wilson's interval with n' submissions; both arguments are by person.

    Raises NotCounts unless both are whole numbers, and times at most the submissions.
    """
    k, m = np.asarray(times, dtype=np.int64), np.asarray(submissions, dtype=np.int64)
    if k.shape != m.shape or (k < 0).any() or (k > m).any():
        raise NotCounts("More is counted of a person than they submitted: count each once.")
    k, m = k[m > 0], m[m > 0]
    n, people = int(m.sum()), len(m)
    if n == 0:
        return ShareByPerson(0, 0, 0, None, None, None)
    share = int(k.sum()) / n
    effective = _effective(k, m)
    return ShareByPerson(
        int(k.sum()), n, people, effective, share, _wilson(share, effective, confidence)
    )


def difference(first: ShareByPerson, second: ShareByPerson) -> Interval | None:
    """From d - √((p₁ - l₁)² + (u₂ - p₂)²) to d + √((u₁ - p₁)² + (p₂ - l₂)²) (Newcombe, 1998).

    None where nobody submitted anything in one of them.
    """
    one, other = first.interval, second.interval
    if first.share is None or second.share is None or one is None or other is None:
        return None
    d = first.share - second.share
    return Interval(
        d - hypot(first.share - one.low, other.high - second.share),
        d + hypot(one.high - first.share, second.share - other.low),
        one.confidence,
    )


def _effective(times: Integers, submissions: Integers) -> float:
    """P (1 - p) / V, between the number of people and that of submissions.

    All sums are of whole numbers, so that every processor gives the same: K is Σ kᵢ, and
    n² Σ (kᵢ - p nᵢ)² = n² Σ kᵢ² - 2 n K Σ kᵢ nᵢ + K² Σ nᵢ².
    """
    n, total, people = int(submissions.sum()), int(times.sum()), len(submissions)
    if n == people:
        return float(n)
    squares, products, sizes = (
        int((one * other).sum())
        for one, other in ((times, times), (times, submissions), (submissions, submissions))
    )
    residuals = n**2 * squares - 2 * n * total * products + total**2 * sizes
    if residuals == 0:
        # Nobody differs from anybody, as where all chose it: that tells of people alone.
        return float(people)
    effective = n**2 * total * (n - total) * (people - 1) / (residuals * people)
    return float(min(max(effective, people), n))


def _wilson(share: float, n: float, confidence: float) -> Interval:
    z2 = float(stats.norm.isf((1 - confidence) / 2)) ** 2
    middle = (share * n + z2 / 2) / (n + z2)
    half = sqrt(z2 * (n * share * (1 - share) + z2 / 4)) / (n + z2)
    return Interval(max(0.0, middle - half), min(1.0, middle + half), confidence)
