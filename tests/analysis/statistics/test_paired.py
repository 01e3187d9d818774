"""Tests of paired choices are those of their sources."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY
from analysis.statistics.paired import NOBODY_CHANGED, PairedTest, bowker, stuart_maxwell

# Stuart (1953, 1955): unaided distance vision of 7477 women, right eye by left eye.
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]


def test_stuart_maxwell_of_eyes() -> None:
    # R: coin::mh_test(vision): chi-squared = 11.957, df = 3, p-value = 0.007533.
    result = stuart_maxwell(VISION, seed=0, replicates=99)
    assert result.statistic == pytest.approx(11.957, abs=5e-4)
    assert result.df == 3
    assert result.pvalue == pytest.approx(0.007533, abs=5e-7)
    assert (result.n, result.changed, result.caveats) == (7477, 2181, ())


def test_bowker_of_eyes() -> None:
    # R: mcnemar.test(vision): McNemar's chi-squared = 19.107, df = 6, p-value = 0.003987.
    result = bowker(VISION, seed=0, replicates=99)
    assert result.statistic == pytest.approx(19.107, abs=5e-4)
    assert result.df == 6
    assert result.pvalue == pytest.approx(0.003987, abs=5e-7)


def test_two_choices_are_mcnemars_test() -> None:
    # Agresti (1990, p. 350), in R's help of mcnemar.test: (150 - 86)^2 / 236 without correction.
    table = [[794, 86], [150, 570]]
    for test in (stuart_maxwell, bowker):
        result = test(table, seed=0, replicates=99)
        assert result.statistic == pytest.approx(64**2 / 236)
        assert result.df == 1


def test_the_simulated_pvalue_is_near_the_exact_one() -> None:
    # Of two choices it is the exact binomial test of those who changed.
    exact = stats.binomtest(2, 11).pvalue
    result = bowker([[5, 2], [9, 4]], seed=1)
    assert result.pvalue_simulated == pytest.approx(exact, abs=0.01)
    assert result.caveats == (
        "Only 11 changed their choice: trust the simulated p-value, not the chi-square's.",
    )


@pytest.mark.parametrize("test", [stuart_maxwell, bowker])
def test_no_change_leaves_nothing_to_test(test: type) -> None:
    untested = (None, None, None, None)
    assert test([[3, 0], [0, 4]], seed=0) == PairedTest(7, 0, *untested, (NOBODY_CHANGED,))
    assert test([[0, 0], [0, 0]], seed=0) == PairedTest(0, 0, *untested, (NOBODY,))


@pytest.mark.parametrize("table", [[[1, 2]], [1, 2], [[1, -2], [0, 1]], [[0.5, 1], [1, 1]]])
def test_what_is_no_square_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(NotCounts, match="not square"):
        bowker(table, seed=0)


def test_choices_that_nobody_made_change_nothing() -> None:
    small = [[4, 3, 1], [0, 5, 2], [2, 6, 1]]
    padded = [[4, 3, 0, 1], [0, 5, 0, 2], [0, 0, 0, 0], [2, 6, 0, 1]]
    for test in (stuart_maxwell, bowker):
        of_small, of_padded = test(small, seed=0, replicates=9), test(padded, seed=0, replicates=9)
        assert of_small.statistic == pytest.approx(of_padded.statistic)
        assert of_small.df == of_padded.df


@given(st.lists(st.lists(st.integers(1, 9), min_size=3, max_size=3), min_size=3, max_size=3))
@settings(max_examples=25, deadline=None)
def test_statsmodels_gives_the_same(table: list[list[int]]) -> None:
    oracle = SquareTable(np.array(table), shift_zeros=False)
    homogeneity, symmetry = oracle.homogeneity(), oracle.symmetry()
    marginal = stuart_maxwell(table, seed=0, replicates=9)
    symmetric = bowker(table, seed=0, replicates=9)
    assert (marginal.statistic, marginal.pvalue) == pytest.approx(
        (homogeneity.statistic, homogeneity.pvalue)
    )
    assert (symmetric.statistic, symmetric.pvalue) == pytest.approx(
        (symmetry.statistic, symmetry.pvalue)
    )
    transposed = [list(row) for row in zip(*table, strict=True)]
    assert stuart_maxwell(transposed, seed=0, replicates=9).statistic == pytest.approx(
        marginal.statistic
    )
