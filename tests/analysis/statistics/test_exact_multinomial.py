"""The exact test gives what enumeration gives, and a simulation comes near it."""

from itertools import product
from math import comb, factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.statistics import exact_multinomial as module
from analysis.statistics.exact_multinomial import exact_multinomial, how_many, partitions

SMALL = st.lists(st.integers(0, 4), min_size=2, max_size=4).filter(any)


def by_enumeration(counts: list[int]) -> float:
    """The p-value in whole numbers: every sample of the same size, one by one."""
    n, categories = sum(counts), len(counts)

    def arrangements(sample: tuple[int, ...]) -> int:
        return factorial(n) // prod(factorial(count) for count in sample)

    samples = (sample for sample in product(range(n + 1), repeat=categories) if sum(sample) == n)
    rare = sum(
        arrangements(sample)
        for sample in samples
        if arrangements(sample) <= arrangements(tuple(counts))
    )
    return float(rare / categories**n)


@given(SMALL)
@settings(max_examples=40, deadline=None)
def test_partitions_give_what_enumeration_gives(counts: list[int]) -> None:
    result = exact_multinomial(counts, seed=0)
    assert result.method == "exact"
    assert result.pvalue == pytest.approx(by_enumeration(counts))


@pytest.mark.parametrize("counts", [[7, 3], [17, 31], [0, 9], [1, 0]])
def test_two_choices_are_the_exact_binomial_test(counts: list[int]) -> None:
    expected = stats.binomtest(counts[0], sum(counts)).pvalue
    assert exact_multinomial(counts, seed=0).pvalue == pytest.approx(expected)


def test_a_sample_of_which_none_is_rarer() -> None:
    # Everybody chooses the same of ten: only the ten such samples, of 10^30, are as rare.
    assert exact_multinomial([0] * 9 + [30], seed=0).pvalue == pytest.approx(1e-29)


def test_the_evenest_sample_is_no_surprise() -> None:
    assert exact_multinomial([5, 5, 5], seed=0).pvalue == pytest.approx(1)
    assert exact_multinomial([1, 0, 0], seed=0).pvalue == pytest.approx(1)


def test_another_null_is_simulated_near_the_published_value() -> None:
    # The vignette of R's XNomial has Mendel's peas: xmulti() enumerates, P(Prob) = 0.9382.
    result = exact_multinomial([315, 108, 101, 32], [9 / 16, 3 / 16, 3 / 16, 1 / 16], seed=3)
    assert result.method == "simulated"
    assert result.standard_error == pytest.approx(0.00076, abs=1e-5)
    assert result.pvalue == pytest.approx(0.9382, abs=4 * 0.00076)
    assert result.caveats == ("The p-value is simulated: 100,000 samples, seed 3, error 0.00076.",)


def test_simulation_is_near_the_exact_value(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = exact_multinomial([18, 3, 9], seed=1).pvalue
    monkeypatch.setattr(module, "MOST_PARTITIONS", 0)
    simulated = exact_multinomial([18, 3, 9], seed=1)
    assert simulated.standard_error is not None
    assert simulated.pvalue == pytest.approx(exact, abs=4 * simulated.standard_error)


def test_a_seed_makes_a_simulation_repeatable() -> None:
    null = [0.5, 0.3, 0.2]
    first, again = (exact_multinomial([3, 9, 8], null, seed=5, replicates=999) for _ in range(2))
    assert first == again


def test_a_simulated_pvalue_is_never_zero() -> None:
    result = exact_multinomial([0, 60], [0.9, 0.1], seed=0, replicates=99)
    assert result.pvalue == 1 / 100


@pytest.mark.parametrize(("limit", "categories"), [(0, 1), (7, 1), (6, 3), (12, 5)])
def test_partitions_are_all_there_with_their_orders(limit: int, categories: int) -> None:
    parts = partitions(limit, categories)
    assert len(parts.total) == how_many(limit, categories)
    # Weighted by their orders alone, partitions of a total are its compositions.
    for total in range(limit + 1):
        of_total = parts.total == total
        orders = np.exp(parts.log_weight + parts.surprise)[of_total].sum()
        assert orders == pytest.approx(comb(total + categories - 1, categories - 1))
