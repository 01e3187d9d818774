"""What a text says and what a question asks, apart from how it is written.

Answers are stored under keys, so two forms of a question with one key are counted together only
where an answer means the same in both.
"""

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from survey.design.question_types.base import BaseQuestion

TELLING = frozenset("%\N{PER MILLE SIGN}&@#/\\")
"""Punctuation, in the sense of Unicode, that can be all that tells one text from another."""

_MINUS = re.compile(r"(?<!\w)[-\u2010-\u2015](?=\d)")


def plain_words(text: str) -> str:
    """A text without capitals, punctuation and Markdown's emphasis, with single spaces.

    The sign of a number stays, and so does a text that is punctuation alone.
    """
    # Unicode counts a minus sign among the symbols, and a hyphen among the punctuation.
    signed = _MINUS.sub("\N{MINUS SIGN}", normalize("NFC", text).casefold())
    words = "".join(" " if _is_passed_over(character) else character for character in signed)
    return " ".join(words.split()) or " ".join(signed.split())


def _is_passed_over(character: str) -> bool:
    return character == "`" or (category(character).startswith("P") and character not in TELLING)


def same_meaning(question: BaseQuestion, earlier: BaseQuestion) -> bool:
    """Whether answers to both can be counted together."""
    return not differences(question, earlier)


def differences(question: BaseQuestion, earlier: BaseQuestion) -> list[str]:
    """What was otherwise, such as `maximum was 60`; empty where both mean the same.

    Of another type only the type is named, as other types have other fields.
    """
    if question.type != earlier.type:
        return [f"type was {earlier.type}"]
    now, before = _fields(question), _fields(earlier)
    return [
        difference
        for name in before | now
        for difference in _of_field(name, now.get(name), before.get(name))
    ]


def _fields(question: BaseQuestion) -> dict[str, object]:
    """The fields that decide what an answer means."""
    names = type(question).model_fields
    return {name: getattr(question, name) for name in names if name not in question.free_to_change}


def _of_field(name: str, now: object, before: object) -> Iterator[str]:
    if isinstance(now, dict) and isinstance(before, dict):
        for key in before | now:
            yield from _of_field(f"{name}.{key}", now.get(key), before.get(key))
    elif _compared(now) != _compared(before):
        yield f"{name} was {shown(before)}"


def _compared(value: object) -> object:
    match value:
        case str():
            return plain_words(value)
        case tuple():
            return frozenset(value)
    return value


def shown(value: object) -> str:
    """A value of a study file as a sentence about it shows it."""
    match value:
        case None:
            return "absent"
        case bool():
            return str(value).lower()
        case float():
            return f"{value:g}"
        case tuple():
            return ", ".join(map(str, value))
        case str():
            return f"\N{LEFT DOUBLE QUOTATION MARK}{value}\N{RIGHT DOUBLE QUOTATION MARK}"
    return str(value)
