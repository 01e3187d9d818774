"""The procedure of the paper tests every choice against a sample of the same size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.choices import ChoiceCounts
from analysis.statistics.preferences.published import REFERENCE_ROUNDS_TO_ZERO, as_published
from tests.analysis.statistics.preferences.paper_counts import IMAGE, counted


def test_as_published_compares_with_a_sample_of_the_same_size() -> None:
    # R: chisq.test(matrix(c(18, 12, 10, 20), 2)): X-squared = 3.2812, p-value = 0.07008.
    first, *_ = as_published([IMAGE]).tests
    assert (first.choice, first.count, first.n, first.expected) == ("c0", 18, 30, 10)
    assert first.pvalue == pytest.approx(0.07008, abs=5e-6)
    assert first.pvalue_bonferroni == pytest.approx(3 * 0.07008, abs=2e-5)
    assert not first.is_significant


def test_as_published_uses_fishers_test_where_few_answers_are_expected() -> None:
    published = as_published([counted("image", "number", 20, *[0] * 8, 10)])
    assert {test.method for test in published.tests} == {"Fisher's exact test"}
    # R: fisher.test(matrix(c(20, 10, 3, 27), 2)): p-value = 1.098e-05.
    assert published.tests[0].pvalue == pytest.approx(1.098e-05, rel=1e-3)
    assert published.tests[0].is_preferred


def test_a_choice_that_is_avoided_is_significant_and_not_preferred() -> None:
    avoided = as_published([counted("image", "metric", 0, 60)]).tests[0]
    assert (avoided.is_significant, avoided.is_preferred) == (True, False)


def test_a_reference_that_rounds_to_nobody_is_told() -> None:
    first = as_published([counted("image", "number", 0, 1, 1, *[0] * 7)]).tests[0]
    assert (first.pvalue, first.caveats) == (1, (REFERENCE_ROUNDS_TO_ZERO,))


@pytest.mark.parametrize(
    ("empty", "reason"),
    [(counted("image", "metric", 0, 0), NOBODY), (counted("image", "metric", 5), ONE_CATEGORY)],
)
def test_what_cannot_be_tested_counts_in_no_correction(empty: ChoiceCounts, reason: str) -> None:
    published = as_published([empty, IMAGE])
    assert published.made == 3
    assert all(test.pvalue is None for test in published.of("image", "metric")[:1])
    assert published.tests[0].caveats == (reason,)


@given(st.lists(st.integers(0, 15), min_size=2, max_size=6), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_p_values_are_probabilities_or_are_not_there(numbers: list[int], more: int) -> None:
    counts = counted("image", "action", *numbers)
    for test in as_published([counts, *[IMAGE] * more]).tests:
        assert test.pvalue is None or 0 <= test.pvalue <= 1
        assert (test.pvalue_bonferroni is None) == (test.pvalue is None)
