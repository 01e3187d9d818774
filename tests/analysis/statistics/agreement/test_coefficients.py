from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from tests.analysis.statistics.agreement.nominal import Labels, from_labels, values


def labels(coders: int, *, gaps: bool) -> st.SearchStrategy[Labels]:
    one = st.integers(0, 2) | (st.none() if gaps else st.nothing())
    return st.integers(2, 12).flatmap(
        lambda units: st.lists(
            st.lists(one, min_size=units, max_size=units), min_size=coders, max_size=coders
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
    known = sorted({label for row in rows for label in row if label is not None})
    table = np.zeros((len(known), len(known)))
    for first, second in zip(*rows, strict=True):
        assert first is not None
        assert second is not None
        table[known.index(first), known.index(second)] += 1
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
    found = [value for value in values(from_labels(rows)).values() if not np.isnan(value)]
    assert all(value <= 1 + 1e-9 for value in found)


@pytest.mark.parametrize("rows", [[[1, 1], [1, 1]], [[1, None], [None, 2]], [[1, 2]]])
def test_without_pairs_or_variety_nothing_is_defined(rows: Labels) -> None:
    assert all(np.isnan(value) for value in values(from_labels(rows)).values())


def test_full_agreement_is_one() -> None:
    assert values(from_labels([[1, 2, 1], [1, 2, 1]])) == pytest.approx(
        dict.fromkeys(["cohen", "fleiss", "bp", "ac1", "alpha"], 1)
    )
