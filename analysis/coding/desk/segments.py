"""Passages of a text, as positions or as words somebody typed."""

import re
from dataclasses import dataclass

from analysis.coding.cases.models import Unit
from analysis.errors import NoSuchPassage


@dataclass(frozen=True)
class Passage:
    """From `start` to before `end` in Unicode code points; without an end, the whole unit."""

    start: int = 0
    end: int | None = None


WHOLE = Passage()


def within(unit: Unit, passage: Passage) -> tuple[int, int]:
    """Where it starts and ends; raises NoSuchPassage where that is outside of the unit."""
    length = len(unit.text)
    end = length if passage.end is None else passage.end
    if not 0 <= passage.start < end <= length:
        raise NoSuchPassage(
            f"This passage is not in the text, which has {length} characters. Select it again."
        )
    return passage.start, end


def passage_of(unit: Unit, words: str) -> Passage:
    """Where typed words stand in a unit, whatever spaces and line breaks part them there.

    Nothing typed is the whole unit. Raises NoSuchPassage where they are not there, or repeatedly.
    """
    if not words.strip():
        return WHOLE
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = list(re.finditer(pattern, unit.text))
    if len(found) == 1:
        return Passage(*found[0].span())
    if found:
        raise NoSuchPassage(
            f"“{words}” stands in the text {len(found)} times. Type a word before or after as well."
        )
    raise NoSuchPassage(f"“{words}” does not stand in the text. Copy the words from it.")
