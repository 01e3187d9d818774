from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.preferences.choices import POOLED, ChoiceCounts, with_pooled
from analysis.statistics.preferences.conclusions import Conclusion, conclusions
from analysis.statistics.preferences.published import REFERENCE_ROUNDS_TO_ZERO, as_published
from analysis.statistics.preferences.recommended import POOLED_IS_DEPENDENT, as_recommended


def counted(scenario: str, axis: str, *numbers: int) -> ChoiceCounts:
    return ChoiceCounts(scenario, axis, {f"c{at}": k for at, k in enumerate(numbers)})


IMAGE = counted("image", "metric", 18, 3, 9)
TABULAR = counted("tabular", "metric", 11, 13, 7)


def test_pooled_counts_are_sums_and_come_last() -> None:
    only_one = counted("image", "action", 1, 2)
    pooled = with_pooled([IMAGE, only_one, TABULAR])
    assert pooled[:3] == (IMAGE, only_one, TABULAR)
    assert pooled[3:] == (counted(POOLED, "metric", 29, 16, 16),)


def test_scenarios_with_other_choices_are_not_pooled() -> None:
    with pytest.raises(NotCounts, match="different choices of metric"):
        with_pooled([IMAGE, counted("tabular", "metric", 11, 13)])


def test_as_published_compares_with_a_sample_of_the_same_size() -> None:
    # R: chisq.test(matrix(c(18, 12, 10, 20), 2)): X-squared = 3.2812, p-value = 0.07008.
    first, *_ = as_published([IMAGE]).tests
    assert (first.choice, first.count, first.n, first.expected) == ("c0", 18, 30, 10)
    assert first.pvalue == pytest.approx(0.07008, abs=5e-6)
    assert first.pvalue_bonferroni == pytest.approx(3 * 0.07008, abs=2e-5)
    assert not first.is_significant


def test_as_published_uses_fishers_test_where_told() -> None:
    found = as_published([counted("image", "number", 20, *[0] * 8, 10)])
    assert {test.method for test in found.tests} == {"Fisher's exact test"}
    # R: fisher.test(matrix(c(20, 10, 3, 27), 2)): p-value = 1.098e-05.
    assert found.tests[0].pvalue == pytest.approx(1.098e-05, rel=1e-3)
    assert found.tests[0].is_preferred
    elsewhere = as_published([counted("image", "number", 5, 5)], fisher_axes=())
    assert elsewhere.tests[0].method == "chi-square with Yates' correction"


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
    recommended = as_recommended([empty, TABULAR], seed=0, replicates=10)
    assert recommended.made == 1
    untested = recommended.tests[0]
    assert (untested.pvalue_holm, untested.is_significant) == (None, False)
    assert untested.caveats == (reason,)
    assert recommended.tests[1].pvalue_bonferroni == recommended.tests[1].exact.pvalue


def test_as_recommended_tests_the_axis_at_once() -> None:
    found = as_recommended(with_pooled([IMAGE, TABULAR]), seed=0, replicates=200)
    image, _, pooled = found.tests
    # R: chisq.test(c(18, 3, 9)): X-squared = 11.4, df = 2, p-value = 0.003346.
    assert image.chi_square.pvalue == pytest.approx(0.003346, abs=5e-7)
    assert image.exact.pvalue is not None
    assert image.pvalue_bonferroni == pytest.approx(3 * image.exact.pvalue)
    assert image.pvalue_holm == pytest.approx(3 * image.exact.pvalue)
    assert image.is_significant
    assert [each.stands_out for each in image.choices] == [1, -1, 0]
    assert pooled.caveats == (POOLED_IS_DEPENDENT,)


def test_the_procedures_are_set_side_by_side() -> None:
    counts = [IMAGE, TABULAR]
    disagreement, agreement = conclusions(
        as_published(counts), as_recommended(counts, seed=0, replicates=10)
    )
    assert disagreement == Conclusion("image", "metric", False, True, (), ("c0",))
    assert not disagreement.agrees
    assert agreement == Conclusion("tabular", "metric", False, False, (), ())
    assert agreement.agrees


@given(st.lists(st.integers(0, 15), min_size=2, max_size=6), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_other_counts_change_only_the_corrections(numbers: list[int], more: int) -> None:
    counts = counted("image", "action", *numbers)
    others = [replace(IMAGE, scenario=f"other{at}") for at in range(more)]
    alone = as_recommended([counts], seed=4, replicates=20).tests[0]
    among = as_recommended([*others, counts], seed=4, replicates=20).tests[-1]
    assert (alone.exact, alone.entropy, alone.choices) == (
        among.exact,
        among.entropy,
        among.choices,
    )
    for test in as_published([counts, *others]).tests:
        assert test.pvalue is None or 0 <= test.pvalue <= 1
        assert (test.pvalue_bonferroni is None) == (test.pvalue is None)
