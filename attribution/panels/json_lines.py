"""The lines of the values of a JSON text, which parsers do not tell."""

import re
from collections.abc import Iterator
from json import loads

from attribution.panels.faults import KeyPath

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)


def line_of(text: str, path: KeyPath) -> int:
    """The line, from 1, of the value at a path, or of the nearest one around it that is there."""
    best, begin = 0, 0
    for place, at in _values(text):
        if len(place) > best and place == path[: len(place)]:
            best, begin = len(place), at
            if best == len(path):
                break
    return text.count("\n", 0, begin) + 1


def repeated_key(text: str) -> tuple[KeyPath, int] | None:
    """The first key that is in one object twice, and the line of the second one."""
    seen: set[KeyPath] = set()
    for place, at in _values(text):
        if place in seen:
            return place, text.count("\n", 0, at) + 1
        seen.add(place)
    return None


class _Level:
    """An object or a list that the scanner is in, and the key or number of its present value."""

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.part: str | int = "" if is_object else 0
        self.awaits_key = is_object


def _values(text: str) -> Iterator[tuple[KeyPath, int]]:
    """The path and the offset of every value of a valid JSON text, in order."""
    levels: list[_Level] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece in "}]":
            levels.pop()
        elif piece == ",":
            _move_on(levels[-1])
        elif piece == ":":
            continue
        elif levels and levels[-1].awaits_key:
            levels[-1].part, levels[-1].awaits_key = loads(piece), False
        else:
            yield tuple(level.part for level in levels), match.start()
            if piece in "{[":
                levels.append(_Level(is_object=piece == "{"))


def _move_on(level: _Level) -> None:
    if level.is_object:
        level.awaits_key = True
    elif isinstance(level.part, int):
        level.part += 1
