"""Power is that of the test that decides, and for large samples that of published tables."""

from bisect import bisect_left
from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from scipy import stats
from scipy.special import gammaln
from statsmodels.stats.power import GofChisquarePower

from analysis.errors import NotCounts
from analysis.statistics.alternatives import ALTERNATIVES, Shape, largest_effect, shares_of
from analysis.statistics.exact_multinomial import exact_multinomial
from analysis.statistics.power import (
    participants_needed,
    sample_size,
    simulated_power,
    smallest_effect_found,
)
from core.arrays import Integers

ONE_OF_SIX_TESTS = 0.05 / 6
RISING = [number / 55 for number in range(1, 11)]
SIX_OF_TEN = [1 / 6] * 6 + [0] * 4


@pytest.mark.parametrize(("effect", "categories"), [(0.1, 3), (0.3, 3), (0.5, 10)])
def test_statsmodels_needs_as_many_people(effect: float, categories: int) -> None:
    oracle = GofChisquarePower().solve_power(effect, None, 0.05, 0.8, n_bins=categories)
    needed = sample_size(effect, categories=categories)
    assert needed - 1 < oracle <= needed


@pytest.mark.parametrize("effect", [0.0, -0.3, float("nan"), float("inf"), 1e-9])
def test_an_effect_that_no_sample_finds_is_refused(effect: float) -> None:
    with pytest.raises(NotCounts, match="give a larger one"):
        sample_size(effect, categories=3)


def test_what_cannot_be_planned_is_refused() -> None:
    for power in (1.0, 0.01, float("nan")):
        with pytest.raises(NotCounts, match=r"between 0\.05 and 1"):
            sample_size(0.3, categories=3, power=power)
    with pytest.raises(NotCounts, match="two choices"):
        sample_size(0.3, categories=1)
    with pytest.raises(NotCounts, match="alpha between 0 and 1"):
        smallest_effect_found(10, categories=3, shape="rising", seed=1, alpha=float("nan"))
    with pytest.raises(NotCounts, match="at least one"):
        simulated_power(10, [0.5, 0.5], seed=1, replicates=0)


@pytest.mark.parametrize(
    ("n", "shares", "expected"),
    # The power of this test at 0.05 / 6 in an independent simulation with another program.
    [
        (31, shares_of("one_above", 10, 0.8), 0.60),
        (31, [0.30, *[0.7 / 9] * 9], 0.41),
        (62, [0.30, *[0.7 / 9] * 9], 0.80),
        (31, SIX_OF_TEN, 0.96),
        (31, RISING, 0.19),
    ],
)
def test_power_depends_on_the_shape_of_the_preference(
    n: int, shares: list[float], expected: float
) -> None:
    simulated = simulated_power(n, shares, seed=1, alpha=ONE_OF_SIX_TESTS)
    assert simulated.power == pytest.approx(expected, abs=0.005 + 3 * simulated.standard_error)


@pytest.mark.parametrize(
    ("shares", "expected"),
    # The same simulation, with samples ordered by their probability.
    [
        (shares_of("one_above", 10, 0.8), 0.48),
        ([0.30, *[0.7 / 9] * 9], 0.32),
        (SIX_OF_TEN, 1.00),
        (RISING, 0.23),
    ],
)
def test_ordered_by_probability_the_test_has_another_power(
    shares: list[float], expected: float
) -> None:
    drawn = np.random.default_rng(1).multinomial(31, shares, size=5_000)
    # p falls as samples become rarer: find the first that is significant.
    rarest_last = drawn[np.argsort(gammaln(drawn + 1.0).sum(axis=1), kind="stable")]

    def is_significant(sample: Integers) -> bool:
        result = exact_multinomial(sample.tolist(), seed=0, ordering="probability")
        return result.pvalue is not None and result.pvalue < ONE_OF_SIX_TESTS

    power = 1 - bisect_left(rarest_last, True, key=is_significant) / 5_000
    assert power == pytest.approx(expected, abs=0.02)


def test_simulated_power_is_near_the_exact_one() -> None:
    # Every sample of 9 people and three choices, by its probability under the alternative.
    shares = [0.6, 0.3, 0.1]
    exact = 0.0
    for sample in product(range(10), repeat=3):
        if sum(sample) == 9:
            pvalue = exact_multinomial(list(sample), seed=0).pvalue
            assert pvalue is not None
            ways = factorial(9) / prod(factorial(count) for count in sample)
            chance = ways * prod(s**k for s, k in zip(shares, sample, strict=True))
            exact += chance * (pvalue < 0.05)
    simulated = simulated_power(9, shares, seed=1)
    assert simulated.power == pytest.approx(exact, abs=4 * simulated.standard_error)


