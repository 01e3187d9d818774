"""Reads the cells of a delimited file, and texts in whatever encoding they are."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from attribution.data.problems import DataProblem, DataProblems

SEPARATORS = ",;\t|"
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

Row = tuple[int, tuple[str, ...]]
"""The line on which a row begins, from 1, and its cells."""


@dataclass(frozen=True)
class Cells:
    """The rows of a file below its header, and the line on which each begins, from 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def __getitem__(self, column: str) -> list[str]:
        at = self.columns.index(column)
        return [row[at] for row in self.rows]


def decoded(content: bytes, encoding: str = "") -> str:
    """The text, whose encoding is guessed where none is stated; raises ValueError, LookupError."""
    if encoding:
        return content.decode(encoding)
    for mark, name in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(content).best()
        if best is None:
            raise
        return str(best)


def read_cells(file: Path, *, encoding: str = "", separator: str = "") -> Cells:
    """Read a delimited file with a header; raises DataProblems."""
    text = _text(file, encoding)
    separator = separator or _separator(text)
    try:
        (_line, columns), *rows = _rows(text, separator)
    except (ValueError, csv.Error) as problem:
        raise DataProblems(
            file.name,
            [
                DataProblem(
                    "", "It has no header and rows.", "Write the names of the columns first."
                )
            ],
        ) from problem
    problems = [*_unclear_names(columns), *_ragged(rows, len(columns), separator)]
    if problems:
        raise DataProblems(file.name, problems)
    return Cells(columns, tuple(cells for _, cells in rows), tuple(line for line, _ in rows))


def _text(file: Path, encoding: str) -> str:
    try:
        return decoded(file.read_bytes(), encoding)
    except OSError as problem:
        raise DataProblems(
            file.name,
            [DataProblem("", f"It cannot be read ({problem.strerror}).", "Correct its path.")],
        ) from problem
    except (ValueError, LookupError) as problem:
        raise DataProblems(
            file.name,
            [
                DataProblem(
                    "",
                    f"It is not written in {encoding or 'an encoding that shows'}.",
                    "State the right one as `encoding`, or save the file as UTF-8.",
                )
            ],
        ) from problem


def _separator(text: str) -> str:
    """The separator that the first line holds most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for row in reader:
        begins, line = line, reader.line_num + 1
        cells = tuple(cell.strip() for cell in row)
        if any(cells):
            yield begins, cells


def _unclear_names(columns: tuple[str, ...]) -> Iterator[DataProblem]:
    for name, count in Counter(columns).items():
        if count > 1 or not name:
            message = f"{count} columns are called {name!r}." if name else "A column has no name."
            yield DataProblem("line 1", message, "Give every column a name of its own.")


def _ragged(rows: list[Row], columns: int, separator: str) -> Iterator[DataProblem]:
    for line, cells in rows:
        if len(cells) != columns:
            yield DataProblem(
                f"line {line}",
                f"There are {len(cells)} cells for {columns} columns.",
                f"Put quotation marks around what holds {separator!r}, or correct the line.",
            )
