"""Sums over units are those of the formulas, and can be weighted and summed over themes."""

import numpy as np
import pytest

from analysis.statistics.agreement.tallies import tallies
from tests.analysis.statistics.agreement.nominal_ratings import from_labels


def test_sums_of_a_unit_are_those_of_the_formulas() -> None:
    # By hand: of three coders two chose 0 and one chose 1.
    tally = from_labels([[0], [0], [1]])
    assert tally.compared.tolist() == [[1]]
    assert tally.agreement.tolist() == [[pytest.approx(2 * 1 / (3 * 2))]]
    assert tally.disagreement.tolist() == [[pytest.approx((2 * 1 + 1 * 2) / 2)]]
    assert tally.shares[0, 0].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert tally.pairable[0, 0].tolist() == [2, 1]
    assert tally.by_coder[0, 0].tolist() == [[1, 0], [1, 0], [0, 1]]


def test_a_unit_of_one_coder_is_judged_and_not_compared() -> None:
    tally = from_labels([[1, 0], [None, 0]])
    assert tally.judged[:, 0].tolist() == [1, 1]
    assert tally.compared[:, 0].tolist() == [0, 1]
    assert tally.pairable[0, 0].tolist() == [0, 0]


def test_weights_count_units_and_themes_are_summed() -> None:
    ratings = np.zeros((2, 2, 3, 2))
    ratings[..., 1] = 1
    tally = tallies(ratings)
    assert tally.weighted(np.array([[2.0, 3.0]])).judged.tolist() == [[5, 5, 5]]
    assert tally.summed(np.array([1.0, 0.0, 1.0])).judged.tolist() == [2, 2]


def test_variety_is_two_categories_that_were_used() -> None:
    assert from_labels([[0], [0]]).has_variety.tolist() == [[0]]
    assert from_labels([[0], [1]]).has_variety.tolist() == [[1]]
