"""The chi-square test gives what R gives, and says where it is approximate."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotCounts
from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.exact_multinomial import ExactMultinomial, exact_multinomial
from analysis.statistics.goodness_of_fit import chi_square

COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=5).filter(any)

# Mendel's (1866) dihybrid peas against 9:3:3:1.
PEAS, MENDEL = [315, 101, 108, 32], [9 / 16, 3 / 16, 3 / 16, 1 / 16]


def test_chi_square_of_mendels_peas() -> None:
    # R: chisq.test(c(315, 101, 108, 32), p = c(9, 3, 3, 1) / 16): X-squared = 0.47002, df = 3,
    # p-value = 0.9254.
    result = chi_square(PEAS, MENDEL)
    assert result.statistic == pytest.approx(0.47002, abs=5e-6)
    assert result.df == 3
    assert result.pvalue == pytest.approx(0.9254, abs=5e-5)
    assert result.cohens_w == pytest.approx((0.470024 / 556) ** 0.5, rel=1e-5)
    assert (result.smallest_expected, result.caveats) == (556 / 16, ())


def test_residuals_are_standardised() -> None:
    # For two choices either residual squared is the statistic.
    result = chi_square([20, 10])
    assert result.residuals == pytest.approx([(100 / 30) ** 0.5, -((100 / 30) ** 0.5)])
    assert result.statistic == pytest.approx(100 / 30)


def test_small_expected_counts_are_told() -> None:
    assert chi_square([1, 2, 4, 2]).caveats == (
        "4 of 4 expected counts are below 5 (smallest 2.2): the chi-square test is approximate.",
    )


@pytest.mark.parametrize(
    ("counts", "reason"), [([], NOBODY), ([0, 0, 0], NOBODY), ([7], ONE_CATEGORY)]
)
def test_what_cannot_be_tested_is_none_with_a_reason(counts: list[int], reason: str) -> None:
    fit, exact = chi_square(counts), exact_multinomial(counts, seed=0)
    assert (fit.statistic, fit.df, fit.pvalue, fit.cohens_w) == (None, None, None, None)
    assert (fit.caveats, fit.residuals) == ((reason,), ())
    assert exact == ExactMultinomial(sum(counts), None, "undefined", None, (reason,))


@pytest.mark.parametrize("counts", [[1, -1], [1.5, 2.0], [[1, 2], [3, 4]], ["a", "b"]])
def test_what_are_no_counts_is_refused(counts: list[int]) -> None:
    for test in (chi_square, lambda wrong: exact_multinomial(wrong, seed=0)):
        with pytest.raises(NotCounts, match="give whole numbers"):
            test(counts)


@pytest.mark.parametrize("null", [[0.5, 0.4], [1.0], [1.0, 0.0]])
def test_a_null_that_is_none_is_refused(null: list[float]) -> None:
    with pytest.raises(NotCounts, match="summing to 1"):
        chi_square([3, 4], null)


@given(COUNTS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_choices_does_not_matter(counts: list[int], random: Random) -> None:
    shuffled = list(counts)
    random.shuffle(shuffled)
    assert chi_square(shuffled).pvalue == pytest.approx(chi_square(counts).pvalue)
    pvalue, pvalue_of_shuffled = (
        exact_multinomial(ordered, seed=0).pvalue for ordered in (counts, shuffled)
    )
    assert pvalue == pvalue_of_shuffled
    assert pvalue is not None
    assert 0 < pvalue <= 1
