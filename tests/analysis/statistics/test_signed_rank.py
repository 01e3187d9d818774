"""Wilcoxon's signed rank of levels is that of its sources, with ties as well."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY
from analysis.statistics.paired import NOBODY_CHANGED, stuart_maxwell
from analysis.statistics.signed_rank import signed_rank


def table_of(pairs: list[tuple[int, int]], levels: int) -> list[list[int]]:
    cells = [[0] * levels for _ in range(levels)]
    for first, second in pairs:
        cells[first][second] += 1
    return cells


# R's help of wilcox.test, depression scores of nine patients (Hollander & Wolfe, 1973): the second
# and third smallest differences are negative. V = 40, p = 0.01953 one-sided.
DEPRESSION = table_of(
    [(2, 0), (3, 0), *((0, up) for up in (1, 4, 5, 6, 7, 8, 9))],
    levels=10,
)


def test_the_example_in_rs_help() -> None:
    result = signed_rank(DEPRESSION, seed=0)
    assert (result.n, result.higher, result.lower, result.statistic) == (9, 7, 2, 40)
    assert result.pvalue == pytest.approx(2 * 0.01953, abs=1e-5)
    assert result.standard_error is None
    # R: effectsize::rank_biserial of the same data: 0.78.
    assert result.rank_biserial == pytest.approx(0.78, abs=0.003)


def test_scipy_gives_the_same_exact_test() -> None:
    differences = [-1, 2, 3, -4, 5, 6, 7]
    expected = stats.wilcoxon(differences, method="exact")
    pairs = [(0, step) if step > 0 else (-step, 0) for step in differences]
    result = signed_rank(table_of(pairs, 8), seed=0)
    assert result.pvalue == pytest.approx(float(expected.pvalue))
    assert result.statistic == sum(range(1, 8)) - float(expected.statistic)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=9))
@settings(max_examples=30, deadline=None)
def test_ties_are_tested_by_every_flip_of_their_ranks(pairs: list[tuple[int, int]]) -> None:
    result = signed_rank(table_of(pairs, 4), seed=0)
    steps = np.array([second - first for first, second in pairs if first != second])
    assert result.median_difference == np.median([second - first for first, second in pairs])
    if not len(steps):
        assert result.caveats == (NOBODY_CHANGED,)
        return
    ranks = stats.rankdata(np.abs(steps))
    observed = abs(float(ranks @ np.sign(steps)))
    sums = [abs(float(ranks @ np.array(signs))) for signs in product([-1, 1], repeat=len(ranks))]
    share = sum(total >= observed - 1e-9 for total in sums) / len(sums)
    assert result.pvalue == pytest.approx(share)
    assert result.rank_biserial == pytest.approx(float(ranks @ np.sign(steps)) / ranks.sum())
    assert result.interval is not None
    assert result.rank_biserial is not None
    assert -1 <= result.interval.low < result.interval.high <= 1
    assert result.interval.low - 1e-9 <= result.rank_biserial <= result.interval.high + 1e-9


def test_nobody_and_no_change_leave_nothing_to_test() -> None:
    assert signed_rank([[0, 0], [0, 0]], seed=0).caveats == (NOBODY,)
    unchanged = signed_rank([[3, 0], [0, 4]], seed=0)
    assert unchanged.median_difference == 0
    assert (unchanged.pvalue, unchanged.interval) == (None, None)
    assert unchanged.caveats == (NOBODY_CHANGED,)


def test_a_table_that_is_not_square_is_refused() -> None:
    with pytest.raises(NotCounts, match="not square"):
        signed_rank([[1, 2]], seed=0)


def in_two_scenarios(chance: np.random.Generator, up: int) -> list[list[int]]:
    """31 people who choose among ten levels, and up to four beside `up` more in the second."""
    first = chance.integers(0, 10, 31)
    second = np.clip(first + up + chance.integers(-4, 5, 31), 0, 9)
    return table_of(list(zip(first.tolist(), second.tolist(), strict=True)), 10)


def test_a_step_up_is_found_more_often_than_without_the_order() -> None:
    chance = np.random.default_rng(4)
    by_rank, by_name, studies = 0, 0, 60
    for _ in range(studies):
        table = in_two_scenarios(chance, up=2)
        by_rank += (signed_rank(table, seed=0).pvalue or 1) < 0.05
        by_name += (stuart_maxwell(table, seed=0, replicates=400).pvalue_by_swaps or 1) < 0.05
    assert by_rank / studies > 0.9
    assert by_rank > by_name + 10


def test_without_a_step_it_is_found_as_seldom_as_promised() -> None:
    chance = np.random.default_rng(4)
    studies = 400
    found = sum(
        (signed_rank(in_two_scenarios(chance, up=0), seed=0).pvalue or 1) < 0.05
        for _ in range(studies)
    )
    # Four standard errors of 400 studies above 5 %.
    assert found / studies < 0.05 + 4 * (0.05 * 0.95 / studies) ** 0.5
