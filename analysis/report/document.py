"""A report as a tree that every format is written from; writers compute nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.report.tables import Table


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
