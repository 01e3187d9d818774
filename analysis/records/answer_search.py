"""Searching what people wrote, whatever the case of letters and whatever accents they have."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from unicodedata import combining, normalize

from django.db import connections
from django.db.models import Q, QuerySet

from analysis.records.column_queries import stored_text
from survey.participation.models import Answer

LONGEST = 200
"""Characters that are searched for; what goes beyond them is cut off."""


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    """A character without its accent and its case; of one or several characters, or none."""
    return "".join(one for one in normalize("NFKD", character.casefold()) if not combining(one))


def plain(text: str) -> str:
    return "".join(map(_plain, text))


@dataclass(frozen=True)
class Words:
    """Words that must all be in a text, in any order, also within longer words."""

    words: tuple[str, ...]

    @classmethod
    def typed(cls, text: str) -> "Words":
        """Whatever spaces part them; without any word it asks for nothing."""
        return cls(tuple(dict.fromkeys(filter(None, plain(text[:LONGEST]).split()))))

    def __bool__(self) -> bool:
        return bool(self.words)

    def are_in(self, text: str) -> bool:
        searched = plain(text)
        return all(word in searched for word in self.words)

    def marked(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text in parts, each with whether it is one of the words."""
        at, searched = _with_places(text)
        is_found = [False] * len(text)
        for word in self.words:
            start = searched.find(word)
            while start >= 0:
                for place in range(at[start], at[start + len(word) - 1] + 1):
                    is_found[place] = True
                start = searched.find(word, start + len(word))
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or is_found[end] != is_found[start]:
                yield text[start:end], is_found[start]
                start = end


def _with_places(text: str) -> tuple[list[int], str]:
    """The plain text, and where in the text each of its characters comes from."""
    at, searched = [], []
    for place, character in enumerate(text):
        for one in _plain(character):
            at.append(place)
            searched.append(one)
    return at, "".join(searched)


def texts_in(value: Any) -> str:
    """What somebody wrote in an answer: all of it, or what stands beside an option."""
    match value:
        case str():
            return value
        case {"other": str(written)}:
            return written
    return ""


def may_hold(answers: QuerySet[Answer], words: Words) -> QuerySet[Answer]:
    """Those that the database cannot rule out: they have the words, or letters beyond ASCII.

    Both databases compare ASCII without its case, and only of that can nothing else be meant.
    """
    on_sqlite = connections[answers.db].vendor == "sqlite"
    # SQLite stores JSON with all other letters escaped.
    beyond = Q(text__contains="\\u") if on_sqlite else Q(text__regex=r"[^\x01-\x7F]")
    for word in words.words:
        is_in = Q(text__icontains=json.dumps(word)[1:-1]) if word.isascii() else Q(pk__in=())
        answers = answers.alias(text=stored_text("value")).filter(is_in | beyond)
    return answers
