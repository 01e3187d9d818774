"""Columns stand beside the people they belong to."""

import numpy as np

from analysis.records.columns import (
    UNKNOWN,
    Numbers,
    codes_of_people,
    numbers_of_people,
    positions_of,
)

PEOPLE = np.array([3, 5, 8])
"""The keys of three people."""


def test_different_values_are_numbered_in_the_order_met() -> None:
    numbers = Numbers()
    assert numbers.column(["b", "a", "b", "c"]).tolist() == [0, 1, 0, 2]
    assert numbers.column(["c"]).tolist() == [2]
    assert list(numbers) == ["b", "a", "c"]


def test_keys_become_positions_among_people() -> None:
    assert positions_of(np.array([8, 3, 4, 9, 8]), PEOPLE).tolist() == [2, 0, UNKNOWN, UNKNOWN, 2]
    assert positions_of(np.array([3]), PEOPLE[:0]).tolist() == [UNKNOWN]


def test_numbers_stand_at_the_position_of_their_person() -> None:
    column = numbers_of_people(PEOPLE, [(8, 2.5), (4, 1.0), (3, None)])
    assert np.array_equal(column, [np.nan, np.nan, 2.5], equal_nan=True)
    assert np.isnan(numbers_of_people(PEOPLE, [])).all()


def test_values_become_codes_at_the_position_of_their_person() -> None:
    rows = [(8, "industry"), (5, "elsewhere"), (3, "academia"), (9, "industry")]
    codes = codes_of_people(PEOPLE, rows, ("academia", "industry"))
    assert codes.tolist() == [0, UNKNOWN, 1]
    assert codes_of_people(PEOPLE, [], ("academia",)).tolist() == [UNKNOWN] * 3
