"""Coefficients are those that their sources print, and those that other packages compute."""

from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from tests.analysis.statistics.agreement.nominal_ratings import (
    Labels,
    from_contingency,
    from_labels,
    observed,
    values,
)

GAP = None
# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C.
FOUR_OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]


def test_four_observers_with_gaps() -> None:
    assert values(from_labels(FOUR_OBSERVERS))["alpha"] == pytest.approx(0.743, abs=5e-4)


def test_four_raters_with_gaps() -> None:
    # irrCAC's raw_4raters, from Gwet's Handbook (2014, page 120): the same ratings but for the last
    # unit, where another rater is the only one; "cohen" is Conger's.
    raters = [[*row[:11], GAP] for row in FOUR_OBSERVERS]
    raters[2][11] = 3
    assert values(from_labels(raters)) == pytest.approx(
        {"ac1": 0.77544, "fleiss": 0.76117, "cohen": 0.76282, "bp": 0.77273, "alpha": 0.74342},
        abs=5e-6,
    )


def test_two_observers_of_two_categories() -> None:
    # Krippendorff (2011), section A; the ATLAS.ti manual shows the same 10 segments: 60 %, .0952.
    tallies = from_labels([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]])
    assert observed(tallies) == pytest.approx(0.6)
    assert values(tallies)["alpha"] == pytest.approx(0.0952, abs=5e-5)


def test_two_abstractors_of_three_categories() -> None:
    # irrCAC's cont3x3abstractors, the same vignette.
    tallies = from_contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    coefficients = values(tallies)
    assert observed(tallies) == pytest.approx(0.89)
    assert coefficients["cohen"] == pytest.approx(0.79641, abs=5e-6)
    assert coefficients["fleiss"] == pytest.approx(0.79624, abs=5e-6)  # Scott's pi
    assert coefficients["ac1"] == pytest.approx(0.84933, abs=5e-6)
    assert coefficients["bp"] == pytest.approx(0.835, abs=5e-6)
    assert coefficients["alpha"] == pytest.approx(0.79726, abs=5e-6)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.4),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[50, 25], [25, 0]], -0.3333),  # not Wikipedia's; (.5 - .625) / (1 - .625)
    ],
)
def test_cohens_kappa_of_two_readers(table: list[list[int]], kappa: float) -> None:
    # Wikipedia, "Cohen's kappa", simple example and same percentages but different numbers.
    assert values(from_contingency(table))["cohen"] == pytest.approx(kappa, abs=5e-5)


def test_fleiss_kappa_of_fourteen_raters() -> None:
    # Wikipedia, "Fleiss' kappa", worked example: 10 subjects, 14 raters, 5 categories.
    counts = [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
    subjects = [[label for label, n in enumerate(row) for _ in range(n)] for row in counts]
    raters = [[subject[rater] for subject in subjects] for rater in range(14)]
    assert values(from_labels(raters))["fleiss"] == pytest.approx(0.2099, abs=5e-5)


def test_high_agreement_and_low_kappa_where_almost_all_is_one_category() -> None:
    # The kappa paradox; values computed with irrCAC.
    coefficients = values(from_contingency([[118, 5], [2, 0]]))
    assert coefficients["cohen"] == pytest.approx(-0.0234, abs=5e-5)
    assert coefficients["ac1"] == pytest.approx(0.9408, abs=5e-5)
    assert coefficients["bp"] == pytest.approx(0.888, abs=5e-5)


def labels(coders: int, *, gaps: bool) -> st.SearchStrategy[Labels]:
    label = st.integers(0, 2) | (st.none() if gaps else st.nothing())
    return st.integers(2, 12).flatmap(
        lambda units: st.lists(
            st.lists(label, min_size=units, max_size=units), min_size=coders, max_size=coders
        )
    )


def varied(rows: Labels) -> bool:
    return len({label for row in rows for label in row if label is not None}) > 1


@settings(max_examples=40, deadline=None)
@given(labels(3, gaps=True).filter(varied))
def test_alpha_is_that_of_the_krippendorff_package(rows: Labels) -> None:
    data: Any = [[np.nan if label is None else label for label in row] for row in rows]
    ours = values(from_labels(rows))["alpha"]
    paired = [
        column for column in zip(*rows, strict=True) if sum(x is not None for x in column) > 1
    ]
    if varied(paired):
        expected = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert ours == pytest.approx(expected)
    else:
        assert np.isnan(ours)


@settings(max_examples=40, deadline=None)
@given(labels(2, gaps=False).filter(varied))
def test_cohen_is_that_of_statsmodels(rows: Labels) -> None:
    categories = sorted({label for row in rows for label in row if label is not None})
    table = np.zeros((len(categories), len(categories)))
    for first, second in zip(*rows, strict=True):
        assert first is not None
        assert second is not None
        table[categories.index(first), categories.index(second)] += 1
    expected = cohens_kappa(table, return_results=False)
    assert values(from_labels(rows))["cohen"] == pytest.approx(expected)


@settings(max_examples=40, deadline=None)
@given(labels(4, gaps=False).filter(varied))
def test_fleiss_is_that_of_statsmodels(rows: Labels) -> None:
    counts, _ = aggregate_raters(np.array(rows).T)
    assert values(from_labels(rows))["fleiss"] == pytest.approx(fleiss_kappa(counts))


@settings(max_examples=40, deadline=None)
@given(labels(3, gaps=True), st.permutations(range(3)), st.permutations(range(3)))
def test_who_is_who_and_what_is_called_what_change_nothing(
    rows: Labels, coders: list[int], names: list[int]
) -> None:
    other = [[None if label is None else names[label] for label in rows[coder]] for coder in coders]
    if any(label is not None for row in rows for label in row):
        expected = values(from_labels(rows))
        assert values(from_labels(other)) == pytest.approx(expected, nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(labels(3, gaps=True).filter(varied))
def test_no_value_is_above_one(rows: Labels) -> None:
    coefficients = [value for value in values(from_labels(rows)).values() if not np.isnan(value)]
    assert all(value <= 1 + 1e-9 for value in coefficients)


@pytest.mark.parametrize("rows", [[[1, 1], [1, 1]], [[1, None], [None, 2]], [[1, 2]]])
def test_without_pairs_or_variety_nothing_is_defined(rows: Labels) -> None:
    assert all(np.isnan(value) for value in values(from_labels(rows)).values())


def test_full_agreement_is_one() -> None:
    assert values(from_labels([[1, 2, 1], [1, 2, 1]])) == pytest.approx(
        dict.fromkeys(["cohen", "fleiss", "bp", "ac1", "alpha"], 1)
    )
