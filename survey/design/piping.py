"""Placeholders: what a study text takes up of what happened before.

`{{ answer.KEY }}`, `{{ setting.action }}`, `{{ error }}` and their kin, each perhaps with words for
where there is nothing: `{{ answer.remarks or "nothing yet" }}`. The list is closed, nothing is
computed, and what is filled in is always read as plain words.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Self

from survey.design.texts import rendered

ANSWER = "answer."
"""Begins the name of an answer, which ends in the key of its question."""
OF_SETTING = ("setting", "setting.action", "setting.metric", "setting.number")
OF_ERROR = ("error", "error.true_class", "error.predicted_class")
NOTHING = "\N{EN DASH}"

_WRITTEN = re.compile(r"\{\{([^{}]*)\}\}")
_GRAMMAR = re.compile(r'\s*(?P<name>[a-z][a-z0-9_.]*)(?:\s+or\s+"(?P<fallback>[^"]*)")?\s*')
# Characters of no meaning to Markdown, HTML or people, around the number of a placeholder.
_MARK = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True)
class Placeholder:
    """`written` is what stands between the braces; `name` is empty where it cannot be read."""

    written: str
    name: str
    fallback: str

    @classmethod
    def parse(cls, written: str) -> Self:
        found = _GRAMMAR.fullmatch(written)
        if found is None:
            return cls(written, "", NOTHING)
        return cls(written, found["name"], found["fallback"] or NOTHING)

    def __str__(self) -> str:
        return f"{{{{{self.written}}}}}"

    @property
    def is_known(self) -> bool:
        return self.name in OF_SETTING + OF_ERROR or bool(self.answer)

    @property
    def answer(self) -> str:
        """The key of the question whose answer it stands for; empty for any other."""
        return self.name.removeprefix(ANSWER) if self.name.startswith(ANSWER) else ""

    def value(self, values: Mapping[str, str]) -> str:
        """One line of words, or what stands in for them."""
        return " ".join(values.get(self.name, "").split()) or self.fallback


def placeholders_in(text: str) -> Iterator[Placeholder]:
    """All that is written as one, known or not."""
    return (Placeholder.parse(match[1]) for match in _WRITTEN.finditer(text))


def filled_line(text: str, values: Mapping[str, str]) -> str:
    """A line with its placeholders filled in; it is plain text before and after."""

    def value(match: re.Match[str]) -> str:
        placeholder = Placeholder.parse(match[1])
        return placeholder.value(values) if placeholder.is_known else match[0]

    return _WRITTEN.sub(value, text)


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """A Markdown text as safe HTML with its placeholders filled in.

    The text is rendered first, so that no word filled in can become markup or a link, and so that
    the memory of rendered texts holds no word of a participant.
    """
    found = [each for each in placeholders_in(text) if each.is_known]

    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return escape(found[number].value(values)) if number < len(found) else match[0]

    return _MARK.sub(value, rendered(_marked(text)))


def out_of_reach(text: str) -> list[Placeholder]:
    """Those of a Markdown text that stand where nothing is filled in, as in an address."""
    found = [each for each in placeholders_in(text) if each.is_known]
    reached = {int(match[1]) for match in _MARK.finditer(rendered(_marked(text)))}
    return [each for number, each in enumerate(found) if number not in reached]


def _marked(text: str) -> str:
    numbers = iter(range(len(text)))

    def mark(match: re.Match[str]) -> str:
        if not Placeholder.parse(match[1]).is_known:
            return match[0]
        return f"\ue000{next(numbers)}\ue001"

    return _WRITTEN.sub(mark, text)
