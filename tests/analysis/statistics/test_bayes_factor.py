"""The Bayes factor of evenness is that of enumeration, and its words say which way it points."""

from fractions import Fraction
from itertools import product
from math import comb, factorial, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotCounts
from analysis.statistics.bayes_factor import BayesFactor, evenness, evidence
from analysis.statistics.counts import NOBODY, ONE_CATEGORY

COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=5).filter(any)


@pytest.mark.parametrize(
    ("counts", "bf01", "words"),
    # The founding study's table 3, as in fixtures/reference/choice_counts.csv.
    [
        ([10, 9, 11], 12, "strong evidence for equal shares"),
        ([13, 5, 13], 1.5, "undecided between equal shares and a preference"),
        ([18, 3, 9], 1 / 22, "strong evidence against equal shares"),
    ],
)
def test_the_founding_studys_choices(counts: list[int], bf01: float, words: str) -> None:
    factor = evenness(counts)
    assert factor.bf01 == pytest.approx(bf01, rel=0.02)
    assert factor.bf10 == pytest.approx(1 / bf01, rel=0.02)
    assert evidence(factor) == words


@given(COUNTS)
@settings(max_examples=40, deadline=None)
def test_it_is_the_ratio_in_exact_fractions(counts: list[int]) -> None:
    n, categories = sum(counts), len(counts)
    ways = factorial(n) // prod(factorial(count) for count in counts)
    # Under the prior every sample is as probable.
    expected = Fraction(ways, categories**n) * comb(n + categories - 1, categories - 1)
    assert evenness(counts).bf01 == pytest.approx(float(expected), rel=1e-10)


def test_over_all_samples_the_factor_against_evenness_averages_one() -> None:
    # E[BF10] = 1 under equal shares, whatever the prior.
    n, categories, mean = 6, 3, 0.0
    for sample in product(range(n + 1), repeat=categories):
        if sum(sample) == n:
            ways = factorial(n) // prod(factorial(count) for count in sample)
            mean += ways / categories**n * (evenness(sample).bf10 or 0)
    assert mean == pytest.approx(1)


@pytest.mark.parametrize(
    ("bf01", "words"),
    # Lee & Wagenmakers (2013, table 7.1), after Jeffreys (1961).
    [
        (150.0, "extreme evidence for equal shares"),
        (1 / 150, "extreme evidence against equal shares"),
        (100.0, "extreme evidence for equal shares"),
        (31.0, "very strong evidence for equal shares"),
        (1 / 12, "strong evidence against equal shares"),
        (3.0, "moderate evidence for equal shares"),
        (1 / 3.01, "moderate evidence against equal shares"),
        (2.9, "undecided between equal shares and a preference"),
        (1.0, "undecided between equal shares and a preference"),
        (1 / 2.9, "undecided between equal shares and a preference"),
    ],
)
def test_words_follow_the_published_bands(bf01: float, words: str) -> None:
    assert evidence(BayesFactor(10, bf01, ())) == words


def test_the_more_people_agree_the_less_is_left_for_evenness() -> None:
    factors = [evenness([n, 0, 0]).bf01 or 0 for n in range(1, 9)]
    assert factors[0] == pytest.approx(1)
    assert factors == sorted(factors, reverse=True)


def test_overwhelming_counts_stay_numbers() -> None:
    factor = evenness([1_000_000, 0])
    assert factor.bf10 == pytest.approx(2.718281828**700, rel=1e-3)
    assert 0 < (factor.bf01 or 0) < 1e-300


@pytest.mark.parametrize(
    ("counts", "reason"), [([], NOBODY), ([0, 0], NOBODY), ([7], ONE_CATEGORY)]
)
def test_nothing_to_compare_is_no_evidence(counts: list[int], reason: str) -> None:
    factor = evenness(counts)
    assert (factor.bf01, factor.bf10, factor.caveats) == (None, None, (reason,))
    assert evidence(factor) == "no evidence, as there is nothing to compare"


def test_what_are_no_counts_is_refused() -> None:
    with pytest.raises(NotCounts, match="give whole numbers"):
        evenness([1, -1])
