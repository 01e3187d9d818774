"""Tests of paired choices are those of their sources."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable

from analysis.errors import NotCounts
from analysis.statistics import paired
from analysis.statistics.counts import NOBODY
from analysis.statistics.paired import NOBODY_CHANGED, PairedTest, bowker, stuart_maxwell

Test = Callable[..., PairedTest]

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


def test_two_choices_have_the_exact_test_of_mcnemar() -> None:
    # The exact binomial test of those who changed.
    for test in (stuart_maxwell, bowker):
        result = test([[5, 2], [9, 4]], seed=1)
        assert result.pvalue_by_swaps == pytest.approx(stats.binomtest(2, 11).pvalue)
        assert result.standard_error is None
        assert result.caveats == (
            "Only 11 changed their choice: trust the p-value by swaps, not chi-square's.",
        )
    # Agresti's approval ratings, as above: 86 against 150.
    many = bowker([[794, 86], [150, 570]], seed=1)
    assert many.pvalue_by_swaps == pytest.approx(stats.binomtest(86, 236).pvalue)


@pytest.mark.parametrize("test", [stuart_maxwell, bowker])
def test_few_changes_are_swapped_in_every_way(test: Test) -> None:
    # Every person of the table swaps or not: 2^7 ways, each with its statistic by pinv or by hand.
    table = [[1, 3, 0], [1, 2, 2], [1, 0, 0]]
    moved = [(0, 1)] * 3 + [(1, 0)] + [(1, 2)] * 2 + [(2, 0)]
    observed = test(table, seed=0).statistic
    assert observed is not None
    as_large = 0
    for swapped in product([False, True], repeat=len(moved)):
        cells = np.zeros((3, 3), dtype=int)
        for (i, j), swap in zip(moved, swapped, strict=True):
            cells[(j, i) if swap else (i, j)] += 1
        as_large += (test(cells.tolist(), seed=0).statistic or 0) >= observed - 1e-9
    result = test(table, seed=0)
    assert result.pvalue_by_swaps == pytest.approx(as_large / 2 ** len(moved))
    assert result.standard_error is None


@pytest.mark.parametrize("test", [stuart_maxwell, bowker])
def test_many_changes_are_swapped_at_random_with_an_error(
    test: Test, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = [[4, 3, 1], [0, 5, 2], [2, 6, 1]]
    exact = test(table, seed=0).pvalue_by_swaps
    assert exact is not None
    monkeypatch.setattr(paired, "ENUMERATED_UP_TO", 1)
    drawn = test(table, seed=0, replicates=4_000)
    assert drawn.pvalue_by_swaps is not None
    assert drawn.standard_error is not None
    assert drawn.standard_error == pytest.approx((exact * (1 - exact) / 4_000) ** 0.5, rel=0.1)
    assert abs(drawn.pvalue_by_swaps - exact) < 4 * drawn.standard_error
    assert drawn.statistic == test(table, seed=9).statistic


def test_groups_of_choices_that_nobody_crosses_are_tested_apart() -> None:
    # DescTools#78: two blocks are the sum of two McNemar tests, df 2.
    blocks = [[5, 8, 0, 0], [2, 4, 0, 0], [0, 0, 3, 1], [0, 0, 7, 2]]
    result = stuart_maxwell(blocks, seed=0)
    assert result.statistic == pytest.approx(36 / 10 + 36 / 8)
    assert result.df == 2


def test_the_statistic_is_the_same_on_every_processor() -> None:
    """A ratio of whole numbers, rounded once; pinv gave others with this kernel."""
    tables = [
        [[5, 3, 3, 1], [1, 0, 0, 0], [1, 4, 3, 5], [3, 3, 5, 4]],
        [[3, 3, 3, 5], [1, 4, 4, 0], [2, 5, 3, 0], [4, 4, 5, 1]],
        [[0, 5, 0, 3], [0, 1, 2, 2], [2, 0, 0, 0], [0, 4, 3, 3]],
    ]
    program = (
        "from analysis.statistics.paired import stuart_maxwell\n"
        f"print([stuart_maxwell(table, seed=1, replicates=500) for table in {tables}])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program],
        env=dict(os.environ) | {"OPENBLAS_CORETYPE": "Prescott"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert printed == f"{[stuart_maxwell(table, seed=1, replicates=500) for table in tables]}\n"


@pytest.mark.parametrize("test", [stuart_maxwell, bowker])
def test_no_change_leaves_nothing_to_test(test: Test) -> None:
    untested = (None, None, None, None, None)
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
