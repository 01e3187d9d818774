"""Tables in text files: values between separators, with the line on which each row begins."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path

from attribution.data.files.content import decoded, file_content, guessed_encoding
from attribution.data.files.values import cleaned
from attribution.data.problems import DataProblem, DataProblems, lines_named
from core.digests import digest

MOST_ROWS = 1_000_000
MOST_COLUMNS = 2_000
LONGEST_VALUE = 131_072
"""Characters: what Python's csv module reads unless some other library has changed it."""

SEPARATORS = (";", ",", "\t", "|")


@dataclass(frozen=True)
class Layout:
    """How a file is written: an encoding by Python's name for it, and a separator."""

    encoding: str = "utf-8"
    separator: str = ","


@dataclass(frozen=True)
class DelimitedFile:
    """Values of each column as they stand in the file, and for each row the line it begins on.

    Empty lines are left out, and so are rows with a `problem`: those with more or fewer values
    than there are columns. `rows` are their positions among the lines that hold data, from 0.
    A column without a name is called by its position, such as "column 1". `cleaned` are the values
    that people see otherwise than they stand in the file.
    """

    name: str
    sha256: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    rows: Sequence[int]
    problems: tuple[DataProblem, ...]
    cleaned: Mapping[str, str] = field(default_factory=dict, repr=False)

    def values(self, column: str) -> list[str]:
        """The values without blanks around them and without characters that nobody sees."""
        if not self.cleaned:
            return list(self.columns[column])
        return [self.cleaned.get(value, value) for value in self.columns[column]]


def guessed_layout(file: Path, encoding: str = "", separator: str = "") -> tuple[Layout, bool]:
    """How a file seems to be written, and whether its encoding is certain; raises DataProblems."""
    content = file_content(file)
    guess = guessed_encoding(content)
    text = decoded(file.name, content, encoding or guess.encoding)
    return (
        Layout(encoding or guess.encoding, separator or guessed_separator(text)),
        bool(encoding) or guess.is_certain,
    )


