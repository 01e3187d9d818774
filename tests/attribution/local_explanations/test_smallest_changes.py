from itertools import product
from math import fsum, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.local_explanations.possible_values import OtherValue
from attribution.local_explanations.smallest_changes import (
    ChangedValue,
    DecisionChange,
    smallest_changes,
)

AGE = [OtherValue(str(age), 0.125 * (age - 30), ((age - 30) / 8) ** 2) for age in range(20, 61)]
ACCOUNT = [
    OtherValue("None", 0.0, 0.0),
    OtherValue("Small", 0.75, 2.0),
    OtherValue("Large", 3.0, 2.0),
]
"""Somebody of 30 years without an account, as a model sees them; all numbers are exact."""


def test_a_number_moves_only_as_far_as_needed() -> None:
    # 0.125 for each year: 9 years give 1.125, more than the 1 that is missing; 8 give just 1.
    assert smallest_changes(-1.0, [AGE], 1) == [
        DecisionChange((ChangedValue(0, "39"),), size=9 / 8, logit=0.125)
    ]


def test_fewer_features_come_first_and_then_smaller_changes() -> None:
    found = smallest_changes(-1.0, [AGE, ACCOUNT], 5)
    assert [[change.text for change in one.changes] for one in found] == [
        ["39"],
        ["Large"],
        # "Large" is enough by itself, so an age beside it would be needless.
        ["33", "Small"],
    ]
    assert [one.size for one in found] == [9 / 8, sqrt(2), sqrt(2 + (3 / 8) ** 2)]


def test_of_equally_small_changes_the_one_that_moves_the_model_least() -> None:
    (found,) = smallest_changes(-0.5, [ACCOUNT], 3)
    assert found.changes == (ChangedValue(0, "Small"),)


def test_decisions_turn_in_both_directions() -> None:
    (found,) = smallest_changes(1.0, [AGE, ACCOUNT], 1)
    assert (found.changes, found.logit) == ((ChangedValue(0, "21"),), -0.125)


def test_a_margin_keeps_the_changed_sample_clear_of_the_boundary() -> None:
    (found,) = smallest_changes(-1.0, [AGE], 1, margin=0.2)
    assert (found.changes, found.logit) == ((ChangedValue(0, "40"),), 0.25)


def test_fixed_features_stay_as_they_are() -> None:
    found = smallest_changes(-1.0, [AGE, ACCOUNT], 5, fixed={0})
    assert [one.changes for one in found] == [(ChangedValue(1, "Large"),)]


def test_where_nothing_turns_the_decision_there_is_no_change() -> None:
    assert smallest_changes(-7.0, [AGE, ACCOUNT], 3) == []


moves = st.integers(-8, 8).map(lambda eighths: eighths / 8)
distances = st.integers(1, 40).map(lambda eighths: eighths / 8)
features = st.lists(
    st.lists(st.builds(OtherValue, st.just("value"), moves, distances), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


@given(st.integers(-16, 16).map(lambda eighths: eighths / 8 + 1 / 16), features)
def test_trying_every_combination_finds_nothing_smaller(
    logit: float, others: list[list[OtherValue]]
) -> None:
    smallest: dict[tuple[int, ...], float] = {}
    for chosen in product(*([None, *values] for values in others)):
        changed = tuple(feature for feature, value in enumerate(chosen) if value)
        values = [value for value in chosen if value]
        if _turns(logit, values) and not any(
            _turns(logit, [other for other in values if other is not value]) for value in values
        ):
            size = sqrt(fsum(value.squared_distance for value in values))
            smallest[changed] = min(size, smallest.get(changed, size))
    found = smallest_changes(logit, others, 2 ** len(others))
    sizes = {tuple(change.feature for change in one.changes): one.size for one in found}
    assert sizes == smallest
    assert list(sizes) == sorted(sizes, key=lambda changed: (len(changed), sizes[changed]))


def _turns(logit: float, values: list[OtherValue]) -> bool:
    return (logit > 0) != (logit + fsum(value.move for value in values) > 0)


@pytest.mark.parametrize("number", [1, 2])
def test_no_more_are_given_than_asked_for(number: int) -> None:
    assert len(smallest_changes(-1.0, [AGE, ACCOUNT], number)) == number
