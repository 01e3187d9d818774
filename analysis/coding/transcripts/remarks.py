"""Sentences on what was repaired, skipped or uncertain in a file, without its words."""

from collections.abc import Sequence

MOST_NAMED = 5
"""Places that a remark names; it counts the others."""


def counted(number: int, one: str, several: str) -> str:
    return f"1 {one}" if number == 1 else f"{number:,} {several}"


def places(kind: str, numbers: Sequence[int]) -> str:
    """Such as “Line 3” or “Lines 3, 5 and 8”; after the fifth place, how many more there are."""
    if len(numbers) == 1:
        return f"{kind.capitalize()} {numbers[0]:,}"
    named = [f"{number:,}" for number in numbers[:MOST_NAMED]]
    if more := len(numbers) - len(named):
        named.append(f"{more:,} more")
    return f"{kind.capitalize()}s {', '.join(named[:-1])} and {named[-1]}"


def reversed_times(kind: str, numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"{places(kind, numbers)} ended before it began; its times were put in order."
    return f"{places(kind, numbers)} ended before they began; their times were put in order."


def unnamed(kind: str, numbers: Sequence[int]) -> str:
    """On parts without a speaker in a file that names speakers elsewhere."""
    verb = "names" if len(numbers) == 1 else "name"
    return f"{places(kind, numbers)} {verb} no speaker."


def doubtful(what: str, number: int) -> str:
    """On what begins like a label that the file does not bear out; `what` names all of it."""
    if number == 1:
        return f"{what} begins like a speaker's label that stands nowhere else; it stayed text."
    return f"{what} begin like speakers' labels that stand nowhere else; they stayed text."
