"""Levels in an order: where choices lie, and whether they lean to an end."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.ordered import ordered_choices, trend, trend_by_people
from analysis.statistics.preferences.people import People

RISING = np.arange(1, 11) / 55
"""Ten levels, each more popular than the one before."""


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6).filter(any))
@settings(max_examples=40, deadline=None)
def test_quartiles_are_levels_that_people_chose(counts: list[int]) -> None:
    levels = [level for level, count in enumerate(counts) for _ in range(count)]
    result = ordered_choices(counts)
    # numpy's inverted_cdf is R's type 1.
    expected = np.quantile(levels, [0.25, 0.5, 0.75], method="inverted_cdf")
    assert list(result.quartiles) == expected.tolist()
    assert result.cumulative[-1] == 1
    assert list(result.cumulative) == sorted(result.cumulative)


def test_the_ends_of_the_scale_have_wilsons_intervals() -> None:
    # 19 of 31 at the end. R: prop.test(19, 31, correct = FALSE): 0.4382 to 0.7627.
    result = ordered_choices([0, 1, 0, 2, 0, 3, 2, 2, 2, 19])
    assert result.at_high_end == 19 / 31
    assert result.high_end_interval is not None
    assert result.high_end_interval.low == pytest.approx(0.4382, abs=1e-4)
    assert result.high_end_interval.high == pytest.approx(0.7627, abs=1e-4)
    assert result.at_low_end == 0
    assert result.quartiles == (6, 9, 9)


def test_nobody_and_a_single_level_have_no_trend() -> None:
    assert ordered_choices([0, 0]).quartiles == ()
    assert trend([0, 0], seed=0).caveats == (NOBODY,)
    assert trend([3], seed=0).caveats == (ONE_CATEGORY,)
    with pytest.raises(NotCounts):
        trend([1, -1], seed=0)
    assert trend_by_people(People("n", ("x",), ("1", "2"), {}), seed=0).caveats == (NOBODY,)
    single = People("n", ("x",), ("1",), {("1",): 2})
    assert trend_by_people(single, seed=0).caveats == (ONE_CATEGORY,)


@pytest.mark.parametrize("counts", [[3, 1, 1], [0, 0, 5], [2, 1, 2], [1, 0, 2, 1], [2, 5]])
def test_the_trend_is_exact_over_all_samples(counts: list[int]) -> None:
    levels, n = len(counts), sum(counts)
    observed = abs(2 * sum(score * count for score, count in enumerate(counts)) - n * (levels - 1))
    far = sum(
        abs(2 * sum(scores) - n * (levels - 1)) >= observed
        for scores in product(range(levels), repeat=n)
    )
    result = trend(counts, seed=0)
    assert result.pvalue == pytest.approx(far / levels**n)
    assert result.standard_error is None


def test_the_effect_is_how_far_the_mean_lies_off_the_middle() -> None:
    result = trend([1, 1, 2], seed=0)
    assert (result.mean, result.lean) == (1.25, 0.25)
    assert result.interval is not None
    assert -1 <= result.interval.low < 0.25 < result.interval.high <= 1


def test_a_mean_has_no_interval_of_width_zero() -> None:
    at_the_end = trend([0, 0, 8], seed=0).interval
    assert at_the_end is not None
    assert at_the_end.low < at_the_end.high == 1
    assert trend([0, 8, 0], seed=0).interval is None
    assert trend([0, 1, 0], seed=0).interval is None


def test_with_many_people_samples_are_drawn() -> None:
    exact = trend([12, 9, 8], seed=1)
    drawn = trend([12, 9, 8], seed=1, replicates=4_000, largest_work=1)
    assert exact.pvalue is not None
    assert drawn.pvalue is not None
    assert drawn.standard_error is not None
    assert abs(drawn.pvalue - exact.pvalue) < 4 * drawn.standard_error
    assert drawn.lean == exact.lean


def test_a_rising_preference_is_found_as_often_as_the_linear_score_test_finds_it() -> None:
    """Of 31 people at 0.0083: 63 %, where the exact multinomial test finds 23 %."""
    chance = np.random.default_rng(2)
    rising = chance.multinomial(31, RISING, size=600).tolist()
    even = chance.multinomial(31, np.full(10, 0.1), size=600).tolist()
    found = [sum((trend(c, seed=0).pvalue or 0) < 0.0083 for c in s) / 600 for s in (rising, even)]
    assert found[0] == pytest.approx(0.63, abs=0.06)
    assert found[1] < 0.0083 + 4 * (0.0083 / 600) ** 0.5


def test_the_interval_of_the_mean_holds_it() -> None:
    at_an_end = np.array([0.39 / 9] * 9 + [0.61])
    for shares in (RISING, at_an_end):
        lean = float(shares @ np.arange(10)) - 4.5
        samples = np.random.default_rng(3).multinomial(31, shares, size=400).tolist()
        intervals = [trend(counts, seed=0).interval for counts in samples]
        held = sum(i is not None and i.low <= lean <= i.high for i in intervals)
        assert held / 400 > 0.93


def people(patterns: dict[tuple[str | None, ...], int]) -> People:
    return People("number", ("image", "tabular"), ("1", "2", "3"), patterns)


def test_people_are_flipped_with_all_their_answers() -> None:
    # By hand: means off the middle 1, 1, -1/2, 1/2; in halves 2, 2, -1, 1, whose sum is 4.
    # Of 16 sums of ±2 ±2 ±1 ±1 those of 4 or more are 1 of 6 and 2 of 4, and as many below.
    result = trend_by_people(
        people({("3", "3"): 1, ("3", None): 1, ("1", "2"): 1, ("2", "3"): 1}), seed=0
    )
    assert result.n == 4
    assert result.lean == pytest.approx(0.5)
    assert result.pvalue == pytest.approx(6 / 16)


def test_people_in_the_middle_lean_nowhere() -> None:
    result = trend_by_people(people({("2", "2"): 3, ("1", "3"): 2, (None, None): 1}), seed=0)
    assert (result.n, result.lean, result.pvalue, result.interval) == (5, 0, 1, None)


@pytest.mark.parametrize("repeating", [0.0, 0.5, 1.0])
def test_repeating_ones_choice_makes_no_trend(repeating: float) -> None:
    chance = np.random.default_rng(6)
    found, studies = 0, 400
    for _ in range(studies):
        first, again = chance.integers(1, 4, size=(2, 30))
        second = np.where(chance.random(30) < repeating, first, again)
        pairs: Counter[tuple[str | None, ...]] = Counter(
            zip(map(str, first), map(str, second), strict=True)
        )
        found += (trend_by_people(people(pairs), seed=0).pvalue or 0) < 0.05
    assert found / studies < 0.05 + 4 * (0.05 * 0.95 / studies) ** 0.5
