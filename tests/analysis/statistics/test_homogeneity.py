"""The exact test is Fisher's, lists every table where it can, and says how sure it is otherwise."""

from itertools import product
from math import comb, prod

import pytest
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.homogeneity import Homogeneity, homogeneity


def listed(first: list[int], second: list[int]) -> float:
    """The definition itself, in whole numbers."""
    totals = [one + other for one, other in zip(first, second, strict=True)]
    ways = [
        prod(map(comb, totals, chosen))
        for chosen in product(*(range(total + 1) for total in totals))
        if sum(chosen) == sum(first)
    ]
    observed = prod(map(comb, totals, first))
    return sum(way for way in ways if way <= observed) / sum(ways)


def test_the_tea_is_tasted_as_by_fisher() -> None:
    # Fisher (1935), The Design of Experiments: 3 of 4 cups right; two-sided (1 + 16 + 16 + 1) / 70.
    assert homogeneity([3, 1], [1, 3], seed=0).pvalue == pytest.approx(34 / 70, rel=1e-12)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([17, 13, 1], [9, 20, 4]),
        ([1, 15, 12, 3], [6, 5, 9, 12]),
        ([5, 0, 2, 1, 1], [1, 4, 0, 3, 0]),
    ],
)
def test_p_is_the_sum_over_tables_that_are_as_improbable(
    first: list[int], second: list[int]
) -> None:
    test = homogeneity(first, second, seed=0)
    assert test.standard_error is None
    assert test.pvalue == pytest.approx(listed(first, second), rel=1e-9)


def test_a_table_of_two_answers_is_scipys() -> None:
    expected = stats.fisher_exact([[27, 4], [20, 11]]).pvalue
    assert homogeneity([27, 4], [20, 11], seed=0).pvalue == pytest.approx(expected, rel=1e-9)


def test_too_many_tables_are_drawn_with_a_standard_error() -> None:
    first, second = [1, 15, 12, 3], [6, 5, 9, 12]
    exact = homogeneity(first, second, seed=0).pvalue
    drawn = homogeneity(first, second, seed=1, enumerated_up_to=10)
    assert exact is not None
    assert drawn.pvalue is not None
    assert drawn.standard_error is not None
    assert 0 < drawn.standard_error < 0.001
    assert abs(drawn.pvalue - exact) < 5 * drawn.standard_error
    assert drawn == homogeneity(first, second, seed=1, enumerated_up_to=10)
    assert drawn != homogeneity(first, second, seed=2, enumerated_up_to=10)


def test_many_answers_of_many_people_are_drawn() -> None:
    assert homogeneity([9] * 12, [8] * 12, seed=0, draws=1000).standard_error is not None


def test_ties_are_ties_among_a_million_people() -> None:
    # One of two people chose the first answer: x is 0, 1 or 2, and 1 is the most probable.
    assert homogeneity([1, 1], [999_999, 999_999], seed=0).pvalue == 1


def test_equal_samples_have_a_p_of_exactly_one() -> None:
    assert homogeneity([17, 13, 1], [17, 13, 1], seed=0).pvalue == 1


@pytest.mark.parametrize(
    ("first", "second"), [([3, 0], [2, 0]), ([0, 0], [2, 1]), ([], []), ([4], [5])]
)
def test_where_nothing_can_differ_there_is_no_p(first: list[int], second: list[int]) -> None:
    assert homogeneity(first, second, seed=0) == Homogeneity(None, None)


@pytest.mark.parametrize(("first", "second"), [([1, -1], [2, 2]), ([1, 2], [1])])
def test_what_is_no_table_of_counts_is_refused(first: list[int], second: list[int]) -> None:
    with pytest.raises(NotCounts, match="give as many whole numbers from 0"):
        homogeneity(first, second, seed=0)
