"""Power is that of published tables."""

import pytest
from statsmodels.stats.power import GofChisquarePower

from analysis.errors import NotCounts
from analysis.statistics.power import (
    chi_square_power,
    cohens_w,
    sample_size,
    simulated_power,
    smallest_effect,
)


def test_power_of_cohens_exercise() -> None:
    # R: pwr::pwr.chisq.test(w = 0.289, df = 3, N = 100), Cohen (1988, example 7.1):
    # power = 0.6750777.
    assert chi_square_power(100, 0.289, categories=4) == pytest.approx(0.6750777, abs=5e-8)


@pytest.mark.parametrize(("effect", "categories"), [(0.1, 3), (0.3, 3), (0.5, 10)])
def test_statsmodels_needs_as_many_people(effect: float, categories: int) -> None:
    oracle = GofChisquarePower().solve_power(effect, None, 0.05, 0.8, n_bins=categories)
    needed = sample_size(effect, categories=categories)
    assert needed - 1 < oracle <= needed
    assert chi_square_power(needed, effect, categories=categories) >= 0.8
    assert chi_square_power(needed - 1, effect, categories=categories) < 0.8


def test_the_smallest_effect_is_found_with_the_power_asked_for() -> None:
    effect = smallest_effect(31, categories=3, power=0.9)
    assert effect is not None
    assert chi_square_power(31, effect, categories=3) == pytest.approx(0.9)


def test_nobody_finds_anything_and_two_people_find_nothing_there_can_be() -> None:
    assert smallest_effect(0, categories=3) is None
    assert smallest_effect(2, categories=3) is None
    assert chi_square_power(0, 0.5, categories=3) == pytest.approx(0.05)


def test_cohens_w_of_shares() -> None:
    assert cohens_w([1, 0, 0]) == pytest.approx(2**0.5)
    assert cohens_w([0.25] * 4) == 0
    with pytest.raises(NotCounts, match="summing to 1"):
        cohens_w([0.6, 0.6])


def test_what_cannot_be_planned_is_refused() -> None:
    with pytest.raises(NotCounts, match="give a larger one"):
        sample_size(0.0, categories=3)
    with pytest.raises(NotCounts, match=r"between 0\.05 and 1"):
        sample_size(0.3, categories=3, power=1.0)
    with pytest.raises(NotCounts, match="two choices"):
        chi_square_power(10, 0.3, categories=1)


def test_simulated_power_is_near_that_of_large_samples() -> None:
    shares = [0.45, 0.3, 0.25]
    simulated = simulated_power(200, shares, seed=1)
    expected = chi_square_power(200, cohens_w(shares), categories=3)
    assert simulated.power == pytest.approx(expected, abs=4 * simulated.standard_error + 0.01)


def test_without_a_preference_the_power_is_at_most_alpha() -> None:
    simulated = simulated_power(25, [1 / 3] * 3, seed=1, replicates=4000)
    assert simulated.power <= 0.05 + 3 * simulated.standard_error
    assert simulated_power(0, [0.5, 0.5], seed=1, replicates=10).power == 0
