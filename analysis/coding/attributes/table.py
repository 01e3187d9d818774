"""A table of attributes as people paste it: a case in each row, an attribute in each column."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from analysis.errors import UnfitAttribute
from core.spreadsheet_text import original_text

LONGEST_TABLE = 1_000_000
"""Characters."""

NOT_ATTRIBUTES = ("title", "synthetic")
"""Columns of our own tables that tell people apart and are no attributes."""


@dataclass(frozen=True)
class AttributeTable:
    """`rows` are values by the name of an attribute, for each case by its label."""

    names: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str]]


def read_table(text: str) -> AttributeTable:
    """Read a table with commas, semicolons or tabs between its columns.

    Empty cells are left out. Raises UnfitAttribute for what is no such table.
    """
    if len(text) > LONGEST_TABLE or "\0" in text:
        raise UnfitAttribute("This is no table of attributes. Paste the cells of a spreadsheet.")
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise UnfitAttribute(
            "A quotation mark in the table is opened and not closed. Close it, and paste again."
        ) from problem
    lines = [[_plain(cell) for cell in line] for line in lines]
    lines = [line for line in lines if any(line)]
    if len(lines) < 2 or len(lines[0]) < 2:
        raise UnfitAttribute(
            "The table needs a first line such as case;Role and a line for each case under it."
        )
    header, *body = lines
    names = header[1:]
    if len({name.casefold() for name in names}) < len(names) or not all(names):
        raise UnfitAttribute("Every column needs a name of its own in the first line.")
    rows: dict[str, dict[str, str]] = {}
    for number, line in enumerate(body, start=2):
        if len(line) > len(header) or not line[0] or line[0] in rows:
            raise UnfitAttribute(
                f"Line {number} of the table begins with no case, with one that had a line "
                "already, or has more cells than the first line. Mend it, and paste again."
            )
        rows[line[0]] = {
            name: cell
            for name, cell in zip(names, line[1:], strict=False)
            if cell and name.casefold() not in NOT_ATTRIBUTES
        }
    kept = tuple(name for name in names if name.casefold() not in NOT_ATTRIBUTES)
    return AttributeTable(kept, rows)


def _plain(cell: str) -> str:
    """A cell on one line, as it was before a table of ours made it safe for spreadsheets."""
    return " ".join(original_text(cell).split())
