"""How many people the exact multinomial test needs, and which preferences it finds.

    power = P(Σ kᵢ² ≥ c),  k multinomial with n and the shares of a preference,
            c the smallest Σ kᵢ² with which the exact test has p < α

Drawn with a seed, from the very test that decides (ordered by X²), so that it holds for small
samples too. The formula for large samples is a first guess from which to search:

    power ≈ P(χ²(df = K - 1, λ = n w²) > the 1 - α quantile of χ²(K - 1))   (Cohen, 1988, chapter 7)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy import optimize, stats

from analysis.errors import NotCounts
from analysis.statistics.alternatives import Shape, cohens_w, largest_effect, shares_of
from analysis.statistics.exact_multinomial import critical_sum_of_squares

ALWAYS_ENOUGH = 100
"""People of whom some sample has a p-value below any alpha in use, if it is exact."""

LARGEST_SAMPLE = 100_000_000
DRAWN = 10_000
"""Samples: with them the standard error of a power of 0.8 is 0.004."""

STEPS = 4
"""Numbers of people in a row that must have the power, from the one that is needed on."""


@dataclass(frozen=True)
class SimulatedPower:
    """`power` is the share of samples of `n` people in which the exact test is significant."""

    n: int
    power: float
    standard_error: float
    replicates: int
    seed: int


def simulated_power(
    n: int, shares: Sequence[float], *, seed: int, alpha: float = 0.05, replicates: int = DRAWN
) -> SimulatedPower:
    """The share of samples of n people with these preferences with Σ kᵢ² ≥ c, significant at alpha.

    The exact multinomial test, ordered by X², decides. Raises NotCounts.
    """
    cohens_w(shares)
    if replicates < 1:
        raise NotCounts("A power cannot be simulated without samples: ask for at least one.")
    critical = critical_sum_of_squares(n, len(shares), alpha, seed=seed)
    drawn = np.random.default_rng(seed).multinomial(n, shares, size=replicates)
    significant = 0 if critical is None else int(((drawn**2).sum(axis=1) >= critical).sum())
    power = significant / replicates
    error = float(np.sqrt(power * (1 - power) / replicates))
    return SimulatedPower(n, power, error, replicates, seed)


def participants_needed(
    w: float,
    *,
    categories: int,
    shape: Shape,
    seed: int,
    alpha: float = 0.05,
    power: float = 0.8,
    replicates: int = DRAWN,
) -> SimulatedPower:
    """How many people n, by bisection, find a preference of this shape and size w.

    They find it with at least this power, and so do one, two and three more: as an exact test
    steps, its power has teeth like a saw (Chernick & Liu, 2002). Raises NotCounts where no sample
    finds it.
    """
    shares = shares_of(shape, categories, w)

    def simulated(n: int) -> SimulatedPower:
        return simulated_power(n, shares, seed=seed, alpha=alpha, replicates=replicates)

    guess = sample_size(w, categories=categories, alpha=alpha, power=power)
    too_few, enough = 0, simulated(guess)
    while enough.power < power:
        too_few = guess
        guess += guess if enough.power == 0.0 else max(1, guess // 4)
        critical = critical_sum_of_squares(enough.n, categories, alpha, seed=seed)
        # So many people miss it only where the test is simulated.
        if guess > LARGEST_SAMPLE or (critical is None and enough.n > ALWAYS_ENOUGH):
            raise NotCounts(
                f"No sample finds an effect of {w} at alpha {alpha}: give a larger alpha, as "
                "a test that is simulated has no smaller p-value."
            )
        enough = simulated(guess)
    middle = enough.n - max(1, enough.n // 8)
    while enough.n - too_few > 1:
        tried = simulated(max(middle, too_few + 1))
        if tried.power < power:
            too_few = tried.n
        else:
            enough = tried
        middle = (too_few + enough.n) // 2
    while lacking := [n for n in range(enough.n, enough.n + STEPS) if simulated(n).power < power]:
        enough = simulated(lacking[-1] + 1)
    return enough


def smallest_effect_found(
    n: int,
    *,
    categories: int,
    shape: Shape,
    seed: int,
    alpha: float = 0.05,
    power: float = 0.8,
    replicates: int = DRAWN,
) -> float | None:
    """The smallest w, to two decimals and found by bisection, of a shape that n people find.

    They find it with at least this power at alpha. None where they miss even the largest that the
    shape reaches. Raises NotCounts.
    """
    _check(categories, alpha, power)
    largest = largest_effect(shape, categories)

    def finds(w: float) -> bool:
        shares = shares_of(shape, categories, w)
        simulated = simulated_power(n, shares, seed=seed, alpha=alpha, replicates=replicates)
        return simulated.power >= power

    hundredths = int(largest * 100)
    if not finds(largest):
        return None
    position = _first(hundredths + 1, lambda step: finds(step / 100))
    return largest if position > hundredths else position / 100


def sample_size(effect: float, *, categories: int, alpha: float = 0.05, power: float = 0.8) -> int:
    """Sample size n = λ / w², rounded up, with the λ that gives the power (Cohen, 1988, chapter 7).

    For large samples, of any shape. Raises NotCounts where no sample finds the effect.
    """
    noncentrality = _noncentrality(categories, alpha, power)
    if not 0 < effect < np.inf or noncentrality / effect**2 > LARGEST_SAMPLE:
        raise NotCounts(f"No sample finds an effect of {effect}: give a larger one, such as 0.3.")
    return ceil(noncentrality / effect**2 - 1e-9)


def _first(length: int, holds: Callable[[int], bool]) -> int:
    """The first position from 0 at which a condition holds that keeps holding; else `length`."""
    low, high = 0, length
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _noncentrality(categories: int, alpha: float, power: float) -> float:
    """The λ at which the test has the power; raises NotCounts where none has."""
    _check(categories, alpha, power)
    limit = stats.chi2.isf(alpha, categories - 1)

    def missing(noncentrality: float) -> float:
        return float(stats.ncx2.sf(limit, categories - 1, noncentrality)) - power

    return float(optimize.brentq(missing, 1e-9, 1e5, xtol=1e-9))


def _check(categories: int, alpha: float, power: float | None = None) -> None:
    if categories < 2 or not 0 < alpha < 1:
        raise NotCounts("Power needs at least two choices and an alpha between 0 and 1.")
    if power is not None and not alpha < power < 1:
        raise NotCounts(f"A power of {power} cannot be planned: give one between {alpha} and 1.")
