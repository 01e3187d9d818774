"""Texts with one kind of line end and no byte-order mark, and where their characters went."""

import re
from bisect import bisect_left
from collections.abc import Callable

MARK = "\ufeff"


def plain(text: str) -> tuple[str, Callable[[int, int], tuple[int, int]]]:
    """The text with LF alone, and the function from an old start and end to the new ones.

    What reached half of a CR LF reaches all of it, so that no passage becomes empty.
    """
    begin = len(MARK) if text.startswith(MARK) else 0
    dropped = [found.start() for found in re.finditer("\r\n", text)]

    def place(at: int) -> int:
        return max(0, at - begin - bisect_left(dropped, at))

    unified = text[begin:].replace("\r\n", "\n").replace("\r", "\n")
    return unified, lambda start, end: (place(start), max(place(start) + 1, place(end)))
