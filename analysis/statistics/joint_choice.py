"""Whether levels of several axes are chosen together more or less often than by chance.

n people chose a setting, nⱼ of them a certain level of axis j. If the axes were independent, the
number x who chose all of these levels would be that of a random overlap: x₂ of the n₁ who chose the
first level and the second is hypergeometric (n, n₁, n₂), x₃ given x₂ is (n, x₂, n₃), and so on.

    p = Σ P(x) over all x with P(x) ≤ P(observed)          (for two axes Fisher's exact test, 1935)
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from analysis.errors import NotCounts
from core.arrays import Floats

COMPUTED_UP_TO = 2_000
"""People for whom every overlap is enumerated."""

TIE = 1e-7
"""Rounding must not make two equally probable overlaps differ (of relative size)."""


@dataclass(frozen=True)
class JointChoice:
    """`expected` is n Π nⱼ / n; p is None where the overlap could not have been another one.

    `standard_error` is that of a simulated p-value, and None of one that is exact.
    """

    n: int
    observed: int
    expected: float | None
    pvalue: float | None
    standard_error: float | None


def joint_choice(
    n: int, margins: Sequence[int], observed: int, *, seed: int, replicates: int = 10_000
) -> JointChoice:
    """Σ P(x) over all x with P(x) ≤ P(observed); drawn instead for more than 2,000 people.

    Raises NotCounts unless so many can have chosen all of the levels.
    """
    least = max(0, sum(margins) - n * (len(margins) - 1))
    if len(margins) < 2 or not all(0 <= margin <= n for margin in margins):
        raise NotCounts(f"{list(margins)} of {n} chose a level: give two counts or more, up to n.")
    if not least <= observed <= min(margins):
        raise NotCounts(f"{observed} of {n} cannot have chosen all levels, given {list(margins)}.")
    if n == 0:
        return JointChoice(0, 0, None, None, None)
    expected = float(n * np.prod([margin / n for margin in margins]))
    if least == min(margins):
        return JointChoice(n, observed, expected, None, None)
    if n <= COMPUTED_UP_TO:
        shares = _shares(n, margins)
        pvalue = float(shares[shares <= shares[observed] * (1 + TIE)].sum())
        return JointChoice(n, observed, expected, min(pvalue, 1.0), None)
    return _simulated(n, margins, observed, expected, seed, replicates)


def _shares(n: int, margins: Sequence[int]) -> Floats:
    """The probability of each overlap [n + 1]."""
    numbers = np.arange(n + 1)
    shares = (numbers == margins[0]).astype(np.float64)
    for margin in margins[1:]:
        before = np.flatnonzero(shares)
        # Rows: overlaps before; columns: overlaps with this level as well.
        steps = stats.hypergeom.pmf(numbers, n, before[:, np.newaxis], margin)
        # Without a product of matrices, which is summed in another order on other processors.
        shares = np.einsum("b,bo->o", shares[before], steps)
    return np.asarray(shares)


def _simulated(
    n: int, margins: Sequence[int], observed: int, expected: float, seed: int, replicates: int
) -> JointChoice:
    """By the distance from what is expected, the observed overlap counted as one of those drawn."""
    random = np.random.default_rng(seed)
    overlap = np.full(replicates, margins[0])
    for margin in margins[1:]:
        overlap = random.hypergeometric(margin, n - margin, overlap)
    as_far = int((np.abs(overlap - expected) >= abs(observed - expected) - 1e-9).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    return JointChoice(n, observed, expected, pvalue, error)
