"""Whether as many hold as by chance, where chance differs from one to the next.

K of n submissions hold something, such as that the setting worsens the model. Picking at random
among what was there, submission i would hold it with the chance pᵢ. K is then a sum of independent
draws (Poisson, 1837), which are drawn, the observed number counted as one draw (Hope, 1968):

    p = share of draws with |K' - Σ pᵢ| ≥ |K - Σ pᵢ|
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.errors import NotCounts
from core.arrays import Floats


@dataclass(frozen=True)
class AgainstChance:
    """`chance` is Σ pᵢ / n. p is None where nothing was left to chance, and all without any."""

    n: int
    observed: int
    chance: float | None
    pvalue: float | None
    standard_error: float | None


def against_chance(
    observed: int, chances: Sequence[float] | Floats, *, seed: int, replicates: int = 10_000
) -> AgainstChance:
    """The share of draws that are as far from Σ pᵢ; raises NotCounts.

    Submissions of equal chances are drawn together, so it takes as long for many as for few.
    """
    shares = np.asarray(chances, dtype=np.float64)
    n = len(shares)
    if not 0 <= observed <= n or (n and (shares.min() < 0 or shares.max() > 1)):
        raise NotCounts(f"{observed} of {n} cannot hold: give a chance from 0 to 1 for each.")
    if n == 0:
        return AgainstChance(0, 0, None, None, None)
    expected = float(shares.sum())
    values, numbers = np.unique(shares[(shares > 0) & (shares < 1)], return_counts=True)
    if not len(values):
        return AgainstChance(n, observed, expected / n, None, None)
    drawn = np.random.default_rng(seed).binomial(numbers, values, size=(replicates, len(values)))
    sums = drawn.sum(axis=1) + int((shares == 1).sum())
    as_far = int((np.abs(sums - expected) >= abs(observed - expected) - 1e-9).sum())
    pvalue = (as_far + 1) / (replicates + 1)
    error = float(np.sqrt(pvalue * (1 - pvalue) / replicates))
    return AgainstChance(n, observed, expected / n, pvalue, error)
