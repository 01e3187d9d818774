"""A report as a tree of sections, paragraphs, tables and figures.

Every format is written from this tree, and no writer computes anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from analysis.report.wording import percent, pvalue, with_minus_sign
from core.rounding import rounded

NO_VALUE = "–"
"""Stands in a table where there is no value; the note or a sentence says why."""


class ColumnKind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    NUMBER = "number"
    PVALUE = "pvalue"


CellValue = str | int | float | None


@dataclass(frozen=True)
class ReportColumn:
    """`digits` are the decimals of a NUMBER, or of a SHARE in percent.

    Neighbouring columns with the same `over` have it as a common heading above their own.
    """

    key: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    digits: int = 1
    over: str = ""

    @property
    def full_title(self) -> str:
        return f"{self.over}: {self.title}" if self.over else self.title

    @property
    def is_numeric(self) -> bool:
        return self.kind is not ColumnKind.TEXT

    def text(self, value: CellValue) -> str:
        """A cell as people read it."""
        if value is None:
            return NO_VALUE
        match self.kind:
            case ColumnKind.COUNT:
                return f"{value:,}"
            case ColumnKind.SHARE:
                return percent(float(value), self.digits)
            case ColumnKind.NUMBER:
                return with_minus_sign(f"{rounded(float(value)):,.{self.digits}f}")
            case ColumnKind.PVALUE:
                return pvalue(float(value))
        return str(value)


@dataclass(frozen=True)
class ReportTable:
    """A table, with a `key` that is unique in its report.

    `rows` hold a value for each column; shares run from 0 to 1. In the first `grouped` columns a
    value also stands for the rows below it that repeat it.
    """

    key: str
    caption: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    note: str = ""
    grouped: int = 0

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as people read them."""
        for row in self.rows:
            yield tuple(column.text(value) for column, value in zip(self.columns, row, strict=True))


@dataclass(frozen=True)
class ReportFigure:
    """`svg` is a whole document with a title and a description; `table` holds the same numbers."""

    key: str
    caption: str
    svg: str
    table: ReportTable


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Caution:
    """Something to know before one believes what stands beside it."""

    text: str


Block = Paragraph | Caution | ReportTable | ReportFigure


@dataclass(frozen=True)
class ReportSection:
    """A part of the report: its blocks, then the sections within it.

    A section `in_appendix` stands at the end of the report, also where it is declared within
    another one: what few people read, such as formulas, digests and every test by its identifier.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["ReportSection", ...] = ()
    in_appendix: bool = False


@dataclass(frozen=True)
class ReportProvenance:
    """Where the numbers come from; digests are SHA-256 as 64 hexadecimal digits.

    `seed` and `replicates` are of everything simulated or resampled.

    `versions` are labels with digests, `bundles` names with digests, and `methods` the names of
    bundles with the digests of the scores that attribution methods have on them. `plan` is the
    digest of the registered plan, empty where none was registered. `codebooks` holds each codebook
    version with which a round was compared, and `rounds` each such round with its stage and
    version; both are empty where nothing was coded. `data_digest` is of everything told, and
    `software` maps names to versions. `first_stage` is that of the interviews printed before a
    survey.
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
    replicates: int
    software: Mapping[str, str]
    first_stage: "ReportProvenance | None" = None
    methods: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Report:
    """`watermark` is what every page has to say, empty for a report on people.

    `summary` is the first page: blocks, and short sections of its own. `participants` is how many
    are analysed, those of a first stage not among them.
    """

    title: str
    subtitle: str
    language: str
    watermark: str
    summary: tuple[Block | ReportSection, ...]
    sections: tuple[ReportSection, ...]
    provenance: ReportProvenance
    participants: int = 0

    @cached_property
    def main(self) -> tuple[ReportSection, ...]:
        """The sections after the first page, without those of the appendix."""
        return tuple(_without_appendix(part) for part in self.sections if not part.in_appendix)

    @cached_property
    def appendix(self) -> tuple[ReportSection, ...]:
        """The sections of the appendix, also those declared within others."""
        return tuple(part for section in self.sections for part in _in_appendix(section))

    def walk(self) -> Iterator[Block]:
        """Every block in the order of reading."""
        for part in (*self.summary, *self.main, *self.appendix):
            yield from _blocks(part) if isinstance(part, ReportSection) else (part,)

    def tables(self) -> tuple[ReportTable, ...]:
        """Every table in the order of reading, the numbers of figures included."""
        return tuple(
            block.table if isinstance(block, ReportFigure) else block
            for block in self.walk()
            if isinstance(block, ReportTable | ReportFigure)
        )

    def figures(self) -> tuple[ReportFigure, ...]:
        return tuple(block for block in self.walk() if isinstance(block, ReportFigure))

    def labels(self) -> dict[str, str]:
        """The numbers of tables and figures, such as Table 1 and Figure 1, by key."""
        tables = (block for block in self.walk() if isinstance(block, ReportTable))
        numbered = {table.key: f"Table {number}" for number, table in enumerate(tables, start=1)}
        figures = enumerate(self.figures(), start=1)
        return numbered | {figure.key: f"Figure {number}" for number, figure in figures}

    def caption(self, block: ReportTable | ReportFigure) -> str:
        """The caption with its number, and a mark where the report is of simulated people."""
        figures = {figure.table.key: figure.key for figure in self.figures()}
        label = self.labels()[figures.get(block.key, block.key)]
        if block.key in figures:
            label += ", in numbers"
        if self.watermark:
            label += " (simulated participants)"
        return f"{label}. {block.caption}"

    @property
    def stem(self) -> str:
        """How the names of the report's files begin."""
        return "simulated-report" if self.provenance.simulated else "report"


def _without_appendix(section: ReportSection) -> ReportSection:
    inner = (_without_appendix(part) for part in section.sections if not part.in_appendix)
    return replace(section, sections=tuple(inner))


def _in_appendix(section: ReportSection) -> Iterator[ReportSection]:
    if section.in_appendix:
        yield section
        return
    for inner in section.sections:
        yield from _in_appendix(inner)


def _blocks(section: ReportSection) -> Iterator[Block]:
    yield from section.blocks
    for inner in section.sections:
        yield from _blocks(inner)
