"""Entropy lies between agreement and evenness, with its bias corrected."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.statistics.counts import NOBODY, ONE_CATEGORY
from analysis.statistics.entropy import ENTROPY_IS_BIASED, NO_INTERVAL, ONE_CHOSEN, entropy


def test_shannons_own_example() -> None:
    # Shannon (1948, section 7): choices of 1/2, 1/4, 1/8, 1/8 have 7/4 bits.
    result = entropy([4, 2, 1, 1], seed=0, replicates=10)
    assert result.entropy == pytest.approx(7 / 4 * log(2))
    assert result.normalised_observed == result.normalised_axis == pytest.approx(7 / 8)


def test_both_normalisations_differ_where_a_choice_is_nobodys() -> None:
    result = entropy([5, 5, 0, 0], seed=0, replicates=10)
    assert result.normalised_observed == pytest.approx(1)
    assert result.normalised_axis == pytest.approx(1 / 2)
    assert (result.observed_categories, result.categories) == (2, 4)
    assert result.caveats == (ENTROPY_IS_BIASED,)


def test_millers_correction() -> None:
    # Miller (1955): (observed categories - 1) / 2n nats more, here never above ln K.
    result = entropy([18, 3, 9], seed=0, replicates=10)
    assert result.corrected == pytest.approx(0.8979457 + 2 / 60)
    assert entropy([10, 10, 10], seed=0, replicates=10).corrected == log(3)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [([], NOBODY), ([0, 0], NOBODY), ([6], ONE_CATEGORY), ([0, 6], ONE_CHOSEN)],
)
def test_what_has_no_spread_says_so_and_has_no_interval(counts: list[int], reason: str) -> None:
    result = entropy(counts, seed=0, replicates=10)
    assert result.caveats == ((reason, NO_INTERVAL) if reason is ONE_CHOSEN else (reason,))
    assert result.interval is None
    assert result.entropy == (None if reason is NOBODY else 0)
    assert result.normalised_observed is None
    assert result.normalised_axis == (0 if reason is ONE_CHOSEN else None)


def test_a_seed_makes_the_interval_repeatable() -> None:
    assert entropy([3, 4, 9], seed=2).interval == entropy([3, 4, 9], seed=2).interval
    assert entropy([3, 4, 9], seed=2).interval != entropy([3, 4, 9], seed=3).interval


@given(st.lists(st.integers(0, 20), min_size=2, max_size=10).filter(any))
@settings(max_examples=40, deadline=None)
def test_entropy_lies_between_agreement_and_evenness(counts: list[int]) -> None:
    result = entropy(counts, seed=0, replicates=50)
    assert result.entropy == pytest.approx(float(stats.entropy(counts)), abs=1e-12)
    assert result.entropy is not None
    assert result.corrected is not None
    assert 0 <= result.entropy <= result.corrected + 1e-12 <= log(len(counts)) + 2e-12
    if result.interval:
        assert 0 <= result.interval.low < result.interval.high <= log(len(counts)) + 1e-12
    else:
        assert NO_INTERVAL in result.caveats
