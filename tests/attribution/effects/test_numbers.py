"""Each number has a group, which is the whole list where a list is shorter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.effects.numbers import can_be_numbers, group_sizes

RISING = st.sets(st.integers(1, 60), min_size=1).map(lambda some: tuple(sorted(some)))


@pytest.mark.parametrize(
    ("listed", "sizes"),
    [
        (0, ()),
        (1, (1,)),
        (4, (1, 2, 3, 4)),
        (33, (1, 2, 3, 5, 10, 20, 33)),
        (99, (1, 2, 3, 5, 10, 20, 50)),
    ],
)
def test_sizes_end_with_the_list(listed: int, sizes: tuple[int, ...]) -> None:
    assert group_sizes((1, 2, 3, 5, 10, 20, 50), listed) == sizes


@given(RISING, st.integers(1, 80))
def test_every_number_finds_the_group_that_it_shows(numbers: tuple[int, ...], listed: int) -> None:
    sizes = group_sizes(numbers, listed)
    assert can_be_numbers(numbers)
    assert can_be_numbers(sizes)
    assert {min(number, listed) for number in numbers} == set(sizes)


@pytest.mark.parametrize("numbers", [(), (0,), (-1, 2), (1, 1), (3, 2)])
def test_numbers_that_do_not_rise_from_one_are_none(numbers: tuple[int, ...]) -> None:
    assert not can_be_numbers(numbers)
