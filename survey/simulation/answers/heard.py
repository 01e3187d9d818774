"""Which sentences with a theme stand in a text, however they are worded."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from survey.simulation.answers.causes import CAUSES
from survey.simulation.answers.fixes import FIXES
from survey.simulation.answers.grammar import pattern
from survey.simulation.answers.reasons import REASONS


class Heard(NamedTuple):
    """A theme by its key, and where its words begin and end."""

    start: int
    end: int
    theme: str


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Every sentence with the key of its theme."""
    by_theme: dict[str, list[str]] = defaultdict(list)
    for said in (CAUSES, FIXES, REASONS):
        for theme, by_kind in said.items():
            for alternatives in by_kind.values():
                by_theme[theme] += alternatives
    return tuple((theme, one) for theme, ones in by_theme.items() for one in ones)


@lru_cache(maxsize=4096)
def heard(text: str) -> tuple[Heard, ...]:
    """The sentences in the order of the text; the longer one where two begin at one place."""
    longest: dict[int, Heard] = {}
    for one in sorted(_matches(text)):
        longest[one.start] = max(longest.get(one.start, one), one, key=lambda it: it.end)
    return tuple(longest.values())


def _matches(text: str) -> Iterator[Heard]:
    for theme, sentence in sentences():
        for found in pattern(sentence).finditer(text):
            yield Heard(found.start(), found.end(), theme)
