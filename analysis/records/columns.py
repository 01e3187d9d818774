"""Columns of numbers, made from the values of rows."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.arrays import Floats, Integers

UNKNOWN = -1

Column = Callable[[Sequence[Any]], NDArray[Any]]
"""Makes the values of some rows into a part of a column."""


class Numbers(dict[Any, int]):
    """A number for each different value, worked out once; by default from 0 in the order met."""

    def __init__(self, number_of: Callable[[Any], int] | None = None) -> None:
        super().__init__()
        self._number_of = number_of

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self) if self._number_of is None else self._number_of(value)
        return number

    def column(self, values: Sequence[Hashable]) -> Integers:
        """The number of each of some values."""
        return np.fromiter(map(self.__getitem__, values), dtype=np.int64, count=len(values))


def integers(values: Sequence[int]) -> Integers:
    """A column that holds integers already."""
    return np.array(values, dtype=np.int64)


def floats(values: Sequence[float | None]) -> Floats:
    """A column that holds numbers already; NaN for None."""
    return np.array(values, dtype=np.float64)


def positions_of(keys: Integers, people: Integers) -> Integers:
    """Where participants stand among people; UNKNOWN for those who are not among them.

    Both are keys of participants. Those of the people rise, as in `TrialsRead.people`. A column of
    a query that asks for `participant` becomes the numbers that `Trials.person` holds.
    """
    at = np.searchsorted(people, keys)
    known = np.append(people, UNKNOWN)[at] == keys
    return np.where(known, at, UNKNOWN)


def numbers_of_people(people: Integers, rows: Iterable[tuple[int, float | None]]) -> Floats:
    """A number for each of the people [people], from rows of a participant's key and a number.

    NaN where there is no row or no number. Rows of others are left out, as somebody may have come
    between two queries. Of several rows of one participant the last one counts.
    """
    known = [(key, number) for key, number in rows if number is not None]
    of_people = np.full(len(people), np.nan)
    at = positions_of(integers([key for key, _number in known]), people)
    of_people[at[at != UNKNOWN]] = np.array([number for _key, number in known])[at != UNKNOWN]
    return of_people


def codes_of_people(
    people: Integers, rows: Iterable[tuple[int, Hashable]], values: Sequence[Hashable]
) -> Integers:
    """The position of each one's value among all values [people], from rows of a key and a value.

    UNKNOWN where there is no row, or a value that is not among them. Rows of others are left out.
    Of several rows of one participant the last one counts.
    """
    position = {value: at for at, value in enumerate(values)}
    known = [(key, position[value]) for key, value in rows if value in position]
    of_people = np.full(len(people), UNKNOWN)
    at = positions_of(integers([key for key, _code in known]), people)
    of_people[at[at != UNKNOWN]] = integers([code for _key, code in known])[at != UNKNOWN]
    return of_people