def test_with_two_choices_it_is_the_power_of_the_binomial_test() -> None:
    # Cohen (1988, table 6.3) and others: n = 50, 35 or more of either, two-sided 0.0066 < 0.05;
    # 33 or more, 0.0328; 32, 0.0649. So the region is k ≤ 17 or k ≥ 33.
    expected = stats.binom.cdf(17, 50, 0.7) + stats.binom.sf(32, 50, 0.7)
    simulated = simulated_power(50, [0.7, 0.3], seed=3)
    assert simulated.power == pytest.approx(expected, abs=4 * simulated.standard_error)


@pytest.mark.parametrize("categories", [2, 3, 10])
def test_without_a_preference_the_power_is_at_most_alpha(categories: int) -> None:
    simulated = simulated_power(25, [1 / categories] * categories, seed=1)
    assert simulated.power <= 0.05 + 3 * simulated.standard_error


def test_nobody_has_no_power() -> None:
    assert simulated_power(0, [0.5, 0.5], seed=1, replicates=10).power == 0


@pytest.mark.parametrize("shape", ["rising", "half_above"])
def test_large_samples_have_the_power_of_the_formula(shape: Shape) -> None:
    # Cohen's 1,565 people for w = 0.1, 9 df, 0.05; the critical value is simulated as well.
    simulated = simulated_power(1565, shares_of(shape, 10, 0.1), seed=1)
    assert simulated.power == pytest.approx(0.8, abs=0.02)


@pytest.mark.parametrize("shape", ALTERNATIVES)
def test_as_many_people_as_needed_find_the_effect_and_so_do_a_few_more(shape: Shape) -> None:
    needed = participants_needed(0.5, categories=3, shape=shape, seed=1)
    shares = shares_of(shape, 3, 0.5)
    assert needed == simulated_power(needed.n, shares, seed=1)
    for n in range(needed.n, needed.n + 4):
        assert simulated_power(n, shares, seed=1).power >= 0.8
    assert simulated_power(needed.n - 1, shares, seed=1).power < 0.8


def test_teeth_of_the_power_are_climbed() -> None:
    # Of 75 % and 25 %, 30 people have a power of 0.80, 32 one of 0.74 and 34 one of 0.79 by the
    # binomial distribution; from 35 people on it stays above 0.8.
    def exact(n: int) -> float:
        fewest = max(k for k in range(n // 2) if 2 * stats.binom.cdf(k, n, 0.5) < 0.05)
        tails = stats.binom.cdf(fewest, n, 0.75) + stats.binom.cdf(fewest, n, 0.25)
        return float(tails)

    assert [round(exact(n), 2) for n in (30, 32, 34)] == [0.80, 0.74, 0.79]
    assert min(exact(n) for n in range(35, 45)) > 0.8
    assert participants_needed(0.5, categories=2, shape="one_above", seed=1).n == 35


def test_people_needed_for_one_choice_above_nine() -> None:
    # 35 by the formula; more by the test that decides.
    assert sample_size(0.8, categories=10, alpha=ONE_OF_SIX_TESTS) == 35
    needed = participants_needed(
        0.8, categories=10, shape="one_above", seed=1, alpha=ONE_OF_SIX_TESTS
    )
    assert needed.n == pytest.approx(46, abs=1)


def test_an_alpha_that_no_simulated_test_reaches_is_refused() -> None:
    # Too many people to enumerate; 100,000 draws have a p-value of 1 in 100,001 at least.
    with pytest.raises(NotCounts, match="give a larger alpha"):
        participants_needed(0.09, categories=3, shape="rising", seed=1, alpha=1e-6, replicates=100)


def test_an_alpha_of_any_size_is_reached_by_so_many_people_that_none_are_simulated() -> None:
    needed = participants_needed(
        0.04, categories=3, shape="rising", seed=1, alpha=1e-6, replicates=1_000
    )
    by_chi_square = sample_size(0.04, categories=3, alpha=1e-6)
    assert by_chi_square > 15_000
    assert needed.n == pytest.approx(by_chi_square, rel=0.05)


def test_the_smallest_effect_that_is_found() -> None:
    smallest = smallest_effect_found(31, categories=3, shape="one_above", seed=1)
    assert smallest is not None
    at, below = (
        simulated_power(31, shares_of("one_above", 3, w), seed=1).power
        for w in (smallest, smallest - 0.01)
    )
    assert below < 0.8 <= at


def test_a_shape_that_is_missed_even_at_its_largest_has_no_smallest_effect() -> None:
    for shape in ("one_below", "rising"):
        assert (
            smallest_effect_found(31, categories=10, shape=shape, seed=1, alpha=ONE_OF_SIX_TESTS)
            is None
        )
    assert smallest_effect_found(2, categories=3, shape="one_above", seed=1) is None


def test_an_effect_that_only_the_largest_reaches_is_that_one() -> None:
    # Six people of two choices, 0.0312 < 0.05 where all agree: surely found at w = 1 alone.
    assert smallest_effect_found(
        6, categories=2, shape="one_above", seed=1, power=0.9999
    ) == pytest.approx(largest_effect("one_above", 2))
