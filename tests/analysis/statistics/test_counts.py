"""Only whole numbers from 0 are counts, and only shares that sum to 1 are a null hypothesis."""

import numpy as np
import pytest

from analysis.errors import NotCounts
from analysis.statistics.counts import LARGEST_SUM, as_confidence, as_counts, as_null, as_table


def test_counts_become_an_array() -> None:
    assert as_counts([3, 0, 4]).tolist() == [3, 0, 4]
    assert as_counts([]).shape == (0,)


NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    "counts",
    [
        [1, -1],
        [1.5, 2.0],
        [[1, 2], [3, 4]],
        [[1], [2, 3]],
        ["a", "b"],
        [NAN, 1.0],
        [INFINITE, 1.0],
        [True, False],
        [2**62, 2**62],
        [2**70, 1],
        [3_000_000_000, 1],
    ],
)
def test_what_are_no_counts_is_refused(counts: list[int]) -> None:
    with pytest.raises(NotCounts, match="give whole numbers, none below zero"):
        as_counts(counts)


def test_shares_are_uniform_unless_given() -> None:
    assert as_null(None, 4).tolist() == [0.25] * 4
    assert as_null(None, 0).shape == (0,)
    assert as_null([0.5, 0.3, 0.2], 3) == pytest.approx(np.array([0.5, 0.3, 0.2]))


@pytest.mark.parametrize(
    "table", [[1, 2], [[1, 2], [3]], [[1, -2]], [[NAN, 1]], [[2**62], [2**62]]]
)
def test_what_is_no_table_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(NotCounts, match="not a table of counts: give whole numbers"):
        as_table(table)


def test_as_many_people_as_there_may_be_are_counted() -> None:
    assert as_counts([LARGEST_SUM, 0]).tolist() == [3_000_000_000, 0]
    assert int((as_counts([LARGEST_SUM]) ** 2).sum()) == 9 * 10**18
    assert as_table([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("confidence", [95, 0, 1, -0.5, NAN, INFINITE])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    assert as_confidence(0.9) == 0.9
    with pytest.raises(NotCounts, match=r"such as 0\.95"):
        as_confidence(confidence)


@pytest.mark.parametrize(
    "null",
    [[0.5, 0.4], [1.0], [1.0, 0.0], [0.5, 0.25, 0.25], [NAN, 1.0], [INFINITE, 1.0], ["a", "b"]],
)
def test_a_null_that_is_none_is_refused(null: list[float]) -> None:
    with pytest.raises(NotCounts, match="are not the shares of 2 categories"):
        as_null(null, 2)
