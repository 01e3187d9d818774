"""Three definitions of overlap, pooled over units or as the mean of units."""

import numpy as np
import pytest

from analysis.statistics.agreement.overlap import mean_over_units, overlap
from analysis.statistics.agreement.units import CodedUnit, judgements


def test_presence_and_absence_of_characters() -> None:
    # NVivo help, coding comparison: 50 coded by both, 150 by one, 800 by neither: 85 %.
    coded = [
        CodedUnit(
            f"{character:04}",
            {"a": {"x"} if character < 200 else (), "b": {"x"} if character < 50 else ()},
        )
        for character in range(1_000)
    ]
    shared = overlap(judgements(coded, {"x": ""})).weighted(np.ones((1, 1_000)))
    assert shared.presence_absence[0, 0] == pytest.approx(0.85)


def test_three_definitions_of_overlap_give_three_figures() -> None:
    # By hand: A found 5 of 12 themes, B 6, 4 of them the same.
    coded = [CodedUnit("p", {"a": "abcde", "b": "abcdfg"})]
    shared = overlap(judgements(coded, dict.fromkeys("abcdefghijkl", ""))).summed(np.ones(12))
    assert shared.jaccard[0] == pytest.approx(4 / 7)  # 57.1 %
    assert shared.dice[0] == pytest.approx(8 / 11)  # 72.7 %
    assert shared.presence_absence[0] == pytest.approx(9 / 12)  # 75.0 %


def test_no_presence_and_absence_of_eight_people_and_twenty_nine_themes_is_75_8() -> None:
    # docs/reference/agreement.md argues from this; the paper's figure 7 prints 75.8 %.
    assert all(round(100 * k / (8 * 29), 1) != 75.8 for k in range(8 * 29 + 1))


def test_pairs_of_three_coders_are_counted() -> None:
    # By hand: two of three coders found a, so of three pairs one found it both and two differ.
    coded = [CodedUnit("p", {"ann": {"a"}, "ben": {"a"}, "cy": set()})]
    shared = overlap(judgements(coded, {"a": "", "b": ""}))
    assert shared.both.tolist() == [[1, 0]]
    assert shared.only_one.tolist() == [[2, 0]]
    assert shared.neither.tolist() == [[0, 3]]


def test_units_weigh_as_often_as_they_were_drawn() -> None:
    coded = [
        CodedUnit("p", {"ann": {"a"}, "ben": {"a"}}),
        CodedUnit("q", {"ann": {"a"}, "ben": set()}),
    ]
    drawn = overlap(judgements(coded, {"a": ""})).weighted(np.array([[2.0, 1.0], [0.0, 3.0]]))
    assert drawn.jaccard[:, 0].tolist() == pytest.approx([2 / 3, 0])


def test_a_mean_leaves_out_units_without_a_value() -> None:
    values, weights = np.array([1.0, np.nan, 0.5]), np.array([[1.0, 5.0, 1.0], [0.0, 1.0, 0.0]])
    first, second = mean_over_units(values, weights)
    assert first == 0.75
    assert np.isnan(second)
