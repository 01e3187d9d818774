"""How a table lies on a page: headings over several columns, and cells over several rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from string import ascii_lowercase

from analysis.report.document import ReportColumn, ReportTable

MOST_NOTES, LONG_TEXT = 6, 40
"""Different texts, and letters of the longest, of a column that becomes notes below its table."""


@dataclass(frozen=True)
class Heading:
    """A heading over some columns.

    `below` are the columns whose own titles stand below it; without any, the heading is the title
    of one column and reaches down through both rows of headings.
    """

    title: str
    columns: int
    below: tuple[ReportColumn, ...]
    is_numeric: bool


@dataclass(frozen=True)
class Cell:
    """A cell that stands for `rows` rows, or for 0 where a cell above it stands for its row."""

    text: str
    rows: int
    is_numeric: bool
    is_heading: bool


def headings(table: ReportTable) -> list[Heading]:
    """The upper row of headings, from left to right."""
    row: list[Heading] = []
    for over, group in groupby(table.columns, key=lambda column: column.over):
        columns = tuple(group)
        if over:
            row.append(Heading(over, len(columns), columns, is_numeric=True))
        else:
            row += [Heading(column.title, 1, (), column.is_numeric) for column in columns]
    return row


def has_two_rows(table: ReportTable) -> bool:
    """Whether some columns have a heading above their own."""
    return any(column.over for column in table.columns)


def body(table: ReportTable) -> Iterator[list[Cell]]:
    """The rows of cells below the headings."""
    texts = list(table.texts())
    for row, cells in enumerate(texts):
        yield [
            Cell(
                text=text,
                rows=_rows(texts, row, index) if index < table.grouped else 1,
                is_numeric=column.is_numeric,
                is_heading=index <= table.grouped and not column.is_numeric,
            )
            for index, (column, text) in enumerate(zip(table.columns, cells, strict=True))
        ]


def with_footnotes(table: ReportTable) -> ReportTable:
    """The table for paper: a few long texts that many rows repeat become letters in its note."""
    for at, column in enumerate(table.columns):
        values = [str(row[at]) for row in table.rows if row[at]]
        marks = dict(zip(dict.fromkeys(values), ascii_lowercase, strict=False))
        if column.is_numeric or at < table.grouped or not _is_worth_notes(values):
            continue
        rows = tuple(
            (*row[:at], marks.get(str(row[at]), row[at]), *row[at + 1 :]) for row in table.rows
        )
        notes = (
            f"{mark}: {text}{'' if text.endswith('.') else '.'}" for text, mark in marks.items()
        )
        table = replace(table, rows=rows, note=" ".join((table.note, *notes)).strip())
    return table


def _is_worth_notes(values: Sequence[str]) -> bool:
    different = set(values)
    return (
        0 < len(different) <= MOST_NOTES
        and len(values) >= 2 * len(different)
        and max(map(len, different)) > LONG_TEXT
    )


def begins_group(table: ReportTable, row: int) -> bool:
    """Whether a row differs in the grouped columns from the row above it."""
    if not row or not table.grouped:
        return False
    above, here = table.rows[row - 1], table.rows[row]
    return above[: table.grouped] != here[: table.grouped]


def _rows(texts: Sequence[tuple[str, ...]], row: int, index: int) -> int:
    """How many rows from `row` on agree up to this column; 0 if the row above agrees as well."""
    same = texts[row][: index + 1]
    if row and texts[row - 1][: index + 1] == same:
        return 0
    end = row
    while end < len(texts) and texts[end][: index + 1] == same:
        end += 1
    return end - row
