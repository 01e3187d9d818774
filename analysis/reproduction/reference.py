"""The counts behind the paper's tables 3 and 4, and what these print (fixtures/reference/)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from analysis.statistics.preferences.choices import ChoiceCounts

FILE = Path(__file__).parents[2] / "fixtures" / "reference" / "choice_counts.csv"


@dataclass(frozen=True)
class PrintedChoice:
    """A cell of table 3 as it is printed; `percent` has two decimals and no sign."""

    percent: str
    pvalue: str


@dataclass(frozen=True)
class PrintedAxis:
    """An axis in one scenario: its counts, its cells of table 3, and its pair of table 4."""

    counts: ChoiceCounts
    choices: tuple[PrintedChoice, ...]
    entropy: str
    normalised: str


def read_reference(file: Path = FILE) -> tuple[PrintedAxis, ...]:
    """Read the axes of every scenario, of both scenarios together last."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(_axes(rows))


def _axes(rows: list[dict[str, str]]) -> Iterator[PrintedAxis]:
    for (scenario, axis), group in groupby(rows, lambda row: (row["scenario"], row["axis"])):
        cells = list(group)
        counts = {cell["choice"]: int(cell["count"]) for cell in cells}
        yield PrintedAxis(
            counts=ChoiceCounts(scenario, axis, counts),
            choices=tuple(
                PrintedChoice(cell["printed_percent"], cell["printed_pvalue"]) for cell in cells
            ),
            entropy=cells[0]["printed_entropy"],
            normalised=cells[0]["printed_normalised"],
        )
