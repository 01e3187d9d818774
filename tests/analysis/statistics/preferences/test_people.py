"""The same people are compared with themselves, and resampled with all their answers."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import NotCounts
from analysis.statistics.preferences.people import (
    People,
    compare_scenarios,
    counts_of,
    resample_people,
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
    assert [resampled.scenario for resampled in resample_people(alone, seed=0, replicates=10)] == [
        "image"
    ]


def test_resampling_people_keeps_their_answers_together() -> None:
    # Whoever chose the same twice counts as one: the pooled interval is as wide as either's.
    twice = people({("a", "a"): 12, ("b", "b"): 18})
    image, tabular, pooled = resample_people(twice, seed=1, replicates=500)
    assert image.shares == tabular.shares == pooled.shares
    # Chosen by different people, the answers would vary less by √2.
    mixed = people({("a", "b"): 12, ("b", "a"): 18})
    *_, pooled = resample_people(mixed, seed=1, replicates=500)
    assert pooled.shares["a"].low == pooled.shares["a"].high == 0.5


def test_an_interval_is_near_that_of_the_normal_limit() -> None:
    many = people({("a", None): 400, ("b", None): 600})
    share = resample_people(many, seed=0)[0].shares["a"]
    half = 1.96 * (0.4 * 0.6 / 1000) ** 0.5
    assert (share.low, share.high) == pytest.approx((0.4 - half, 0.4 + half), abs=0.003)


def test_nobody_is_not_resampled() -> None:
    assert resample_people(people({}), seed=0) == ()
    assert resample_people(people({(None, None): 3}), seed=0) == ()
    assert all(counts.n == 0 for counts in counts_of(people({})))
    (nothing,) = compare_scenarios(people({}), seed=0)
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
def test_intervals_stay_between_0_and_1_and_repeat(patterns: Patterns) -> None:
    first = resample_people(people(patterns), seed=3, replicates=40)
    assert first == resample_people(people(patterns), seed=3, replicates=40)
    for resampled in first:
        for interval in resampled.shares.values():
            assert 0 <= interval.low <= interval.high <= 1
