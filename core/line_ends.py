"""Texts with one kind of line end, and the new positions of their characters."""

import re
from bisect import bisect_left
from collections.abc import Callable

MARK = "\ufeff"
"""The byte-order mark, which some editors write at the beginning of a file."""


def with_line_feeds(text: str) -> str:
    """Line breaks as one character each: browsers count them so, though they send two."""
    return text.replace("\r\n", "\n")


def plain(text: str) -> tuple[str, Callable[[int, int], tuple[int, int]]]:
    """The text with LF as its only line end and without a byte-order mark, and a function.

    The function turns the start and the end of a segment in the old text into those in the new one.
    A segment that held half of a CR LF holds the LF, so that none becomes empty.
    """
    begin = len(MARK) if text.startswith(MARK) else 0
    carriage_returns = [match.start() for match in re.finditer("\r\n", text)]

    def new_position(old: int) -> int:
        return max(0, old - begin - bisect_left(carriage_returns, old))

    def new_segment(start: int, end: int) -> tuple[int, int]:
        return new_position(start), max(new_position(start) + 1, new_position(end))

    return text[begin:].replace("\r\n", "\n").replace("\r", "\n"), new_segment
