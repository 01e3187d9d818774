"""What is wrong with a bundle, by the path of the value; errors of pydantic as sentences."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from attribution.panels.blocks import BLOCK_TYPES
from attribution.panels.fields import NO_ALTERNATIVE_TEXT, PATTERNS, READABLE, Entry
from core.control_characters import control_character, name_of

KeyPath = tuple[str | int, ...]
"""The path to a value through objects and lists, such as ("blocks", 0, "caption")."""

REFERENCE = "docs/reference/panels.md lists the keys."

# By pydantic's type of error: what is wrong, and what to do. {input} is the value, the other names
# are pydantic's context for that type.
SENTENCES = {
    "missing": ("the key {key} is missing.", f"Add it; {REFERENCE}"),
    "string_type": ("{input} is no text.", "Write a text in quotes."),
    "string_unicode": ("half a character is not text.", "Delete it."),
    "string_too_short": ("this text is empty.", "Write at least one character."),
    "string_too_long": ("this text is too long.", "Use at most {max_length} characters."),
    "too_short": ("this has {actual_length} entries.", "Give at least {min_length}."),
    "too_long": ("this has more than {max_length} entries.", "Give at most {max_length}."),
    "finite_number": ("{input} is no finite number.", "Write a number, or leave the entry out."),
    "greater_than_equal": ("{input} is too small.", "Use a number from {ge} upwards."),
    "less_than_equal": ("{input} is too large.", "Use a number up to {le}."),
}
KINDS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "dict": "an object",
    "model": "an object",
}


@dataclass(frozen=True)
class Fault:
    """A sentence on what is wrong at a path, and one on what to do."""

    path: KeyPath
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


def dotted(path: KeyPath) -> str:
    """A path as programs read it, such as `blocks[1].rows[2]`, counted from 0 as panels do."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def first_fault(error: ValidationError) -> Fault:
    """The first fault of a validation error."""
    details, *others = error.errors(include_url=False)
    path = _without_tags(details["loc"])
    if details["type"] == "missing" and (misspelt := _misspelt(details["loc"], others)):
        key = details["loc"][-1]
        hint = f"Did you mean {key} instead of {shown(misspelt)}? {REFERENCE}"
        return Fault(path, f"the key {key} is missing.", hint)
    return Fault(path, *_sentences(details))


def _misspelt(missing: tuple[int | str, ...], others: Sequence[ErrorDetails]) -> str | None:
    """The unknown key of the same object that is nearest to a missing one, if one is near."""
    unknown = [
        str(other["loc"][-1])
        for other in others
        if other["type"] == "extra_forbidden" and other["loc"][:-1] == missing[:-1]
    ]
    return next(iter(get_close_matches(str(missing[-1]), unknown, n=1)), None)


def near(name: str, known: Iterable[str]) -> str:
    """A question such as `Did you mean bars?`, and a space; empty where no known name is near."""
    close = get_close_matches(name, sorted(known), n=1)
    return f"Did you mean {close[0]}? " if close else ""


def _without_tags(loc: tuple[int | str, ...]) -> KeyPath:
    """The path without pydantic's own steps: types of blocks, and the marker of a key."""
    return tuple(
        part
        for place, part in enumerate(loc)
        if part != "[key]"
        and not (part in BLOCK_TYPES and place and isinstance(loc[place - 1], int))
    )


def _sentences(details: ErrorDetails) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "panels":
        return context["message"], context["remedy"]
    if kind.startswith("union_tag"):
        return _unknown_type(details["input"])
    if kind == "missing" and details["loc"][-1] == "alternative_text":
        return NO_ALTERNATIVE_TEXT
    if kind == "extra_forbidden":
        return _unknown_key(str(details["loc"][-1]))
    if kind == "string_pattern_mismatch":
        return _misfit(details["input"], context["pattern"])
    if kind in SENTENCES:
        message, remedy = SENTENCES[kind]
        bounds = {name: f"{bound:g}" for name, bound in context.items() if name in {"ge", "le"}}
        names = {**context, **bounds, "input": shown(details["input"]), "key": details["loc"][-1]}
        return message.format(**names), remedy.format(**names)
    expected = KINDS.get(kind.split("_")[0], "what belongs here")
    return f"{shown(details['input'])} is not {expected}.", f"Write {expected}; {REFERENCE}"


def _misfit(text: str, pattern: str) -> tuple[str, str]:
    if pattern == READABLE and (character := control_character(text)):
        return f"{name_of(character)} is not text.", "Delete it."
    return f"{shown(text)} does not fit here.", PATTERNS[pattern]


def _unknown_type(block: Any) -> tuple[str, str]:
    kind = block.get("type") if isinstance(block, dict) else None
    known = f"Use one of: {', '.join(BLOCK_TYPES)}."
    if kind is None:
        return "this block has no type.", known
    return f"there is no block of the type {shown(kind)}.", near(str(kind), BLOCK_TYPES) + known


def _unknown_key(key: str) -> tuple[str, str]:
    known = {name for entry in _entries(Entry) for name in entry.model_fields} - {key}
    return f"there is no key {shown(key)} here.", (near(key, known) or "Delete it. ") + REFERENCE


def _entries(entry: type[Entry]) -> Iterator[type[Entry]]:
    for child in entry.__subclasses__():
        yield child
        yield from _entries(child)


def shown(value: Any) -> str:
    """A value in one line, shortened for a sentence."""
    text = re.sub(r"\s+", " ", "null" if value is None else str(value))
    text = "".join(part if part.isprintable() else "\N{REPLACEMENT CHARACTER}" for part in text)
    return text if len(text) <= 60 else text[:57] + "..."
