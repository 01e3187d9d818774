"""The files of fixtures/reference that hold the paper's print, row by row as they stand there."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "fixtures" / "reference"

FILES = (
    "sample",
    "interviewees",
    "interview_themes",
    "interview_codes",
    "design_space",
    "coding_process",
    "theme_counts",
    "themes",
    "attribution_types",
    "data",
)

Row = Mapping[str, str]
Prints = Mapping[str, tuple[Row, ...]]
"""The rows of each file, by its name without `.csv`."""


def read_prints(folder: Path = FOLDER) -> Prints:
    return {name: _read(folder / f"{name}.csv") for name in FILES}


def listed(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, with semicolons between them."""
    return tuple(entry.strip() for entry in cell.split(";") if entry.strip())


def in_order(participants: Iterable[str]) -> list[str]:
    """P2 before P10, without brackets and without repetitions."""
    return sorted({participant.strip("()") for participant in participants}, key=_number)


def _number(participant: str) -> tuple[int, str]:
    digits = participant.strip("P")
    return (int(digits) if digits.isdecimal() else 0, participant)


def _read(file: Path) -> tuple[Row, ...]:
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