def guessed_separator(text: str) -> str:
    """The separator that splits most of the first 100 rows into as many values as the header."""
    if declared := _declared_separator(text):
        return declared
    beginning = list(islice(StringIO(text, newline=""), 101))

    def fit(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(beginning, delimiter=separator) if row]
        except csv.Error:
            return 0, 0
        if not widths or widths[0] < 2:
            return 0, 0
        return sum(width == widths[0] for width in widths), widths[0]

    fits = {separator: fit(separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=fits.__getitem__) if any(map(any, fits.values())) else ","


def read_delimited(file: Path, layout: Layout) -> DelimitedFile:
    """Read a file whose first line names the columns.

    Raises DataProblems where there is nothing to read; what is wrong with some rows is in
    `problems`.
    """
    content = file_content(file)
    text = decoded(file.name, content, layout.encoding)
    rows = _rows(file.name, text, layout.separator)
    header_line, header = next(rows, (1, []))
    if not header:
        raise _refusal(file.name, "", "The file is empty.", "Put in the names and the rows.")
    names, problems = _names(header, header_line)
    if len(names) > MOST_COLUMNS:
        raise _refusal(
            file.name,
            f"line {header_line}",
            f"There are {len(names):,} columns, and at most {MOST_COLUMNS:,} are read.",
            "Leave some out.",
        )
    if kind := _other_kind(text):
        raise _refusal(file.name, "", f"This is {kind}, not a table.", "Save the table as CSV.")
    if len(names) == 1 and (other := guessed_separator(text)) != layout.separator:
        raise _refusal(
            file.name,
            f"line {header_line}",
            f"There is one column where the separator is {_spelled(layout.separator)}.",
            f"State the file's separator; it looks like `separator: {json.dumps(other)}`.",
        )
    values = _Values(len(names))
    for position, (line, row) in enumerate(rows):
        if position >= MOST_ROWS:
            raise _refusal(
                file.name,
                f"line {line}",
                f"The file has more than {MOST_ROWS:,} rows.",
                "Draw some of them: effects of so many cannot be computed.",
            )
        values.add(position, line, row)
    problems += _ragged(values.lines_by_width, len(names), layout.separator)
    if not values.lines and not problems:
        raise _refusal(file.name, "", "There is no row below the names.", "Put some in.")
    return DelimitedFile(
        name=file.name,
        sha256=digest(content),
        columns=dict(zip(names, values.columns, strict=True)),
        lines=values.lines,
        rows=values.positions,
        problems=tuple(problems),
        cleaned=values.cleaned,
    )


class _Values:
    """Gathers rows as columns. Equal values are one object, which saves most of the memory."""

    def __init__(self, columns: int) -> None:
        self.columns: list[list[str]] = [[] for _ in range(columns)]
        self.lines: list[int] = []
        self.positions: list[int] = []
        self.lines_by_width: dict[int, list[int]] = {}
        self.cleaned: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def add(self, position: int, line: int, row: list[str]) -> None:
        while len(row) > len(self.columns) and not row[-1].strip():
            row.pop()
        if len(row) != len(self.columns):
            self.lines_by_width.setdefault(len(row), []).append(line)
            return
        self.lines.append(line)
        self.positions.append(position)
        for column, value in zip(self.columns, row, strict=True):
            column.append(self._known.get(value) or self._new(value))

    def _new(self, value: str) -> str:
        self._known[value] = value
        if (seen := cleaned(value)) != value:
            self.cleaned[value] = seen
        return value


def _rows(name: str, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, and the line on which it begins, from 1."""
    stream = StringIO(text, newline="")
    skipped = 0
    if _declared_separator(text):
        stream.readline()
        skipped = 1
    reader = csv.reader(stream, delimiter=separator, strict=True)
    line = 1 + skipped
    try:
        for row in reader:
            if row and max(map(len, row)) > LONGEST_VALUE:
                raise _too_long(name, line)
            if any(value.strip() for value in row):
                yield line, row
            line = reader.line_num + 1 + skipped
    except csv.Error as problem:
        if "field larger" in str(problem):
            raise _too_long(name, line) from problem
        raise _refusal(
            name,
            f"line {line}",
            f"The quotation marks of the row that begins here do not match ({problem}).",
            'Write a quotation mark inside a value twice (""), and the value between two of them.',
        ) from problem


def _too_long(name: str, line: int) -> DataProblems:
    return _refusal(
        name,
        f"line {line}",
        f"A value of the row that begins here has more than {LONGEST_VALUE:,} characters.",
        "Shorten it; where it should be shorter, a quotation mark that begins it may never end.",
    )


def _declared_separator(text: str) -> str:
    """The separator in a first line such as `sep=;`, which spreadsheets write."""
    first = text.partition("\n")[0].strip("\r")
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else ""


def _names(header: list[str], line: int) -> tuple[list[str], list[DataProblem]]:
    names = [cleaned(name) for name in header]
    while len(names) > 1 and not names[-1]:
        names.pop()
    names = [name or f"column {position}" for position, name in enumerate(names, start=1)]
    problems = [
        DataProblem(
            f"line {line}",
            f"{count} columns are called {name!r}.",
            "Give every column a name of its own.",
        )
        for name, count in Counter(names).items()
        if count > 1
    ]
    return names, problems


def _other_kind(text: str) -> str:
    """What a text file is that is no table by its beginning, or ""."""
    kinds = {r"<(!doctype html|html|table|\?xml)\b": "a web page or XML", r"\[?\s*\{\s*\"": "JSON"}
    start = text[:200].lstrip()
    return next((kind for begin, kind in kinds.items() if re.match(f"(?i){begin}", start)), "")


def _ragged(
    lines_by_width: Mapping[int, list[int]], columns: int, separator: str
) -> list[DataProblem]:
    return [
        DataProblem(
            lines_named(lines),
            f"{'The row has' if len(lines) == 1 else f'These {len(lines)} rows have'} {width} "
            f"{'value' if width == 1 else 'values'}, and there are {columns} columns.",
            f"Write a value that holds {_spelled(separator)} between quotation marks, and leave "
            "none out.",
        )
        for width, lines in sorted(lines_by_width.items())
    ]


def _spelled(separator: str) -> str:
    return {"\t": "a tab"}.get(separator, repr(separator))


def _refusal(name: str, place: str, message: str, remedy: str) -> DataProblems:
    return DataProblems(name, [DataProblem(place, message, remedy)])
