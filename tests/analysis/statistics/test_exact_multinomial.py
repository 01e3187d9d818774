"""The exact test gives what enumeration gives, and a simulation comes near it."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from math import exp, factorial, prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics import exact_multinomial as module
from analysis.statistics.exact_multinomial import (
    Ordering,
    critical_sum_of_squares,
    exact_multinomial,
)

SMALL = st.lists(st.integers(0, 4), min_size=2, max_size=4).filter(any)
ORDERINGS: tuple[Ordering, ...] = ("chi_square", "probability")

# One choice at 5 of 8 people among ten, the only sample but for its order with X² = 27.
EIGHT_OF_TEN = [5, 1, 1, 1, 0, 0, 0, 0, 0, 0]


def samples_of(n: int, categories: int) -> Iterator[tuple[int, ...]]:
    """Every sample of n people, one by one."""
    for head in product(range(n + 1), repeat=categories - 1):
        if sum(head) <= n:
            yield *head, n - sum(head)


def arrangements(sample: tuple[int, ...]) -> int:
    """In how many ways people can have given a sample."""
    return factorial(sum(sample)) // prod(factorial(count) for count in sample)


@cache
def by_enumeration(counts: tuple[int, ...], ordering: Ordering) -> Fraction:
    """The p-value in exact fractions."""

    def is_as_far(sample: tuple[int, ...]) -> bool:
        if ordering == "probability":
            return arrangements(sample) <= arrangements(counts)
        # X² = K/n Σ k² - n: as large where the squares sum to as much.
        return sum(count**2 for count in sample) >= sum(count**2 for count in counts)

    n, categories = sum(counts), len(counts)
    rare = sum(arrangements(sample) for sample in samples_of(n, categories) if is_as_far(sample))
    return Fraction(rare, categories**n)


@given(SMALL, st.sampled_from(ORDERINGS))
@settings(max_examples=60, deadline=None)
def test_partitions_give_what_enumeration_gives(counts: list[int], ordering: Ordering) -> None:
    result = exact_multinomial(counts, seed=0, ordering=ordering)
    expected = float(by_enumeration(tuple(counts), ordering))
    assert result.method == "exact"
    assert result.pvalue == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("ordering", "expected"), [("chi_square", 4348), ("probability", 6364)])
def test_the_orderings_differ_where_one_choice_stands_above(
    ordering: Ordering, expected: int
) -> None:
    # By hand: 10 · 9!/6!3! · 8!/5! = 282,240 arrangements for 5, 1, 1, 1 and 434,800 of 10^8 with
    # Σ k² of at least 28, 636,400 as improbable; chi-square, 9 df: 0.0014.
    assert stats.chi2.sf(27, 9) == pytest.approx(0.0014, abs=5e-5)
    result = exact_multinomial(EIGHT_OF_TEN, seed=0, ordering=ordering)
    assert result.pvalue == pytest.approx(expected / 10**6, rel=1e-12)


def test_forty_people_and_five_choices() -> None:
    # R: chisq.test(c(15, 6, 3, 5, 11)): X-squared = 12, df = 4, p-value = 0.01735. By enumeration
    # of 135,751 samples: 0.016403 by X² and 0.021894 by probability.
    counts = [15, 6, 3, 5, 11]
    assert stats.chisquare(counts).pvalue == pytest.approx(0.01735, abs=5e-6)
    by_chi_square, by_probability = (
        exact_multinomial(counts, seed=0, ordering=ordering).pvalue for ordering in ORDERINGS
    )
    assert by_chi_square == pytest.approx(0.016403, abs=5e-7)
    assert by_probability == pytest.approx(0.021894, abs=5e-7)


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("counts", [[7, 3], [17, 31], [0, 9], [1, 0], [1_000_000, 1_002_000]])
def test_two_choices_are_the_exact_binomial_test(counts: list[int], ordering: Ordering) -> None:
    expected = stats.binomtest(counts[0], sum(counts)).pvalue
    result = exact_multinomial(counts, seed=0, ordering=ordering)
    assert (result.method, result.standard_error) == ("exact", None)
    assert result.pvalue == pytest.approx(expected)


def test_two_choices_with_another_null_are_exact_by_either_ordering() -> None:
    # By hand, P(0) + P(1) + P(5) of n = 5, p = 0.6, for X²: as far from 3 as 1 is. By probability,
    # P(0) = 0.01024 and P(1) = 0.0768, as P(5) = 0.07776 is larger.
    by_chi_square, by_probability = (
        exact_multinomial([1, 4], [0.6, 0.4], seed=0, ordering=ordering) for ordering in ORDERINGS
    )
    assert by_chi_square.pvalue == pytest.approx(0.01024 + 0.0768 + 0.07776)
    assert by_probability.pvalue == pytest.approx(0.01024 + 0.0768)


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_a_sample_of_which_none_is_rarer(ordering: Ordering) -> None:
    # Everybody chooses the same of ten: only the ten such samples, of 10^30, are as rare.
    result = exact_multinomial([0] * 9 + [30], seed=0, ordering=ordering)
    assert result.pvalue == pytest.approx(1e-29)


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("counts", [[5, 5, 5], [1, 0, 0], [4, 4], [2, 1]])
def test_the_evenest_sample_is_no_surprise(counts: list[int], ordering: Ordering) -> None:
    assert exact_multinomial(counts, seed=0, ordering=ordering).pvalue == pytest.approx(1)


@pytest.mark.parametrize(
    ("ordering", "expected"),
    # The vignette of R's XNomial has Mendel's peas: xmulti() enumerates, P(Prob) = 0.9382 and
    # P(Chisq) = 0.9272.
    [("probability", 0.9382), ("chi_square", 0.9272)],
)
def test_another_null_is_simulated_near_the_published_value(
    ordering: Ordering, expected: float
) -> None:
    null = [9 / 16, 3 / 16, 3 / 16, 1 / 16]
    result = exact_multinomial([315, 108, 101, 32], null, seed=3, ordering=ordering)
    assert result.method == "simulated"
    assert result.standard_error == pytest.approx(0.0008, abs=5e-5)
    assert result.pvalue == pytest.approx(expected, abs=4 * 0.0008)
    assert result.caveats[0].startswith("The p-value is simulated: 100,000 samples, seed 3, error")


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_simulation_is_near_the_exact_value(
    monkeypatch: pytest.MonkeyPatch, ordering: Ordering
) -> None:
    exact = exact_multinomial([16, 4, 10], seed=1, ordering=ordering).pvalue
    monkeypatch.setattr(module, "MOST_PARTITIONS", 0)
    simulated = exact_multinomial([16, 4, 10], seed=1, ordering=ordering)
    assert simulated.standard_error is not None
    assert simulated.pvalue == pytest.approx(exact, abs=4 * simulated.standard_error)


def test_the_largest_study_that_is_accepted_is_tested_at_once() -> None:
    # χ² = 2 (10⁴)² / 10⁹ = 0.2 on two degrees of freedom, for which p = exp(-0.1).
    result = exact_multinomial([10**9, 10**9 - 10**4, 10**9 + 10**4], seed=1)
    assert (result.method, result.standard_error) == ("chi_square", None)
    assert result.pvalue == pytest.approx(exp(-0.1))
    assert "χ², as 5,000 people or more" in result.caveats[0]


@pytest.mark.parametrize("counts", [[540, 470, 490], [557, 471, 472], [550, 500, 450]])
def test_chi_square_is_nearer_to_the_exact_value_the_more_people_there_are(
    monkeypatch: pytest.MonkeyPatch, counts: list[int]
) -> None:
    exact = exact_multinomial(counts, seed=1)
    monkeypatch.setattr(module, "MOST_PARTITIONS", 0)
    monkeypatch.setattr(module, "LARGE", 500)
    approximate = exact_multinomial(counts, seed=1)
    assert (exact.method, approximate.method) == ("exact", "chi_square")
    # Twice what it is with 3,000 people, and a tenth of that from 15,000 on.
    assert approximate.pvalue == pytest.approx(exact.pvalue, abs=0.0016)


@pytest.mark.parametrize("people_to_each", [4_999, 5_000])
def test_the_critical_sum_of_many_people_is_that_of_their_test(people_to_each: int) -> None:
    n = 3 * people_to_each
    critical = critical_sum_of_squares(n, 3, 0.05, replicates=2_000)
    assert critical is not None
    # χ² = 3 Σ k² / n - n is 5.991 where p is 0.05.
    assert 3 * critical / n - n == pytest.approx(5.991, abs=0.01 if n >= 15_000 else 0.6)


def test_many_people_are_simulated_where_probabilities_order_them() -> None:
    result = exact_multinomial([6_000, 6_000, 6_100], seed=1, ordering="probability", replicates=99)
    assert result.method == "simulated"


def test_a_seed_makes_a_simulation_repeatable() -> None:
    null = [0.5, 0.3, 0.2]
    first, again = (exact_multinomial([3, 9, 8], null, seed=5, replicates=999) for _ in range(2))
    assert first == again


def test_a_simulated_pvalue_is_never_zero() -> None:
    result = exact_multinomial([0, 0, 60], [0.5, 0.4, 0.1], seed=0, replicates=99)
    assert result.pvalue == 1 / 100


@pytest.mark.parametrize(("n", "categories"), [(8, 2), (9, 2), (8, 4), (7, 3)])
@pytest.mark.parametrize("alpha", [0.2, 0.05, 0.01])
def test_the_critical_sum_rejects_what_the_test_rejects(
    n: int, categories: int, alpha: float
) -> None:
    critical = critical_sum_of_squares(n, categories, alpha)
    for sample in samples_of(n, categories):
        rejected = by_enumeration(tuple(sorted(sample)), "chi_square") < alpha
        squares = sum(count**2 for count in sample)
        assert rejected == (critical is not None and squares >= critical)


def test_a_simulated_critical_sum_is_that_of_the_simulated_test(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exact = critical_sum_of_squares(30, 3, 0.05)
    monkeypatch.setattr(module, "MOST_PARTITIONS", 0)
    critical = critical_sum_of_squares(30, 3, 0.05, seed=9)
    assert critical is not None
    assert critical == pytest.approx(exact, rel=0.01)
    for counts in ([15, 9, 6], [15, 10, 5], [16, 8, 6], [16, 9, 5], [17, 7, 6]):
        pvalue = exact_multinomial(counts, seed=9).pvalue
        assert pvalue is not None
        assert (pvalue < 0.05) == (sum(count**2 for count in counts) >= critical)


def test_too_few_people_are_never_rejected() -> None:
    # Two people agree on one of three, Σ k² = 4, with p = 1/3; else it is 2.
    assert critical_sum_of_squares(2, 3, 0.05) is None
    assert critical_sum_of_squares(2, 3, 0.34) == 3
    assert critical_sum_of_squares(0, 3, 0.05) is None


@pytest.mark.parametrize(
    ("n", "categories", "alpha"), [(10, 1, 0.05), (-1, 3, 0.05), (10, 3, 5.0), (10**10, 3, 0.05)]
)
def test_no_such_test_is_refused(n: int, categories: int, alpha: float) -> None:
    with pytest.raises(NotCounts, match="There is no such test: give"):
        critical_sum_of_squares(n, categories, alpha)
