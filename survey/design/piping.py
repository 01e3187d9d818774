"""Placeholders: what a study text repeats of what happened before.

`{{ answer.KEY }}`, `{{ setting.action }}`, `{{ error }}` and others, each with an optional text for
where there is nothing: `{{ answer.remarks or "nothing yet" }}`. The list is closed, nothing is
computed, and what is filled in is always plain text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Self

from survey.design.texts import rendered

ANSWER = "answer."
"""The beginning of an answer's name, which ends in the key of its question."""
SETTING, ERROR = "setting", "error"
"""The setting submitted and the model error; `setting.AXIS` and `error.FACT` are parts of them."""
NOTHING = "\N{EN DASH}"

_WRITTEN = re.compile(r"\{\{([^{}]*)\}\}")
_GRAMMAR = re.compile(r'\s*(?P<name>[a-z][a-z0-9_.]*)(?:\s+or\s+"(?P<fallback>[^"]*)")?\s*')
# Characters of no meaning to Markdown, HTML or people, around the number of a placeholder.
_MARK = re.compile("\ue000([0-9]+)\ue001")


@dataclass(frozen=True)
class Placeholder:
    """A placeholder. `written` is the text between the braces; `name` is empty if unreadable."""

    written: str
    name: str
    fallback: str

    @classmethod
    def parse(cls, written: str) -> Self:
        match = _GRAMMAR.fullmatch(written)
        if match is None:
            return cls(written, "", NOTHING)
        return cls(written, match["name"], match["fallback"] or NOTHING)

    def __str__(self) -> str:
        return f"{{{{{self.written}}}}}"

    @property
    def is_known(self) -> bool:
        """Whether it is of a form that can be filled in somewhere."""
        return self.is_of_trial or bool(self.answer)

    @property
    def is_of_trial(self) -> bool:
        return self.name.partition(".")[0] in (SETTING, ERROR)

    @property
    def answer(self) -> str:
        """The key of the question whose answer it repeats; empty for all others."""
        return self.name.removeprefix(ANSWER) if self.name.startswith(ANSWER) else ""

    def value(self, values: Mapping[str, str]) -> str:
        """One line of text, or what replaces it where there is none."""
        return " ".join(values.get(self.name, "").split()) or self.fallback


def placeholders_in(text: str) -> Iterator[Placeholder]:
    """Everything written as a placeholder, known or not."""
    return (Placeholder.parse(match[1]) for match in _WRITTEN.finditer(text))


def filled_line(text: str, values: Mapping[str, str]) -> str:
    """A line with its placeholders filled in: plain text before and after."""

    def value(match: re.Match[str]) -> str:
        placeholder = Placeholder.parse(match[1])
        return placeholder.value(values) if placeholder.is_known else match[0]

    return _WRITTEN.sub(value, text)


def in_brackets(text: str, axes: Mapping[str, str]) -> str:
    """A line as nobody reads it, with what stands for each placeholder, such as [action].

    For whoever reads of a question without taking part. `axes` are the names of axes by key.
    """
    names = {f"{SETTING}.{key}": name for key, name in axes.items()}

    def named(match: re.Match[str]) -> str:
        placeholder = Placeholder.parse(match[1])
        if not placeholder.is_known:
            return match[0]
        return f"[{names.get(placeholder.name, placeholder.name.partition('.')[0])}]"

    return _WRITTEN.sub(named, text)


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """A Markdown text as safe HTML with its placeholders filled in.

    The text is rendered first. So nothing filled in can become markup or a link, and the cache of
    rendered texts holds no words of a participant.
    """
    known_placeholders = [
        placeholder for placeholder in placeholders_in(text) if placeholder.is_known
    ]

    def value(match: re.Match[str]) -> str:
        number = int(match[1])
        return (
            escape(known_placeholders[number].value(values))
            if number < len(known_placeholders)
            else match[0]
        )

    return _MARK.sub(value, rendered(_marked(text)))


def out_of_reach(text: str) -> list[Placeholder]:
    """Placeholders in places of a Markdown text where none is filled in, such as an address."""
    known_placeholders = [
        placeholder for placeholder in placeholders_in(text) if placeholder.is_known
    ]
    reached = {int(match[1]) for match in _MARK.finditer(rendered(_marked(text)))}
    return [part for number, part in enumerate(known_placeholders) if number not in reached]


def _marked(text: str) -> str:
    numbers = iter(range(len(text)))

    def mark(match: re.Match[str]) -> str:
        if not Placeholder.parse(match[1]).is_known:
            return match[0]
        return f"\ue000{next(numbers)}\ue001"

    return _WRITTEN.sub(mark, text)
