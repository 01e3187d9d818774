"""The errors of pydantic as sentences that say what to do, by the path of the value."""

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from core.yaml_files.problems import BrokenRule, KeyPath

FAULT = "fault"


@dataclass(frozen=True)
class FileKind:
    """What sentences say of one kind of file.

    `reference` is the page that lists its keys, `keys` are all that stand anywhere in it, and
    `patterns` says by regular expression what fits it. `beside_the_keys` precedes the reference
    where a key is like none of them.
    """

    reference: str
    keys: Iterable[str]
    patterns: Mapping[str, str] = field(default_factory=dict)
    beside_the_keys: str = "Delete it. "

    @property
    def lists(self) -> str:
        return f"{self.reference} lists the keys."


def fault(message: str, remedy: str) -> PydanticCustomError:
    """What a validator raises: one sentence on what is wrong and one on what to do."""
    return PydanticCustomError(FAULT, "{message}", {"message": message, "remedy": remedy})


# By pydantic's type of error: what is wrong, and what to do. {input} is the value and {entries} its
# length, the other names are pydantic's context for that type.
SENTENCES = {
    "missing": ("the key {key} is missing.", "Add it; {lists}"),
    "union_tag_not_found": ("the key {discriminator} is missing.", "Add it; {lists}"),
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
        "Write lines of `key: value` below it. {lists}",
    ),
    "model_attributes_type": ("this should be a mapping.", "Write lines of `key: value` below it."),
    "greater_than_equal": ("{input} is too small.", "Use a number from {ge} upwards."),
    "less_than_equal": ("{input} is too large.", "Use a number up to {le}."),
    "greater_than": ("{input} is too small.", "Use a number above {gt}."),
    "less_than": ("{input} is too large.", "Use a number below {lt}."),
}
KINDS = {
    "finite": "a number",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a day such as 2027-01-31",
}


def broken_by(error: ValidationError, value: Any, kind: FileKind) -> Iterator[BrokenRule]:
    """The faults of a validation error. `value` is the tree that was validated."""
    for details in error.errors(include_url=False):
        path = _path_in(value, details["loc"])
        if not _is_echo(details):
            yield BrokenRule(path, *_sentences(details, kind))


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


def _sentences(details: ErrorDetails, file: FileKind) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if kind == FAULT:
        return context["message"], context["remedy"]
    if kind == "extra_forbidden":
        return _unknown_key(str(details["loc"][-1]), file)
    if kind == "string_pattern_mismatch":
        return f"{_shown(details['input'])} does not fit here.", file.patterns[context["pattern"]]
    if kind == "string_type" and details["input"] is None:
        return "this is empty.", "Write a text."
    if kind in SENTENCES:
        message, remedy = SENTENCES[kind]
        names = {
            **{name: str(known).replace("'", "") for name, known in context.items()},
            "input": _shown(details["input"]),
            "entries": len(details["input"]) if isinstance(details["input"], Sized) else "",
            "key": details["loc"][-1],
            "lists": file.lists,
        }
        return message.format(**names), remedy.format(**names)
    expected = KINDS.get(kind.split("_")[0])
    if expected is None:
        return f"{details['msg'].removeprefix('Value error, ')}.", file.lists
    return f"{_shown(details['input'])} is not {expected}.", f"Write {expected}."


def _unknown_key(key: str, file: FileKind) -> tuple[str, str]:
    near = get_close_matches(key, sorted(set(file.keys) - {key}), n=1)
    hint = f"Did you mean {near[0]}? " if near else file.beside_the_keys.format(key=key)
    return f"there is no key {_shown(key)} here.", hint + file.lists


def _shown(value: Any) -> str:
    """A value, shortened for a sentence."""
    if value is None:
        return "nothing"
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."
