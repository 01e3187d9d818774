"""How many people a goodness-of-fit test needs, and what it can find with those there are.

    power = P(χ²(df = K - 1, λ = n w²) > the 1 - α quantile of χ²(K - 1))   (Cohen, 1988, chapter 7)

That is the limit for large samples. `simulated_power` draws samples instead, tests them as the
recommended procedure does, and so holds for small ones as well.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy import optimize, stats
from scipy.special import gammaln

from analysis.errors import NotCounts
from analysis.statistics.exact_multinomial import exact_multinomial
from core.arrays import Integers

LARGEST_SAMPLE = 100_000_000


@dataclass(frozen=True)
class SimulatedPower:
    """In what share of samples the exact test finds the preference; `n` people in each."""

    n: int
    power: float
    standard_error: float
    replicates: int
    seed: int


def chi_square_power(n: int, effect: float, *, categories: int, alpha: float = 0.05) -> float:
    """The chance to find an effect w with n people and one test at alpha."""
    _check(categories, alpha)
    limit = stats.chi2.isf(alpha, categories - 1)
    return float(stats.ncx2.sf(limit, categories - 1, n * effect**2))


def sample_size(effect: float, *, categories: int, alpha: float = 0.05, power: float = 0.8) -> int:
    """The fewest people who find an effect w with that chance; raises NotCounts without one."""
    noncentrality = _noncentrality(categories, alpha, power)
    if effect <= 0 or noncentrality / effect**2 > LARGEST_SAMPLE:
        raise NotCounts(f"No sample finds an effect of {effect}: give a larger one, such as 0.3.")
    return ceil(noncentrality / effect**2 - 1e-9)


def smallest_effect(
    n: int, *, categories: int, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The smallest effect w that n people find with that chance; None where not even the largest.

    w is at most √(K - 1), where all choose the same.
    """
    if n < 1:
        return None
    effect = float(np.sqrt(_noncentrality(categories, alpha, power) / n))
    return effect if effect <= np.sqrt(categories - 1) else None


def cohens_w(shares: Sequence[float]) -> float:
    """The effect of shares against uniform, √(Σ (pᵢ - 1/K)² K); raises NotCounts."""
    uniform = 1 / max(len(shares), 1)
    if len(shares) < 2 or min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:
        raise NotCounts(f"{list(shares)} are not shares of at least two choices, summing to 1.")
    return float(np.sqrt(sum((share - uniform) ** 2 / uniform for share in shares)))


def simulated_power(
    n: int, shares: Sequence[float], *, seed: int, alpha: float = 0.05, replicates: int = 1_000
) -> SimulatedPower:
    """The chance that n people with such preferences make the exact test significant at alpha."""
    cohens_w(shares)
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    # The rarer a sample under the null, the smaller its p-value: look for where alpha is passed.
    rarest_last = drawn[np.argsort(gammaln(drawn + 1.0).sum(axis=1), kind="stable")]

    def is_found(sample: Integers) -> bool:
        pvalue = exact_multinomial(sample.tolist(), seed=seed).pvalue
        return pvalue is not None and pvalue < alpha

    power = 1 - bisect_left(rarest_last, True, key=is_found) / replicates
    error = float(np.sqrt(power * (1 - power) / replicates))
    return SimulatedPower(n, power, error, replicates, seed)


def _noncentrality(categories: int, alpha: float, power: float) -> float:
    _check(categories, alpha)
    if not alpha < power < 1:
        raise NotCounts(f"A power of {power} cannot be planned: give one between {alpha} and 1.")
    limit = stats.chi2.isf(alpha, categories - 1)

    def missing(noncentrality: float) -> float:
        return float(stats.ncx2.sf(limit, categories - 1, noncentrality)) - power

    return float(optimize.brentq(missing, 1e-9, 1e5, xtol=1e-9))


def _check(categories: int, alpha: float) -> None:
    if categories < 2 or not 0 < alpha < 1:
        raise NotCounts("Power needs at least two choices and an alpha between 0 and 1.")
