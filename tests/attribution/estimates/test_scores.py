from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from attribution.estimates.scores import (
    Score,
    datamodeling_score,
    overlap,
    rank_correlation,
    rank_correlations,
)

SHORT_LISTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=12)


@given(SHORT_LISTS)
def test_the_rank_correlation_is_that_of_scipy_with_ties(pairs: list[tuple[int, int]]) -> None:
    estimates, truth = np.array(pairs, dtype=np.float64).T
    if np.ptp(estimates) and np.ptp(truth):
        expected = spearmanr(estimates, truth).statistic
        assert rank_correlation(estimates, truth) == pytest.approx(expected, abs=1e-12)
    else:
        assert rank_correlation(estimates, truth) is None


def test_without_ties_it_is_the_formula_of_spearman() -> None:
    """Spearman (1904): rho = 1 - 6 sum d^2 / (n (n^2 - 1)), over all orders of four."""
    truth = np.arange(4.0)
    for order in permutations(range(4)):
        estimates = np.array(order, dtype=np.float64)
        expected = 1 - 6 * ((estimates - truth) ** 2).sum() / (4 * 15)
        assert rank_correlation(estimates, truth) == pytest.approx(expected)


def test_scores_of_errors_are_averaged_and_undefined_ones_left_out() -> None:
    truth = np.array([[1.0, 1, 1], [2, 2, 2], [3, 3, 3]])
    estimates = np.array([[1.0, 3, 0], [2, 2, 0], [3, 1, 0]])
    score = rank_correlations(estimates, truth)
    assert (score.mean, score.errors) == (0.0, 2)
    assert score.standard_deviation == pytest.approx(2**0.5)


def test_one_error_has_no_deviation_and_none_no_mean() -> None:
    assert Score.over([0.5, None]) == Score(0.5, None, 1)
    assert Score.over([None]) == Score(None, None, 0)


def test_the_lds_compares_sums_over_subsets_with_the_changes_they_make() -> None:
    estimates = np.array([[1.0], [-2.0], [4.0]])
    subsets = [(0, 1), (0, 2), (1, 2), (2,)]
    # The sums are -1, 5, 2 and 4, of ranks 1, 4, 2 and 3.
    assert datamodeling_score(estimates, subsets, np.array([[1.0], [4], [2], [3]])).mean == 1.0
    reversed_truth = datamodeling_score(estimates, subsets, np.array([[4.0], [1], [3], [2]]))
    assert reversed_truth.mean == pytest.approx(-1.0)
    # Of ranks 1, 3, 2, 4: sum d^2 is 2, and rho 1 - 6 * 2 / 60.
    swapped = datamodeling_score(estimates, subsets, np.array([[1.0], [3], [2], [4]]))
    assert swapped.mean == pytest.approx(0.8)


def test_overlap_counts_the_common_members_of_two_tops() -> None:
    truth = np.array([[5.0, 5.0], [4.0, 4.0], [3.0, 3.0], [2.0, 2.0]])
    estimates = np.array([[9.0, 1.0], [1.0, 2.0], [8.0, 3.0], [0.0, 4.0]])
    assert overlap(estimates, truth, 1) == 0.5
    assert overlap(estimates, truth, 2) == 0.25
    assert overlap(estimates, truth, 4) == 1.0


def test_of_equal_values_the_earlier_is_in_the_top() -> None:
    truth, estimates = np.array([[3.0], [2.0], [1.0]]), np.array([[1.0], [1.0], [0.0]])
    assert overlap(estimates, truth, 1) == 1.0


def test_estimates_that_are_all_equal_have_no_top() -> None:
    truth = np.array([[3.0, 3.0], [1.0, 1.0]])
    assert overlap(np.array([[1.0, 2.0], [1.0, 0.0]]), truth, 1) == 1.0
    assert overlap(np.ones((2, 2)), truth, 1) is None
