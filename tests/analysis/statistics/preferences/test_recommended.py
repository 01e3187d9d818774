"""The recommended procedure tests an axis at once, whatever else is tested."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.choices import ChoiceCounts, with_pooled
from analysis.statistics.preferences.recommended import POOLED_IS_DEPENDENT, as_recommended
from tests.analysis.statistics.preferences.paper_counts import IMAGE, TABULAR, counted


def test_as_recommended_tests_the_axis_at_once() -> None:
    recommended = as_recommended(with_pooled([IMAGE, TABULAR]), seed=0, replicates=200)
    image, _, pooled = recommended.tests
    # R: chisq.test(c(18, 3, 9)): X-squared = 11.4, df = 2, p-value = 0.003346.
    assert image.chi_square.pvalue == pytest.approx(0.003346, abs=5e-7)
    assert image.exact.pvalue is not None
    assert image.pvalue_bonferroni == pytest.approx(3 * image.exact.pvalue)
    assert image.pvalue_holm == pytest.approx(3 * image.exact.pvalue)
    assert image.is_significant
    assert [choice.stands_out for choice in image.choices] == [1, -1, 0]
    assert pooled.caveats == (POOLED_IS_DEPENDENT,)


@pytest.mark.parametrize(
    ("empty", "reason"),
    [(counted("image", "metric", 0, 0), NOBODY), (counted("image", "metric", 5), ONE_CATEGORY)],
)
def test_what_cannot_be_tested_counts_in_no_correction(empty: ChoiceCounts, reason: str) -> None:
    recommended = as_recommended([empty, TABULAR], seed=0, replicates=10)
    assert recommended.made == 1
    untested = recommended.tests[0]
    assert (untested.pvalue_holm, untested.is_significant) == (None, False)
    assert untested.caveats == (reason,)
    assert recommended.tests[1].pvalue_bonferroni == recommended.tests[1].exact.pvalue


def test_a_test_that_was_not_made_is_not_found() -> None:
    with pytest.raises(StopIteration):
        as_recommended([IMAGE], seed=0, replicates=10).of("tabular", "metric")


@given(st.lists(st.integers(0, 15), min_size=2, max_size=6), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_other_counts_change_only_the_corrections(numbers: list[int], more: int) -> None:
    counts = counted("image", "action", *numbers)
    others = [replace(IMAGE, scenario=f"other{number}") for number in range(more)]
    alone = as_recommended([counts], seed=4, replicates=20).tests[0]
    among = as_recommended([*others, counts], seed=4, replicates=20).tests[-1]
    assert (alone.exact, alone.entropy, alone.choices) == (
        among.exact,
        among.entropy,
        among.choices,
    )
