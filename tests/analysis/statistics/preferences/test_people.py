"""The same people are compared with themselves, and their answers pooled by person."""

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import NotCounts
from analysis.statistics.entropy import NO_INTERVAL, entropy
from analysis.statistics.intervals import simultaneous
from analysis.statistics.preferences.people import (
    People,
    compare_scenarios,
    counts_of,
    pooled_entropy,
    pooled_estimates,
)

Patterns = Mapping[tuple[str | None, ...], int]


def people(patterns: Patterns) -> People:
    return People("action", ("image", "tabular"), ("a", "b", "c"), patterns)


SOME = people({("a", "b"): 5, ("b", "b"): 7, ("a", "c"): 3, ("c", None): 2, (None, None): 4})


def test_people_are_counted_by_scenario() -> None:
    image, tabular = counts_of(SOME)
    assert image.counts == {"a": 8, "b": 7, "c": 2}
    assert tabular.counts == {"a": 0, "b": 12, "c": 3}


def test_only_those_who_answered_both_are_compared() -> None:
    (comparison,) = compare_scenarios(SOME, seed=0)
    assert (comparison.first, comparison.second) == ("image", "tabular")
    assert (comparison.people, comparison.same) == (15, 7)
    assert comparison.homogeneity.changed == comparison.symmetry.changed == 8


def test_every_scenario_is_compared_with_every_later_one() -> None:
    three = People("action", ("x", "y", "z"), ("a", "b"), {("a", "b", None): 3, ("a", "b", "a"): 1})
    pairs = [(pair.first, pair.second, pair.people) for pair in compare_scenarios(three, seed=0)]
    assert pairs == [("x", "y", 4), ("x", "z", 1), ("y", "z", 1)]


def test_one_scenario_has_nothing_to_be_compared_with() -> None:
    alone = People("action", ("image",), ("a", "b"), {("a",): 3})
    assert compare_scenarios(alone, seed=0) == ()
    # With one answer from each person the interval is Goodman's own.
    goodman = simultaneous([3, 0])
    for pooled, own in zip(pooled_estimates(alone).values(), goodman, strict=True):
        assert (pooled.low, pooled.high) == pytest.approx((own.low, own.high))


def test_whoever_repeats_a_choice_counts_once() -> None:
    twice = people({("a", "a"): 16, ("b", "b"): 8, ("c", "c"): 6})
    once = simultaneous([16, 8, 6])
    for pooled, own in zip(pooled_estimates(twice).values(), once, strict=True):
        assert (pooled.low, pooled.high) == pytest.approx((own.low, own.high))


def test_different_answers_of_a_person_count_as_independent_at_most() -> None:
    mixed = people({("a", "b"): 12, ("b", "a"): 18})
    # Korn & Graubard (1998): 60 answers times (z / t)², with t of 29 degrees of freedom, and of
    # these Goodman's bounds for half of them, 1/2 ± √(1/4 - n / 4 / (n + z²)).
    z, t = stats.norm.isf(0.05 / 6), stats.t.isf(0.05 / 6, 29)
    n = 60 * (z / t) ** 2
    half = (1 / 4 - n / 4 / (n + z**2)) ** 0.5
    pooled, independent = pooled_estimates(mixed), simultaneous([30, 30, 0])
    for choice, own in zip("ab", independent, strict=False):
        assert (pooled[choice].low, pooled[choice].high) == pytest.approx((0.5 - half, 0.5 + half))
        assert pooled[choice].low < own.low
    # A level that nobody chose says as much as 30 people do, however many answers they gave.
    assert pooled["c"].high == pytest.approx(simultaneous([30, 0, 0])[1].high)
    assert pooled["c"].low == 0


def test_who_answered_more_often_counts_for_less_than_all_their_answers() -> None:
    # Kish (1965): (2 + 2 + 1)² / (4 + 4 + 1) = 25/9 effective people; nobody chose c.
    uneven = people({("a", "a"): 2, ("b", None): 1})
    z2 = stats.chi2.isf(0.05 / 3, 1)
    assert pooled_estimates(uneven)["c"].high == pytest.approx(z2 / (25 / 9 + z2))


@pytest.mark.parametrize("repeating", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("shares", [(1 / 3, 1 / 3, 1 / 3), (0.6, 0.3, 0.1)])
def test_intervals_hold_all_shares_however_many_repeat_their_choice(
    shares: tuple[float, ...], repeating: float
) -> None:
    chance = np.random.default_rng(5)
    held, studies = 0, 400
    for _ in range(studies):
        first, again = chance.choice(3, size=(2, 30), p=shares)
        second = np.where(chance.random(30) < repeating, first, again)
        pairs = Counter(zip(first.tolist(), second.tolist(), strict=True))
        patterns: Patterns = {("abc"[i], "abc"[j]): number for (i, j), number in pairs.items()}
        intervals = pooled_estimates(people(patterns)).values()
        held += all(i.low <= s <= i.high for i, s in zip(intervals, shares, strict=True))
    assert held / studies >= 0.93


def test_pooled_entropy_is_as_uncertain_as_that_of_people() -> None:
    # Findings on 16/8/6 twice: 0.802 to 1.099 by person, which 60 answers would make too narrow.
    twice = pooled_entropy(people({("a", "a"): 16, ("b", "b"): 8, ("c", "c"): 6}), seed=1)
    alone = entropy([16, 8, 6], seed=1)
    assert twice.n == 60
    assert twice.entropy == pytest.approx(alone.entropy)
    assert twice.corrected == pytest.approx(alone.corrected)
    assert twice.interval is not None
    assert alone.interval is not None
    assert twice.interval.low == pytest.approx(alone.interval.low, abs=0.01)
    assert twice.interval.high == pytest.approx(1.0986, abs=1e-4)


def test_pooled_entropy_that_no_resample_changes_has_no_interval() -> None:
    unchanging: list[Patterns] = [{("a", "a"): 9}, {("a", "b"): 12, ("b", "a"): 18}]
    for patterns in unchanging:
        pooled = pooled_entropy(people(patterns), seed=1, replicates=50)
        assert pooled.interval is None
        assert NO_INTERVAL in pooled.caveats


def test_nobody_has_no_shares() -> None:
    for nobody in (people({}), people({(None, None): 3})):
        assert pooled_estimates(nobody) == {}
        assert pooled_entropy(nobody, seed=0, replicates=5).entropy is None
    assert all(counts.n == 0 for counts in counts_of(people({})))
    (nothing,) = compare_scenarios(people({}), seed=0, replicates=5)
    assert (nothing.people, nothing.homogeneity.pvalue) == (0, None)


@pytest.mark.parametrize("pattern", [("a",), ("a", "d"), ("a", "b", "c")])
def test_a_pattern_that_cannot_be_is_refused(pattern: tuple[str, ...]) -> None:
    with pytest.raises(NotCounts, match="give one of a, b, c or None"):
        people({pattern: 1})


@given(
    st.dictionaries(
        st.tuples(*[st.sampled_from(["a", "b", "c", None])] * 2), st.integers(1, 9), max_size=6
    )
)
@settings(max_examples=25, deadline=None)
def test_intervals_hold_the_share_and_are_never_a_point(patterns: Patterns) -> None:
    answers = people(patterns)
    totals = [sum(column) for column in zip(*(c.numbers for c in counts_of(answers)), strict=True)]
    intervals = pooled_estimates(answers).values()
    for interval, total in zip(intervals, totals if intervals else [], strict=True):
        assert 0 <= interval.low <= total / sum(totals) <= interval.high <= 1
        assert interval.low < interval.high
