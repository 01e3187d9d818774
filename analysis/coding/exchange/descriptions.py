"""The rules of a theme as the description of a code, in lines with labels, and back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.coding.codebooks.slugs import free_key
from analysis.coding.exchange.guids import is_guid
from analysis.statistics.themes.codebook import (
    WITHIN,
    CodebookContent,
    Mark,
    ThemeContent,
    ThemeType,
)

_with_key = re.compile(r"(?P<name>.*\S) \[(?P<key>[a-z][a-z0-9_]{0,49})\]")


def name_and_key(written: str) -> tuple[str, str]:
    """The name of a type or a mark and its key, which stands behind it where it is another one."""
    if known := _with_key.fullmatch(written.strip()):
        return known["name"], known["key"]
    return written.strip(), free_key(written, ())


def _named(declared: ThemeType | Mark) -> str:
    key = declared.key
    return declared.name if free_key(declared.name, ()) == key else f"{declared.name} [{key}]"


@dataclass(frozen=True)
class Said:
    """What a theme says by key, in words: marks with their symbols, areas by their paths.

    The key of a type or a mark stands behind its name where it is not what the name gives.
    """

    types: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    also_in: tuple[str, ...] = ()
    also_under: tuple[str, ...] = ()


def said_of(book: CodebookContent, theme: ThemeContent) -> Said:
    further = (area for area in book.areas if area.key in theme.also_in)
    above = (other for _area, other in book.placed() if other.key in theme.also_under)
    return Said(
        types=tuple(
            _named(type_) for key in theme.types for type_ in book.types if type_.key == key
        ),
        marks=tuple(f"{mark.symbol} {_named(mark)}" for mark in book.marks_of(theme)),
        also_in=tuple(WITHIN.join(book.path(area)) for area in further),
        also_under=tuple(other.name for other in above),
    )


def description_of(theme: ThemeContent, said: Said, *, with_key: bool = False) -> str:
    """The rules of a theme as one text."""
    return labelled(
        [
            ("Definition", theme.definition),
            *(("Type", name) for name in said.types),
            *(("Mark", mark) for mark in said.marks),
            ("Include", theme.include),
            ("Exclude", theme.exclude),
            *(("Example", example) for example in theme.examples),
            *(("Also in", path) for path in said.also_in),
            *(("Also under", name) for name in said.also_under),
            ("Key", own_key(theme.key) if with_key else ""),
        ]
    )


def own_key(key: str) -> str:
    return "" if is_guid(key) else key


ALSO = ("Also in", "Also under")
LABELS = ("Definition", "Type", "Mark", "Include", "Exclude", "Example", *ALSO, "Key")
_label = re.compile(rf"({'|'.join(LABELS)}): ?")
_like_label = re.compile(rf"^( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)
_escaped = re.compile(rf"^ ( *(?:{'|'.join(LABELS)}):)", re.MULTILINE)


def labelled(fields: Iterable[tuple[str, str]]) -> str:
    """`Label: text` for each field that is not empty; a text may have several lines."""
    return "\n".join(f"{label}: " + _like_label.sub(r" \1", text) for label, text in fields if text)


def fields_of(text: str) -> list[tuple[str, str]]:
    """The label and text of each field; text before the first label is the definition."""
    fields: list[tuple[str, str]] = []
    for line in text.split("\n"):
        if label := _label.match(line):
            fields.append((label[1], line[label.end() :]))
        elif fields:
            last, before = fields[-1]
            fields[-1] = (last, f"{before}\n{line}")
        else:
            fields.append(("Definition", line))
    return [(name, _escaped.sub(r"\1", value).strip()) for name, value in fields]
