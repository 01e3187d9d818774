"""Tables of a report: columns that say what their cells are, and rows of plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.report.numbers import percent, pvalue, signed

NOTHING = "–"
"""Stands in a table where there is no value; the note or a sentence says why."""


class Kind(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    PVALUE = "pvalue"


Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """`digits` are those after the point of a NUMBER, or of a SHARE in percent.

    Columns side by side with the same `over` share it as a heading above their own.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    digits: int = 1
    over: str = ""

    @property
    def full_title(self) -> str:
        return f"{self.over}: {self.title}" if self.over else self.title

    @property
    def is_numeric(self) -> bool:
        return self.kind is not Kind.TEXT

    def text(self, value: Value) -> str:
        """A cell as people read it."""
        if value is None:
            return NOTHING
        match self.kind:
            case Kind.COUNT:
                return f"{value:,}"
            case Kind.SHARE:
                return percent(float(value), self.digits)
            case Kind.NUMBER:
                return signed(f"{float(value):,.{self.digits}f}")
            case Kind.PVALUE:
                return pvalue(float(value))
        return str(value)


@dataclass(frozen=True)
class Table:
    """`rows` hold a value for each column; shares run from 0 to 1. A `key` is unique in a report.

    In the first `grouped` columns a value stands for the rows below it until another one comes.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    grouped: int = 0

    def texts(self) -> Iterator[tuple[str, ...]]:
        for row in self.rows:
            yield tuple(column.text(value) for column, value in zip(self.columns, row, strict=True))
