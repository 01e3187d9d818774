"""Intervals are those of their sources, and stay between 0 and 1."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import multinomial_proportions_confint, proportion_confint

from analysis.errors import NotCounts
from analysis.statistics.intervals import percentile_interval, simultaneous, wilson


@pytest.mark.parametrize(
    ("count", "n", "expected"),
    # Newcombe (1998, table I, method 3).
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0000, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_newcombes_examples(count: int, n: int, expected: tuple[float, float]) -> None:
    interval = wilson(count, n)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx(expected, abs=5e-5)


def test_goodman_gives_sison_and_glaz_example() -> None:
    # Sison & Glaz (1995), first example, Goodman's intervals to three decimals.
    intervals = simultaneous([56, 72, 73, 59, 62, 87, 58])
    assert [interval.low for interval in intervals] == pytest.approx(
        [0.085, 0.115, 0.116, 0.091, 0.096, 0.143, 0.089], abs=1e-3
    )
    assert [interval.high for interval in intervals] == pytest.approx(
        [0.166, 0.204, 0.207, 0.173, 0.181, 0.239, 0.171], abs=1e-3
    )


@given(
    st.lists(st.integers(0, 100_000), min_size=2, max_size=16).filter(any),
    st.sampled_from([0.9, 0.95, 0.99]),
)
@settings(max_examples=40, deadline=None)
def test_intervals_are_those_of_statsmodels(counts: list[int], confidence: float) -> None:
    alone = wilson(counts[0], sum(counts), confidence=confidence)
    together = simultaneous(counts, confidence=confidence)
    expected = proportion_confint(counts[0], sum(counts), alpha=1 - confidence, method="wilson")
    goodman = multinomial_proportions_confint(counts, alpha=1 - confidence, method="goodman")
    assert alone is not None
    assert (alone.low, alone.high) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert [(both.low, both.high) for both in together] == [
        pytest.approx(tuple(both), rel=1e-12, abs=1e-12) for both in goodman
    ]


def test_nobody_gives_no_interval() -> None:
    assert wilson(0, 0) is None
    assert simultaneous([0, 0, 0]) == ()
    assert simultaneous([]) == ()


def test_more_than_everybody_is_refused() -> None:
    with pytest.raises(NotCounts, match="none below zero"):
        wilson(5, 4)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=10).filter(any))
@settings(max_examples=40, deadline=None)
def test_intervals_hold_their_share_and_are_wider_together(counts: list[int]) -> None:
    n = sum(counts)
    for count, together in zip(counts, simultaneous(counts), strict=True):
        alone = wilson(count, n)
        assert alone is not None
        assert 0 <= together.low <= alone.low + 1e-12
        assert alone.low - 1e-12 <= count / n <= alone.high + 1e-12
        assert alone.high - 1e-12 <= together.high <= 1


def test_a_percentile_interval_is_the_middle() -> None:
    interval = percentile_interval(np.arange(101.0), 0.9)
    assert (interval.low, interval.high) == pytest.approx((5, 95))
    assert interval.confidence == 0.9


@pytest.mark.parametrize("confidence", [95, 0, 1, float("nan")])
def test_a_confidence_that_is_no_share_is_refused(confidence: float) -> None:
    for interval in (
        lambda: wilson(3, 10, confidence=confidence),
        lambda: simultaneous([3, 7], confidence=confidence),
        lambda: percentile_interval(np.arange(9.0), confidence),
    ):
        with pytest.raises(NotCounts, match=r"such as 0\.95"):
            interval()


@pytest.mark.parametrize("values", [[], [1.0, float("nan")], [1.0, float("inf")]])
def test_resampled_values_that_are_no_numbers_are_refused(values: list[float]) -> None:
    with pytest.raises(NotCounts, match="leave out what is undefined"):
        percentile_interval(np.array(values), 0.95)
