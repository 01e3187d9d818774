"""Segments of a text, as positions or as words somebody typed."""

import re
from dataclasses import dataclass

from analysis.coding.cases.models import Unit
from analysis.errors import NoSuchSegment


@dataclass(frozen=True)
class Segment:
    """From `start` to before `end` in Unicode code points; without an end, the whole unit."""

    start: int = 0
    end: int | None = None


WHOLE = Segment()


def within(unit: Unit, segment: Segment) -> tuple[int, int]:
    """Where it starts and ends; raises NoSuchSegment where that is outside of the unit."""
    length = len(unit.text)
    end = length if segment.end is None else segment.end
    if not 0 <= segment.start < end <= length:
        raise NoSuchSegment(
            f"This segment is not in the text, which has {length} characters. Select it again."
        )
    return segment.start, end


def segment_of(unit: Unit, words: str) -> Segment:
    """Where typed words stand in a unit, whatever spaces and line breaks part them there.

    Nothing typed is the whole unit. Raises NoSuchSegment where they are not there, or repeatedly.
    """
    if not words.strip():
        return WHOLE
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, unit.text))
    if len(found) == 1:
        return Segment(*found[0].span())
    if found:
        raise NoSuchSegment(
            f"“{words}” stands in the text {len(found)} times. Type a word before or after as well."
        )
    raise NoSuchSegment(f"“{words}” does not stand in the text. Copy the words from it.")
