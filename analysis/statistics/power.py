"""How many people a goodness-of-fit test needs, and which effects it finds with those there are.

    power = P(χ²(df = K - 1, λ = n w²) > the 1 - α quantile of χ²(K - 1))   (Cohen, 1988, chapter 7)

The formula holds for large samples. `simulated_power` draws samples and tests them as the
recommended procedure does, which holds for small samples as well.
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
    """`power` is the share of samples of `n` people in which the exact test is significant."""

    n: int
    power: float
    standard_error: float
    replicates: int
    seed: int


def chi_square_power(n: int, effect: float, *, categories: int, alpha: float = 0.05) -> float:
    """P(χ²(K - 1, λ = n w²) > χ²(1 - α; K - 1)) for an effect w (Cohen, 1988, chapter 7).

    The probability that one test at alpha with n people finds the effect.
    """
    _check(categories, alpha)
    limit = stats.chi2.isf(alpha, categories - 1)
    return float(stats.ncx2.sf(limit, categories - 1, n * effect**2))


def sample_size(effect: float, *, categories: int, alpha: float = 0.05, power: float = 0.8) -> int:
    """Sample size n = λ / w², rounded up, with the λ that gives the power (Cohen, 1988, chapter 7).

    Raises NotCounts where no sample finds the effect.
    """
    noncentrality = _noncentrality(categories, alpha, power)
    if effect <= 0 or noncentrality / effect**2 > LARGEST_SAMPLE:
        raise NotCounts(f"No sample finds an effect of {effect}: give a larger one, such as 0.3.")
    return ceil(noncentrality / effect**2 - 1e-9)


def smallest_effect(
    n: int, *, categories: int, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """Smallest w = √(λ / n), with the λ that gives the power (Cohen, 1988, chapter 7).

    None where it exceeds √(K - 1), the effect of everybody choosing the same.
    """
    if n < 1:
        return None
    effect = float(np.sqrt(_noncentrality(categories, alpha, power) / n))
    return effect if effect <= np.sqrt(categories - 1) else None


def cohens_w(shares: Sequence[float]) -> float:
    """Cohen's w = √(Σ (pᵢ - 1/K)² K) of shares against uniform (Cohen, 1988, chapter 7).

    Raises NotCounts.
    """
    uniform = 1 / max(len(shares), 1)
    if len(shares) < 2 or min(shares) < 0 or abs(sum(shares) - 1) > 1e-9:
        raise NotCounts(f"{list(shares)} are not shares of at least two choices, summing to 1.")
    return float(np.sqrt(sum((share - uniform) ** 2 / uniform for share in shares)))


def simulated_power(
    n: int, shares: Sequence[float], *, seed: int, alpha: float = 0.05, replicates: int = 1_000
) -> SimulatedPower:
    """The share of samples of n people with such preferences that are significant at alpha.

    The exact multinomial test decides.
    """
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
    """The λ at which the test has the power; raises NotCounts where none has."""
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
