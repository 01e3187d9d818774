"""New themes are counted in the order of coding, and over all orders in the mean."""

import pytest

from analysis.statistics.themes.occurrences import ThemeOccurrence
from analysis.statistics.themes.saturation import saturation

FOUND = [
    ThemeOccurrence(case, "", theme)
    for case, themes in {"P1": "ab", "P2": "b", "P4": "bc", "elsewhere": "z"}.items()
    for theme in themes
]
CASES = ["P1", "P2", "P3", "P4"]


def test_new_themes_come_in_the_order_of_cases() -> None:
    curve = saturation(FOUND, CASES)
    assert curve.new == (2, 0, 0, 1)
    assert curve.seen == (2, 2, 2, 3)


def test_the_expected_curve_is_the_mean_over_all_orders() -> None:
    # By hand: a and c are in 1 of 4 cases, b in 3; E_1 = 1/4 + 3/4 + 1/4, E_2 = 1/2 + 1 + 1/2.
    assert saturation(FOUND, CASES).expected == pytest.approx((1.25, 2, 2.5, 3))


def test_any_order_ends_with_every_theme() -> None:
    curve = saturation(FOUND, CASES, orders=200, seed=1)
    assert (curve.low[-1], curve.high[-1]) == (3, 3)
    assert (curve.low[0], curve.high[0]) == (0, 2)
    bounds = zip(curve.low, curve.expected, curve.high, strict=True)
    assert all(low <= mean <= high for low, mean, high in bounds)


def test_the_seed_decides() -> None:
    assert saturation(FOUND, CASES, seed=3) == saturation(FOUND, CASES, seed=3)


def test_nothing_coded_is_an_empty_curve() -> None:
    assert saturation([], []).expected == ()
    assert saturation([], ["P1"]).seen == (0,)
