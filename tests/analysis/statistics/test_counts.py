"""Only whole numbers from 0 are counts, and only shares that sum to 1 are a null hypothesis."""

import numpy as np
import pytest

from analysis.errors import NotCounts
from analysis.statistics.counts import as_counts, as_null


def test_counts_become_an_array() -> None:
    assert as_counts([3, 0, 4]).tolist() == [3, 0, 4]
    assert as_counts([]).shape == (0,)


@pytest.mark.parametrize("counts", [[1, -1], [1.5, 2.0], [[1, 2], [3, 4]], ["a", "b"]])
def test_what_are_no_counts_is_refused(counts: list[int]) -> None:
    with pytest.raises(NotCounts, match="give whole numbers, none below zero"):
        as_counts(counts)


def test_shares_are_uniform_unless_given() -> None:
    assert as_null(None, 4).tolist() == [0.25] * 4
    assert as_null(None, 0).shape == (0,)
    assert as_null([0.5, 0.3, 0.2], 3) == pytest.approx(np.array([0.5, 0.3, 0.2]))


@pytest.mark.parametrize("null", [[0.5, 0.4], [1.0], [1.0, 0.0], [0.5, 0.25, 0.25]])
def test_a_null_that_is_none_is_refused(null: list[float]) -> None:
    with pytest.raises(NotCounts, match="are not the shares of 2 categories"):
        as_null(null, 2)
