"""Corrections give what R gives, and count only tests that were made."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.errors import NotCounts
from analysis.statistics.corrections import PValues, benjamini_hochberg, bonferroni, holm

PVALUES = st.lists(st.none() | st.floats(0, 1), max_size=8)

# R: p <- c(0.01, 0.02, 0.03, 0.04, 0.05); p.adjust(p, "bonferroni"), "holm", "BH".
P = [0.01, 0.02, 0.03, 0.04, 0.05]


def test_corrections_give_what_r_gives() -> None:
    assert bonferroni(P) == pytest.approx([0.05, 0.10, 0.15, 0.20, 0.25])
    assert holm(P) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert benjamini_hochberg(P) == pytest.approx([0.05] * 5)


@pytest.mark.parametrize(
    ("correct", "name"),
    [(bonferroni, "bonferroni"), (holm, "holm"), (benjamini_hochberg, "fdr_bh")],
)
def test_statsmodels_gives_the_same_to_the_last_bit(
    correct: Callable[[PValues], PValues], name: str
) -> None:
    random = Random(1)  # noqa: S311
    pvalues = [
        random.choice([random.random(), random.random() ** 8, 0.05, 0.0]) for _ in range(200)
    ]
    assert list(correct(pvalues)) == multipletests(pvalues, method=name)[1].tolist()


def test_benjamini_and_hochbergs_own_example() -> None:
    # Benjamini & Hochberg (1995, section 3.2): fifteen tests; at 0.05 four are found by the false
    # discovery rate and three by Bonferroni.
    smallest = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p = [*smallest, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert sum(q <= 0.05 for q in benjamini_hochberg(p) if q is not None) == 4
    assert sum(q <= 0.05 for q in bonferroni(p) if q is not None) == 3


def test_tests_that_were_not_made_are_not_counted() -> None:
    assert bonferroni([0.01, None, 0.04]) == (0.02, None, 0.08)
    assert holm([None, None]) == (None, None)
    assert benjamini_hochberg([]) == ()


@given(PVALUES)
@settings(max_examples=50, deadline=None)
def test_benjamini_hochberg_is_at_most_holm_is_at_most_bonferroni(
    pvalues: list[float | None],
) -> None:
    rows = zip(
        pvalues, benjamini_hochberg(pvalues), holm(pvalues), bonferroni(pvalues), strict=True
    )
    for p, by_benjamini_hochberg, by_holm, by_bonferroni in rows:
        if p is None:
            assert (by_benjamini_hochberg, by_holm, by_bonferroni) == (None, None, None)
            continue
        assert by_benjamini_hochberg is not None
        assert by_holm is not None
        assert by_bonferroni is not None
        assert p <= by_benjamini_hochberg + 1e-12
        assert by_benjamini_hochberg <= by_holm + 1e-12
        assert by_holm <= by_bonferroni + 1e-12
        assert by_bonferroni <= 1


@pytest.mark.parametrize("correct", [bonferroni, holm, benjamini_hochberg])
def test_one_test_needs_no_correction(correct: type) -> None:
    assert correct([0.03]) == pytest.approx((0.03,))


@pytest.mark.parametrize("correct", [bonferroni, holm, benjamini_hochberg])
@pytest.mark.parametrize("pvalue", [float("nan"), float("inf"), -0.01, 1.01])
def test_what_is_no_pvalue_is_refused(correct: Callable[[PValues], PValues], pvalue: float) -> None:
    with pytest.raises(NotCounts, match="from 0 to 1, or None"):
        correct([0.01, pvalue])
