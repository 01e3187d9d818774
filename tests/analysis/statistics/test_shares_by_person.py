"""Intervals of shares and of their differences are those of the people behind them."""

import numpy as np
import pytest

from analysis.errors import NotCounts
from analysis.statistics.intervals import wilson
from analysis.statistics.shares_by_person import difference, share_by_person


def test_with_one_submission_each_it_is_wilsons_interval() -> None:
    # Newcombe (1998, Statistics in Medicine 17, 857-872), table I: 81 of 263, method 3.
    share = share_by_person([1] * 81 + [0] * 182, [1] * 263)
    assert share.interval is not None
    assert (share.times, share.n, share.people, share.effective) == (81, 263, 263, 263)
    assert (share.interval.low, share.interval.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_whoever_always_submits_the_same_counts_once() -> None:
    # By hand: 10 of 20 people, everybody twice alike; V = 20/19 Σ (±1)² / 40² = 1 / 76, n' = 19.
    share = share_by_person([2] * 10 + [0] * 10, [2] * 20)
    once = wilson(10, 20)
    assert share.interval is not None
    assert once is not None
    assert share.effective == 20  # never below the number of people
    assert (share.interval.low, share.interval.high) == pytest.approx((once.low, once.high))


def test_people_who_change_count_as_often_as_they_submit() -> None:
    share = share_by_person([1] * 20, [2] * 20)
    assert share.effective == 20  # nobody differs from anybody, which tells of people alone
    mixed = share_by_person([2] * 5 + [1] * 10 + [0] * 5, [2] * 20)
    # By hand: V = 20/19 · 10 / 40², so n' = 0.25 / V = 38.
    assert mixed.effective == pytest.approx(38)


def test_nobody_has_no_share() -> None:
    nobody = share_by_person([0, 0], [0, 0])
    assert (nobody.share, nobody.interval, nobody.people) == (None, None, 0)
    assert difference(nobody, nobody) is None


def test_differences_are_newcombes() -> None:
    # Newcombe (1998, Statistics in Medicine 17, 873-890), table II: 56/70 - 48/80, method 10.
    first = share_by_person([1] * 56 + [0] * 14, [1] * 70)
    second = share_by_person([1] * 48 + [0] * 32, [1] * 80)
    interval = difference(first, second)
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@pytest.mark.parametrize("alike", [0.0, 0.5, 1.0])
def test_the_interval_holds_the_true_share_however_alike_people_answer(alike: float) -> None:
    """2,000 studies of 40 people with two submissions, of which a share of 0.3 holds something."""
    random, held = np.random.default_rng(1), 0
    for _study in range(2_000):
        first = random.random(40) < 0.3
        second = np.where(random.random(40) < alike, first, random.random(40) < 0.3)
        interval = share_by_person(first.astype(int) + second, [2] * 40).interval
        assert interval is not None
        held += interval.low <= 0.3 <= interval.high
    assert held / 2_000 > 0.93


def test_more_than_was_submitted_is_refused() -> None:
    with pytest.raises(NotCounts, match="count each once"):
        share_by_person([2], [1])
