"""Corrections give what R gives, and count only tests that were made."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analysis.errors import NotCounts
from analysis.statistics.corrections import PValues, bonferroni, holm

PVALUES = st.lists(st.none() | st.floats(0, 1), max_size=8)

# R: p <- c(0.01, 0.02, 0.03, 0.04, 0.05); p.adjust(p, "bonferroni"), "holm".
P = [0.01, 0.02, 0.03, 0.04, 0.05]


def test_corrections_give_what_r_gives() -> None:
    assert bonferroni(P) == pytest.approx([0.05, 0.10, 0.15, 0.20, 0.25])
    assert holm(P) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])


@pytest.mark.parametrize(
    ("correct", "name"),
    [(bonferroni, "bonferroni"), (holm, "holm")],
)
def test_statsmodels_gives_the_same_to_the_last_bit(
    correct: Callable[[PValues], PValues], name: str
) -> None:
    random = Random(1)  # noqa: S311
    pvalues = [
        random.choice([random.random(), random.random() ** 8, 0.05, 0.0]) for _ in range(200)
    ]
    assert list(correct(pvalues)) == multipletests(pvalues, method=name)[1].tolist()


def test_tests_that_were_not_made_are_not_counted() -> None:
    assert bonferroni([0.01, None, 0.04]) == (0.02, None, 0.08)
    assert holm([None, None]) == (None, None)
    assert holm([]) == ()


@given(PVALUES)
@settings(max_examples=50, deadline=None)
def test_holm_is_at_most_bonferroni(pvalues: list[float | None]) -> None:
    for p, by_holm, by_bonferroni in zip(pvalues, holm(pvalues), bonferroni(pvalues), strict=True):
        if p is None:
            assert (by_holm, by_bonferroni) == (None, None)
            continue
        assert by_holm is not None
        assert by_bonferroni is not None
        assert p <= by_holm + 1e-12
        assert by_holm <= by_bonferroni + 1e-12
        assert by_bonferroni <= 1


@pytest.mark.parametrize("correct", [bonferroni, holm])
def test_one_test_needs_no_correction(correct: type) -> None:
    assert correct([0.03]) == pytest.approx((0.03,))


@pytest.mark.parametrize("correct", [bonferroni, holm])
@pytest.mark.parametrize("pvalue", [float("nan"), float("inf"), -0.01, 1.01])
def test_what_is_no_pvalue_is_refused(correct: Callable[[PValues], PValues], pvalue: float) -> None:
    with pytest.raises(NotCounts, match="from 0 to 1, or None"):
        correct([0.01, pvalue])
