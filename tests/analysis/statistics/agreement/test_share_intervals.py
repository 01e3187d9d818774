"""Intervals of percentages stay intervals at 0 and 100 %, and are Wilson's where that is exact."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from analysis.statistics.agreement.share_intervals import (
    ShareParts,
    effective_number,
    share_interval,
    wilson_bounds,
)


def parts(agree: Sequence[float], of: Sequence[float]) -> ShareParts:
    return ShareParts(np.array(agree, float), np.array(of, float), np.array(of, float))


def test_with_whole_numbers_it_is_wilsons_interval() -> None:
    for count, n in ((0, 9), (7, 9), (9, 9), (33, 40)):
        expected = proportion_confint(count, n, method="wilson")
        assert wilson_bounds(count / n, n, 0.95) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("units", [10, 30, 100])
def test_where_all_units_agree_the_bound_is_near_the_rule_of_three(units: int) -> None:
    # Hanley & Lippman-Hand (1983): with none in n, fewer than 3 / n with 95 % on one side, which
    # are 90 % on two; Wilson's bound is z² / (n + z²) = 2.71 / (n + 2.71).
    interval = share_interval(parts([30] * units, [30] * units), 0.9)
    assert interval is not None
    low, high = interval
    assert high == pytest.approx(1)
    assert 1 - low == pytest.approx(2.7055 / (units + 2.7055), abs=1e-4)
    assert 1 - low == pytest.approx(3 / units, rel=0.3)
    mirrored = share_interval(parts([0] * units, [30] * units), 0.9)
    assert mirrored == pytest.approx((0, 1 - low))


def test_units_of_other_sizes_count_as_fewer() -> None:
    # Kish (1965): (10 + 10 + 40)² / (100 + 100 + 1600) = 2 units.
    assert effective_number(parts([10, 10, 40], [10, 10, 40]), 0.95) == 2


def test_decisions_that_do_not_cluster_count_each_but_for_the_few_units() -> None:
    # Every unit agrees on 15 of 30: nothing varies between units, so there are 4 * 30 decisions;
    # t with 3 degrees of freedom is 3.1824 and z is 1.95996.
    number = effective_number(parts([15] * 4, [30] * 4), 0.95)
    assert number == pytest.approx(120 * (1.95996 / 3.18245) ** 2, rel=1e-4)


def test_units_that_agree_wholly_or_not_at_all_count_once_each() -> None:
    # Between units p (1 - p) / v = 9 for 4 of 10; fewer than the ten units cannot be.
    assert effective_number(parts([30] * 4 + [0] * 6, [30] * 10), 0.95) == pytest.approx(10)


def test_one_unit_has_no_interval() -> None:
    assert share_interval(parts([3, 0], [4, 0]), 0.95) is None


compared = st.lists(
    st.integers(1, 30).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))),
    min_size=2,
    max_size=12,
)


@given(compared)
def test_every_interval_holds_its_share_and_has_a_width(units: list[tuple[int, int]]) -> None:
    data = parts([agree for agree, _ in units], [of for _, of in units])
    share = sum(agree for agree, _ in units) / sum(of for _, of in units)
    interval = share_interval(data, 0.95)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1
    assert high - low > 0.01
