"""The errors of pydantic as sentences that say what to do, by the path of the value."""

from collections.abc import Iterator, Sized
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from survey.design.fields import PATTERNS, Part
from survey.design.problems import BrokenRule, KeyPath

REFERENCE = "docs/reference/study-file.md lists the keys."

# By pydantic's type of error: what is wrong, and what to do. {input} is the value and {entries} its
# length, the other names are pydantic's context for that type.
SENTENCES = {
    "missing": ("the key {key} is missing.", "Add it; " + REFERENCE),
    "union_tag_not_found": ("the key {discriminator} is missing.", "Add it; " + REFERENCE),
    "union_tag_invalid": ("there is no {discriminator} {tag}.", "Use one of: {expected_tags}."),
    "enum": ("{input} is not known here.", "Use {expected}."),
    "literal_error": ("{input} is not known here.", "Use {expected}."),
    "string_type": ("this should be text.", "Write words, in quotes where they hold a colon."),
    "string_too_short": ("this text is empty.", "Write at least {min_length} character."),
    "string_too_long": ("this text is too long.", "Use at most {max_length} characters."),
    "too_short": ("this has {entries} entries.", "Give at least {min_length}."),
    "too_long": ("this has {entries} entries.", "Give at most {max_length}."),
    "tuple_type": ("this should be a list.", "Begin each entry with a dash on its own line."),
    "dict_type": ("this should be a mapping.", "Write lines of `key: value` below it."),
    "model_type": (
        "this should be a mapping.",
        "Write lines of `key: value` below it. " + REFERENCE,
    ),
    "model_attributes_type": ("this should be a mapping.", "Write lines of `key: value` below it."),
    "greater_than_equal": ("{input} is too small.", "Use a number from {ge} upwards."),
    "less_than_equal": ("{input} is too large.", "Use a number up to {le}."),
}
KINDS = {
    "finite": "a number",
    "int": "a whole number",
    "float": "a number",
    "date": "a day such as 2027-01-31",
}


def broken_by(error: ValidationError, value: Any) -> Iterator[BrokenRule]:
    """The faults of a validation error. `value` is the tree that was validated."""
    for details in error.errors(include_url=False):
        path = _path_in(value, details["loc"])
        if not _is_echo(details):
            yield BrokenRule(path, *_sentences(details))


def _is_echo(details: ErrorDetails) -> bool:
    """Drop the error that a list is too short where it only repeats that an entry is wrong."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _path_in(value: Any, loc: tuple[int | str, ...]) -> KeyPath:
    """The path without pydantic's own steps: tags of unions and markers of keys."""
    path: list[int | str] = []
    tag_passed = False
    for part in loc:
        if not tag_passed and part == _tag(value):
            tag_passed = True
        elif _holds(value, part):
            value, tag_passed = value[part], False
            path.append(part)
    return tuple(path)


def _tag(value: Any) -> Any:
    """The tag that tells the members of a union apart, where the value belongs to one."""
    return value.get("type", value.get("kind")) if isinstance(value, dict) else None


def _holds(value: Any, part: int | str) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


def _sentences(details: ErrorDetails) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "study":
        return context["message"], context["remedy"]
    if kind == "extra_forbidden":
        return _unknown_key(str(details["loc"][-1]))
    if kind == "string_pattern_mismatch":
        return f"{_shown(details['input'])} does not fit here.", PATTERNS[context["pattern"]]
    if kind == "string_type" and details["input"] is None:
        return "this is empty.", "Write a text."
    if kind in SENTENCES:
        message, remedy = SENTENCES[kind]
        names = {
            **{name: str(known).replace("'", "") for name, known in context.items()},
            "input": _shown(details["input"]),
            "entries": len(details["input"]) if isinstance(details["input"], Sized) else "",
            "key": details["loc"][-1],
        }
        return message.format(**names), remedy.format(**names)
    expected = KINDS.get(kind.split("_")[0], "something else")
    return f"{_shown(details['input'])} is not {expected}.", f"Write {expected}."


def _unknown_key(key: str) -> tuple[str, str]:
    known = {name for part in _parts(Part) for name in part.model_fields} - {key}
    near = get_close_matches(key, sorted(known), n=1)
    taken_over = f"Delete it (`{key}: null` where it is taken over from another study). "
    hint = f"Did you mean {near[0]}? " if near else taken_over
    return f"there is no key {_shown(key)} here.", hint + REFERENCE


def _parts(part: type[Part]) -> Iterator[type[Part]]:
    for child in part.__subclasses__():
        yield child
        yield from _parts(child)


def _shown(value: Any) -> str:
    """A value, shortened for a sentence."""
    if value is None:
        return "nothing"
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
