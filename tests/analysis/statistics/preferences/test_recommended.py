"""The recommended procedure tests an axis at once, whatever else is tested."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.choices import ChoiceCounts, with_pooled
from analysis.statistics.preferences.people import People
from analysis.statistics.preferences.recommended import (
    PEOPLE_UNKNOWN,
    AsRecommended,
    Decided,
    as_recommended,
    even_spread,
)
from tests.analysis.statistics.preferences.paper_counts import IMAGE, TABULAR, counted


def recommended_of(counts: Sequence[ChoiceCounts], replicates: int = 10) -> AsRecommended:
    return as_recommended(even_spread(counts, seed=0, replicates=replicates))


def test_as_recommended_tests_the_axis_at_once() -> None:
    recommended = recommended_of(with_pooled([IMAGE, TABULAR]))
    image, _, pooled = recommended.tests
    # R: chisq.test(c(18, 3, 9)): X-squared = 11.4, df = 2, p-value = 0.003346.
    assert image.chi_square.pvalue == pytest.approx(0.003346, abs=5e-7)
    assert image.exact.pvalue is not None
    assert image.pvalue == image.exact.pvalue
    assert image.pvalue_corrected == pytest.approx(2 * image.exact.pvalue)
    assert image.is_significant
    assert [choice.stands_out for choice in image.choices] == [1, -1, 0]
    assert (pooled.pvalue, pooled.caveats) == (None, (PEOPLE_UNKNOWN,))


def test_pooled_answers_are_tested_on_people_who_are_known() -> None:
    patterns: dict[tuple[str | None, ...], int] = {
        ("c0", "c0"): 16,
        ("c1", "c1"): 8,
        ("c2", "c2"): 6,
    }
    people = People("metric", ("image", "tabular"), ("c0", "c1", "c2"), patterns)
    once = counted("image", "metric", 16, 8, 6)
    counts = with_pooled([once, replace(once, scenario="tabular")])
    tests = even_spread(counts, [people], seed=0, replicates=10_000)
    image, tabular, pooled = tests
    assert pooled.standard_error is not None
    # The second scenario added nothing, so the test of both is the test of one.
    assert image.pvalue == tabular.pvalue == pytest.approx(0.0682, abs=5e-5)
    assert pooled.pvalue == pytest.approx(0.0682, abs=4 * pooled.standard_error)


def test_planned_tests_are_decided_apart_from_all_others() -> None:
    tests = even_spread([IMAGE, TABULAR], seed=0, replicates=10)
    decided = {tests[0].place: Decided(0.2, 0.01)}
    planned, exploratory = as_recommended(tests, decided).tests
    assert (planned.is_planned, planned.pvalue_corrected, planned.alpha) == (True, 0.2, 0.01)
    assert not planned.is_significant
    assert (exploratory.is_planned, exploratory.alpha) == (False, 0.05)
    assert exploratory.pvalue_corrected == exploratory.pvalue


@pytest.mark.parametrize(
    ("empty", "reason"),
    [(counted("image", "metric", 0, 0), NOBODY), (counted("image", "metric", 5), ONE_CATEGORY)],
)
def test_what_cannot_be_tested_counts_in_no_correction(empty: ChoiceCounts, reason: str) -> None:
    recommended = recommended_of([empty, TABULAR])
    untested, tested = recommended.tests
    assert recommended.exploratory == (tested,)
    assert (untested.pvalue_corrected, untested.is_significant) == (None, False)
    assert untested.caveats == (reason,)
    assert tested.pvalue_corrected == tested.exact.pvalue


def test_a_test_that_was_not_made_is_not_found() -> None:
    with pytest.raises(StopIteration):
        recommended_of([IMAGE]).of("tabular", "metric")


@given(st.lists(st.integers(0, 15), min_size=2, max_size=6), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_other_counts_change_only_the_corrections(numbers: list[int], more: int) -> None:
    counts = counted("image", "action", *numbers)
    others = [replace(IMAGE, scenario=f"other{number}") for number in range(more)]
    alone = even_spread([counts], seed=4, replicates=20)[0]
    among = even_spread([*others, counts], seed=4, replicates=20)[-1]
    assert alone == among
