"""How a table lies on a page: headings over several columns, and cells over several rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from analysis.report.tables import Column, Table


@dataclass(frozen=True)
class Heading:
    """Over `columns` columns; without `below` it reaches down through both rows of headings."""

    title: str
    columns: int
    below: tuple[Column, ...]
    is_numeric: bool


@dataclass(frozen=True)
class Cell:
    """`rows` is how many rows it stands for; 0 where a cell above stands for it."""

    text: str
    rows: int
    is_numeric: bool
    is_heading: bool


def headings(table: Table) -> list[Heading]:
    found: list[Heading] = []
    for over, several in groupby(table.columns, key=lambda column: column.over):
        columns = tuple(several)
        if over:
            found.append(Heading(over, len(columns), columns, is_numeric=True))
        else:
            found += [Heading(each.title, 1, (), each.is_numeric) for each in columns]
    return found


def has_two_rows(table: Table) -> bool:
    return any(column.over for column in table.columns)


def body(table: Table) -> Iterator[list[Cell]]:
    texts = list(table.texts())
    for at, row in enumerate(texts):
        yield [
            Cell(
                text=text,
                rows=_rows(texts, at, place) if place < table.grouped else 1,
                is_numeric=table.columns[place].is_numeric,
                is_heading=place <= table.grouped and not table.columns[place].is_numeric,
            )
            for place, text in enumerate(row)
        ]


def begins_group(table: Table, at: int) -> bool:
    """Whether the first grouped column's value changes at this row, the first one aside."""
    rows = table.rows
    return bool(table.grouped and at and rows[at][: table.grouped] != rows[at - 1][: table.grouped])


def _rows(texts: list[tuple[str, ...]], at: int, place: int) -> int:
    """How many rows from here on agree in this column and those before it; 0 within them."""
    same = texts[at][: place + 1]
    if at and texts[at - 1][: place + 1] == same:
        return 0
    end = at
    while end < len(texts) and texts[end][: place + 1] == same:
        end += 1
    return end - at
