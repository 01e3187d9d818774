"""How a table lies on a page: headings over several columns, and cells over several rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.report.document import ReportColumn, ReportTable


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
