"""The numbers of training samples whose effect together is computed."""

from collections.abc import Sequence


def can_be_numbers(numbers: Sequence[int]) -> bool:
    """Whether there are some, from 1 upwards, and in rising order."""
    return bool(numbers) and numbers[0] >= 1 and list(numbers) == sorted(set(numbers))


def group_sizes(numbers: Sequence[int], listed: int) -> tuple[int, ...]:
    """{min(n, listed)} in rising order; none where no sample is listed.

    A number beyond the end of a list shows the whole list, whose effect is therefore needed.
    """
    return tuple(sorted({min(number, listed) for number in numbers} - {0}))
