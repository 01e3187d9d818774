"""Pages of the documentation by the words that are in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workspace.help.library import files
from workspace.help.rendering import Page, Part, address_of, rendered

WORD = re.compile(r"[\w-]+")
MOST_WORDS = 8
MOST_HITS = 20
AROUND = 120
"""Characters that are shown before and after the first word that was found."""

IN_TITLE, IN_HEADING, IN_TEXT = 30, 10, 1
AT_MOST_IN_TEXT = 5
BACKGROUND = ("docs/decisions/", "CHANGELOG", "CONTRIBUTING")
"""Pages that are about how Needfinder came to be, and seldom what somebody looks for."""


@dataclass(frozen=True)
class Hit:
    """A part of a page. `excerpt` is text and whether it is one of the words, in turn."""

    title: str
    heading: str
    address: str
    excerpt: tuple[tuple[str, bool], ...]


def words_of(asked: str) -> list[str]:
    return list(dict.fromkeys(WORD.findall(asked.lower())))[:MOST_WORDS]


def search(asked: str) -> list[Hit]:
    """The best part of every page that has all the words, the best pages first.

    A word is found where another begins with it.
    """
    words = words_of(asked)
    if not words:
        return []
    ranked = sorted(_best(words), key=lambda best: (-best[0], best[1].title))
    return [_hit(page, part, words) for _score, page, part in ranked[:MOST_HITS]]


def _best(words: list[str]) -> Iterator[tuple[int, Page, Part]]:
    patterns = [_pattern(word) for word in words]
    for page in _pages():
        whole = " ".join((page.title, *(f"{part.heading} {part.text}" for part in page.parts)))
        if all(pattern.search(whole) for pattern in patterns):
            scores = [(_score(page, part, patterns), part) for part in page.parts]
            score, part = max(scores, key=lambda scored: scored[0])
            yield (score // 4 if page.file.startswith(BACKGROUND) else score), page, part


def _score(page: Page, part: Part, patterns: list[re.Pattern[str]]) -> int:
    return sum(
        IN_TITLE * bool(pattern.search(page.title))
        + IN_HEADING * bool(pattern.search(part.heading))
        + IN_TEXT * min(len(pattern.findall(part.text)), AT_MOST_IN_TEXT)
        for pattern in patterns
    )


def _hit(page: Page, part: Part, words: list[str]) -> Hit:
    pattern = re.compile("|".join(_pattern(word).pattern for word in words), re.IGNORECASE)
    return Hit(
        title=page.title,
        heading="" if part.heading == page.title else part.heading,
        address=address_of(page.file, part.anchor),
        excerpt=tuple(_marked(_around(part.text, pattern), pattern)),
    )


def _around(text: str, pattern: re.Pattern[str]) -> str:
    first = pattern.search(text)
    begin = max(first.start() - AROUND, 0) if first else 0
    end = begin + 2 * AROUND
    shown = text[begin:end]
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"


def _marked(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    behind = 0
    for match in pattern.finditer(text):
        yield text[behind : match.start()], False
        yield match[0], True
        behind = match.end()
    yield text[behind:], False


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-]){re.escape(word)}[\w-]*|(?<=-){re.escape(word)}[\w-]*", re.IGNORECASE
    )


@cache
def _pages() -> tuple[Page, ...]:
    return tuple(rendered(file) for file in sorted(files()))
