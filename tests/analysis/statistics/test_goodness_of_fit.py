"""The chi-square test gives what R gives, and says where it is approximate."""

from fractions import Fraction
from itertools import product
from math import factorial, prod
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.alternatives import shares_of
from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.exact_multinomial import ExactMultinomial, exact_multinomial
from analysis.statistics.goodness_of_fit import chi_square, corrected_w

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
    assert (fit.w_corrected, fit.w_interval) == (None, None)
    assert (fit.caveats, fit.residuals) == ((reason,), ())
    assert exact == ExactMultinomial(sum(counts), None, "undefined", None, (reason,))


NAN, INFINITE = float("nan"), float("inf")


@pytest.mark.parametrize(
    "counts",
    [[1, -1], [1.5, 2.0], [[1, 2], [3, 4]], ["a", "b"], [NAN, 3], [INFINITE, 3], [2**62, 2**62]],
)
def test_what_are_no_counts_is_refused(counts: list[int]) -> None:
    for test in (chi_square, lambda wrong: exact_multinomial(wrong, seed=0)):
        with pytest.raises(NotCounts, match="give whole numbers"):
            test(counts)


@pytest.mark.parametrize("null", [[0.5, 0.4], [1.0], [1.0, 0.0], [NAN, 1.0], [INFINITE, 1.0]])
def test_a_null_that_is_none_is_refused(null: list[float]) -> None:
    with pytest.raises(NotCounts, match="summing to 1"):
        chi_square([3, 4], null)


def test_the_square_of_the_corrected_w_is_right_on_average() -> None:
    # Over every sample of 5 people, in exact fractions: the mean of (X² - (K - 1)) / (n - 1) is w²,
    # here K Σ p² - 1 of 1/2, 1/3 and 1/6.
    shares, n = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)], 5
    mean = Fraction(0)
    for sample in product(range(n + 1), repeat=3):
        if sum(sample) == n:
            ways = factorial(n) // prod(factorial(count) for count in sample)
            chance = ways * prod(s**k for s, k in zip(shares, sample, strict=True))
            statistic = Fraction(3, n) * sum(count**2 for count in sample) - n
            mean += chance * (statistic - 2) / (n - 1)
            # What falls below 0 is 0.
            corrected = chi_square(list(sample)).w_corrected
            assert corrected is not None
            expected = max(Fraction(0), (statistic - 2) / (n - 1))
            assert corrected**2 == pytest.approx(float(expected), abs=1e-12)
    assert mean == 3 * sum(share**2 for share in shares) - 1


@pytest.mark.parametrize(
    # Means of w by chance as printed before, and of what is left of it without its bias.
    ("n", "categories", "uncorrected", "corrected"),
    [(31, 10, 0.52, 0.14), (62, 10, 0.37, 0.10), (31, 3, 0.22, 0.09)],
)
def test_without_a_preference_little_is_left_of_the_corrected_w(
    n: int, categories: int, uncorrected: float, corrected: float
) -> None:
    drawn = np.random.default_rng(1).multinomial(n, [1 / categories] * categories, size=5_000)
    statistics = categories / n * (drawn**2).sum(axis=1) - n
    assert np.sqrt(statistics / n).mean() == pytest.approx(uncorrected, abs=0.01)
    left = np.array([corrected_w(statistic, n, categories - 1) for statistic in statistics])
    assert left.mean() == pytest.approx(corrected, abs=0.01)
    # In more than every other study nothing is left.
    assert np.median(left) == 0


def test_the_corrected_w_keeps_its_ends() -> None:
    everybody, evenly = chi_square([9, 0, 0]), chi_square([3, 3, 3])
    assert everybody.w_corrected == pytest.approx(2**0.5)
    assert evenly.w_corrected == 0
    assert chi_square([1, 0, 0]).w_corrected is None
    # Its bias is known for equal shares alone.
    assert chi_square(PEAS, MENDEL).w_corrected is None


def test_an_interval_of_w_holds_it_and_ends_where_everybody_chooses_the_same() -> None:
    interval = chi_square([18, 3, 9]).w_interval
    assert interval is not None
    # X² = 11.4, df 2: the two λ at which it has 2.5 % on either side, 1.3590 and 27.2165.
    assert (interval.low, interval.high) == pytest.approx((0.21284, 0.95248), abs=1e-5)
    for limit, share in ((interval.low, 0.975), (interval.high, 0.025)):
        assert stats.ncx2.cdf(11.4, 2, 30 * limit**2) == pytest.approx(share)
    same = chi_square([9, 0, 0]).w_interval
    assert same is not None
    assert same.high == pytest.approx(2**0.5)
    against_one_in_ten = chi_square([0, 9], [0.9, 0.1]).w_interval
    assert against_one_in_ten is not None
    assert against_one_in_ten.high == pytest.approx(3)


@pytest.mark.parametrize(
    # The shares documented: near 0.95 with three levels, too few with ten and one above them.
    ("categories", "w", "coverage"),
    [(3, 0.5, 0.95), (10, 0.8, 0.81)],
)
def test_an_interval_of_w_covers_as_documented(categories: int, w: float, coverage: float) -> None:
    shares = shares_of("one_above", categories, w)
    drawn = np.random.default_rng(1).multinomial(31, shares, size=1_500)
    # The interval depends on the sum of squares alone.
    _, first, times = np.unique((drawn**2).sum(axis=1), return_index=True, return_counts=True)
    intervals = [chi_square(drawn[at].tolist()).w_interval for at in first]
    holds = [interval is not None and interval.low <= w <= interval.high for interval in intervals]
    assert times[holds].sum() / 1_500 == pytest.approx(coverage, abs=0.02)


def test_counts_that_are_too_even_have_no_interval() -> None:
    # X² = 0: every noncentral chi-square is larger.
    assert chi_square([10, 10, 10]).w_interval is None


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
