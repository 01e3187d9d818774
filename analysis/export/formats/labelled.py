"""Tables for statistics programs: numbers with labels, and names that the program allows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analysis.export.formats import Row
from analysis.export.formats.texts import shortened
from analysis.export.table import Column, Kind, Table
from core.csv_cells import in_utc

LABELLED = ("participants", "wide", "trials", "explorations", "transcripts")
"""The tables that are written for statistics programs, as far as a package has them."""

YES_NO = {0: "no", 1: "yes"}


@dataclass(frozen=True)
class NamesAllowed:
    """What a program allows: bytes of a name, of a label, and names that mean something in it."""

    longest: int
    longest_label: int
    longest_value_label: int
    reserved: Collection[str]


@dataclass(frozen=True)
class Variable:
    """A column as a variable. `codes` are the numbers that stand for keys."""

    name: str
    kind: Kind
    label: str
    labels: Mapping[int, str]
    codes: Mapping[str, int]

    def value(self, cell: Any) -> Any:
        """A number, a text, or a time in UTC; None where it is missing."""
        if cell is None:
            return None
        if self.codes:
            return float(self.codes[cell])
        match self.kind:
            case "string":
                return str(cell)
            case "datetime":
                return in_utc(cell)
            case "date":
                return date.fromisoformat(cell) if isinstance(cell, str) else cell
        return float(cell)


def variables(table: Table, allowed: NamesAllowed) -> list[Variable]:
    """The columns as variables; a label begins with the column's name where that had to change."""
    taken: set[str] = set()
    made = []
    for column in table.columns:
        name = _free(column.name, allowed, taken)
        taken.add(name.lower())
        meaning = column.meaning if name == column.name else f"{column.name}: {column.meaning}"
        labels = {
            number: shortened(words, allowed.longest_value_label)
            for number, words in _labels(column).items()
        }
        codes = _codes(column)
        label = shortened(meaning, allowed.longest_label)
        made.append(Variable(name, column.kind, label, labels, codes))
    return made


def _free(name: str, allowed: NamesAllowed, taken: Collection[str]) -> str:
    """The name, cut where it is too long, and numbered where another one has it by now."""
    start = f"q_{name}" if name.upper() in allowed.reserved else name
    free, number = start[: allowed.longest].rstrip("_"), 1
    while free.lower() in taken:
        number += 1
        end = f"_{number}"
        free = start[: allowed.longest - len(end)].rstrip("_") + end
    return free


def _codes(column: Column) -> dict[str, int]:
    if column.kind != "string":
        return {}
    return {key: number for number, key in enumerate(column.values, start=1)}


def _labels(column: Column) -> dict[int, str]:
    if column.kind == "boolean":
        return YES_NO
    words = [str(text) for text in column.words or column.values]  # members of enumerations too
    if column.kind == "integer":
        return {int(value): text for value, text in zip(column.values, words, strict=True)}
    return dict(enumerate(words, start=1))


@dataclass
class Collected:
    """The values of each variable of a table, in the order of its rows."""

    table: Table
    variables: list[Variable]
    values: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = [[] for _ in self.variables]

    def add(self, row: Row) -> None:
        for variable, values, cell in zip(self.variables, self.values, row, strict=True):
            values.append(variable.value(cell))


class Collecting:
    """Keeps the rows of the tables that are labelled; a statistics program holds them as well."""

    allowed: NamesAllowed

    def __init__(self, title: str, before: str) -> None:
        self.title, self.before = title, before
        self.collected: list[Collected] = []

    def watched(self, table: Table, rows: Iterable[Row]) -> Iterator[Row]:
        if table.name not in LABELLED:
            yield from rows
            return
        collected = Collected(table, variables(table, self.allowed))
        self.collected.append(collected)
        for row in rows:
            collected.add(row)
            yield row
