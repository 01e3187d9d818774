"""A report as a tree that every format is written from; writers compute nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True)
class Figure:
    """`svg` is a whole document with title and description; `table` says the same in numbers."""

    key: str
    caption: str
    svg: str
    table: Table


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Caution:
    """Something that a reader has to know before believing what stands beside it."""

    text: str


Block = Paragraph | Caution | Table | Figure


@dataclass(frozen=True)
class Section:
    """A part of the report; sections within sections carry their blocks after these."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Where the numbers come from: digests are SHA-256 as 64 hexadecimal digits.

    `plan` is empty where none was registered; `data_digest` is of everything observed;
    `software` maps names to versions. `codebooks` and `rounds` are empty where nothing was coded:
    each version with which a round was compared, and each such round with its stage and version.
    """

    study: str
    simulated: bool
    versions: tuple[tuple[str, str], ...]
    plan: str
    bundles: tuple[tuple[str, str], ...]
    codebooks: tuple[tuple[str, str], ...]
    rounds: tuple[tuple[str, str], ...]
    exclusions: Mapping[str, int]
    data_digest: str
    seed: int
    software: Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """`watermark` is empty, or what every page has to say."""

    title: str
    subtitle: str
    language: str
    watermark: str
    summary: tuple[Block, ...]
    sections: tuple[Section, ...]
    provenance: Provenance

    def walk(self) -> Iterator[Block]:
        yield from self.summary
        for section in self.sections:
            yield from _walk(section)

    def tables(self) -> tuple[Table, ...]:
        """Every table in the order read, those equal to figures included."""
        return tuple(
            block.table if isinstance(block, Figure) else block
            for block in self.walk()
            if isinstance(block, Table | Figure)
        )

    def figures(self) -> tuple[Figure, ...]:
        return tuple(block for block in self.walk() if isinstance(block, Figure))

    def labels(self) -> dict[str, str]:
        """Such as "Table 1" and "Figure 1", by key."""
        tables = (block for block in self.walk() if isinstance(block, Table))
        numbered = {each.key: f"Table {at}" for at, each in enumerate(tables, start=1)}
        figures = enumerate(self.figures(), start=1)
        return numbered | {each.key: f"Figure {at}" for at, each in figures}

    def caption(self, block: Table | Figure) -> str:
        """With its number, and with what every table and figure of simulated people says."""
        of = {each.table.key: each.key for each in self.figures()}
        label = self.labels()[of.get(block.key, block.key)]
        if block.key in of:
            label += ", in numbers"
        if self.watermark:
            label += " (simulated participants)"
        return f"{label}. {block.caption}"

    @property
    def stem(self) -> str:
        """What file names begin with."""
        return "simulated-report" if self.provenance.simulated else "report"


def _walk(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for inner in section.sections:
        yield from _walk(inner)


def percent(share: float, digits: int = 1) -> str:
    return f"{share * 100:.{digits}f}%"


def pvalue(value: float) -> str:
    """To three digits, as papers do; never zero."""
    return "<\N{NO-BREAK SPACE}0.001" if value < 0.001 else f"{value:.3f}"


def p(value: float) -> str:
    """A p-value in a sentence."""
    text = pvalue(value)
    return f"p\N{NO-BREAK SPACE}{text}" if text.startswith("<") else equals("p", text)


def equals(name: str, value: str) -> str:
    """On one line, wherever a sentence breaks."""
    return f"{name}\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{value}"


def signed(number: str) -> str:
    """With a real minus sign, and none before a zero."""
    if not number.strip("-0.,"):
        return number.removeprefix("-")
    return number.replace("-", "\N{MINUS SIGN}", 1)
