"""Every shape has the effect size asked for, as far as it reaches."""

from math import sqrt

import pytest

from analysis.errors import NotCounts
from analysis.statistics.alternatives import (
    ALTERNATIVES,
    Shape,
    cohens_w,
    largest_effect,
    shares_of,
)


@pytest.mark.parametrize("categories", [2, 3, 10])
@pytest.mark.parametrize("shape", ALTERNATIVES)
def test_shares_have_the_effect_asked_for(shape: Shape, categories: int) -> None:
    largest = largest_effect(shape, categories)
    for w in (0, largest / 3, largest):
        shares = shares_of(shape, categories, w)
        assert len(shares) == categories
        assert cohens_w(shares) == pytest.approx(w, abs=1e-9)
    assert min(shares_of(shape, categories, largest)) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("shape", ALTERNATIVES)
def test_an_effect_that_a_shape_does_not_reach_is_refused(shape: Shape) -> None:
    for w in (largest_effect(shape, 10) + 0.01, -0.1, float("nan"), float("inf")):
        with pytest.raises(NotCounts, match="give one from 0 to"):
            shares_of(shape, 10, w)
    with pytest.raises(NotCounts, match="at least two levels"):
        shares_of(shape, 1, 0.1)


def test_shapes_reach_as_far_as_their_smallest_share_allows() -> None:
    # By hand: w² = K Σ p² - 1 of (1, 0, ...), (0, 1/9, ...), (0, 1, ..., 9)/45, (1/5, ..., 0, ...).
    assert largest_effect("one_above", 10) == pytest.approx(3)
    assert largest_effect("one_below", 10) == pytest.approx(sqrt(10 / 9 - 1))
    assert largest_effect("rising", 10) == pytest.approx(sqrt(10 * 285 / 45**2 - 1))
    assert largest_effect("half_above", 10) == pytest.approx(1)
    assert shares_of("half_above", 3, largest_effect("half_above", 3)) == pytest.approx(
        (0.5, 0.5, 0)
    )


def test_one_choice_above_nine_is_that_of_a_third() -> None:
    assert shares_of("one_above", 10, 0.8) == pytest.approx((0.34, *[0.66 / 9] * 9))


def test_cohens_w_of_shares() -> None:
    assert cohens_w([1, 0, 0]) == pytest.approx(2**0.5)
    assert cohens_w([0.25] * 4) == 0


@pytest.mark.parametrize("shares", [[0.6, 0.6], [1.0], [1.5, -0.5], [float("nan"), 1.0]])
def test_what_are_no_shares_is_refused(shares: list[float]) -> None:
    with pytest.raises(NotCounts, match="summing to 1"):
        cohens_w(shares)
