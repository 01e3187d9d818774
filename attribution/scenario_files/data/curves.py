"""Curves of delimited files: one in each row, or one value in each row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np

from attribution.data.dates import FORMS, date_of
from attribution.data.files.delimited import DelimitedFile
from attribution.data.files.numbers import NumberFormat
from attribution.data.labelled_samples import listed
from attribution.data.problems import DataProblem, lines_named
from attribution.data.series import LabelledCurve

NO_VALUE = frozenset({"", "na", "n/a", "nan", "?", "-", "null", "none", "."})
"""What stands where nothing was measured, in small letters."""

EQUAL = 1e-6
"""Distances between positions may differ by this share, since they are written in few digits."""


SHOWN_TEXTS = 5
"""Of a column so many that are no numbers are each a problem; more are one."""


@dataclass(frozen=True)
class Curves:
    """Curves with where they begin and the distance between their positions, as far as read."""

    curves: tuple[LabelledCurve, ...]
    start: float
    step: float
    problems: tuple[DataProblem, ...]
    table: DelimitedFile


@dataclass
class _Numbers:
    """Reads numbers, and gathers what is none by column and text."""

    format: NumberFormat
    unread: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def read(self, text: str, column: str, line: int) -> float:
        if text.casefold() in NO_VALUE:
            return np.nan
        number = self.format.number(text)
        if number is None:
            self.unread[column, text].append(line)
            return np.nan
        return number

    @property
    def problems(self) -> list[DataProblem]:
        """A problem for each text, or for a column where it has many."""
        by_column: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for (column, text), lines in self.unread.items():
            by_column[column][text] = lines
        problems = []
        for column, texts in by_column.items():
            named = texts
            if len(texts) > SHOWN_TEXTS:
                named = {next(iter(texts)): sorted(chain.from_iterable(texts.values()))}
            problems += [self._problem(column, text, lines) for text, lines in named.items()]
        return problems

    def _problem(self, column: str, text: str, lines: Sequence[int]) -> DataProblem:
        several = len(self.unread[column, text]) < len(lines)
        return DataProblem(
            f"{lines_named(lines)}, column {column!r}",
            f"{text!r} and others are no numbers." if several else f"{text!r} is no number.",
            self._remedy(text),
        )

    def _remedy(self, text: str) -> str:
        other = "," if self.format.decimal == "." else "."
        if NumberFormat(other).number(text) is not None:
            return f'State `decimal: "{other}"`, or correct the value.'
        if any(date_of(text, form) for form in FORMS):
            return "Write times as numbers, such as days or seconds since the first."
        return "Correct it, or leave the cell empty where nothing was measured."


def curves_in_rows(
    table: DelimitedFile,
    columns: Sequence[str],
    label: str,
    ids: Sequence[str],
    numbers: NumberFormat,
) -> Curves:
    """A curve in each row, whose values stand in these columns; positions are 0, 1 and so on."""
    reader = _Numbers(numbers)
    values = [
        [
            reader.read(text, column, line)
            for text, line in zip(table.values(column), table.lines, strict=True)
        ]
        for column in columns
    ]
    by_row, labels = np.array(values).T, table.values(label)
    curves = tuple(
        LabelledCurve(name, numbers_of_row, label, f"line {line}", row)
        for row, (name, numbers_of_row, label, line) in enumerate(
            zip(ids, by_row, labels, table.lines, strict=True)
        )
    )
    return Curves(curves, 0.0, 1.0, (*table.problems, *reader.problems), table)


def curves_of_points(
    table: DelimitedFile, series: str, time: str, value: str, label: str, numbers: NumberFormat
) -> Curves:
    """A point in each row. Positions are all times that occur; where a curve lacks one, it is NaN.

    Curves come in the order in which they first occur.
    """
    reader = _Numbers(numbers)
    texts = zip(table.values(time), table.values(value), table.lines, strict=True)
    points = [
        (reader.read(at, time, line), reader.read(measured, value, line))
        for at, measured, line in texts
    ]
    names, labels, lines = table.values(series), table.values(label), table.lines
    problems = [*reader.problems, *_without_time(points, table.values(time), lines, time)]
    by_curve: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        by_curve[name].append(row)
    grid = np.unique([at for at, _ in points if np.isfinite(at)])
    problems += _uneven(grid)
    places = {at: place for place, at in enumerate(grid.tolist())}
    curves = []
    for name, rows in by_curve.items():
        problems += _disagreeing(name, [labels[row] for row in rows], label)
        values = np.full(len(grid), np.nan)
        twice = []
        for row in rows:
            at, measured = points[row]
            if np.isfinite(at):
                if np.isfinite(values[places[at]]):
                    twice.append(f"{at:g}")
                values[places[at]] = measured
        if twice:
            problems.append(
                DataProblem(
                    f"curve {name!r}",
                    f"There are several values at {listed(twice)}.",
                    "Keep one for each time.",
                )
            )
        place = f"curve {name!r} from line {lines[rows[0]]}"
        curves.append(LabelledCurve(name, values, labels[rows[0]], place, rows[0]))
    start = float(grid[0]) if len(grid) else 0.0
    step = float((grid[-1] - grid[0]) / (len(grid) - 1)) if len(grid) > 1 else 1.0
    return Curves(tuple(curves), start, step, (*table.problems, *problems), table)


def _without_time(
    points: Sequence[tuple[float, float]], times: Sequence[str], lines: Sequence[int], column: str
) -> list[DataProblem]:
    there = [
        line
        for (at, _), text, line in zip(points, times, lines, strict=True)
        if not np.isfinite(at) and text.casefold() in NO_VALUE
    ]
    if not there:
        return []
    place = f"{lines_named(there)}, column {column!r}"
    return [DataProblem(place, "There is no time.", "Fill it in, or leave the row out.")]


def _uneven(grid: np.ndarray) -> list[DataProblem]:
    steps = np.diff(grid)
    if len(steps) < 2 or np.allclose(steps, steps.mean(), rtol=EQUAL, atol=0):
        return []
    narrow = int(np.argmin(steps))
    return [
        DataProblem(
            "",
            f"The times of the curves are not equally far apart: {grid[narrow]:g} and "
            f"{grid[narrow + 1]:g} are {steps[narrow]:g} apart, and others {steps.max():g}.",
            "Give all curves values at the same times, equally far apart, such as means.",
        )
    ]


def _disagreeing(name: str, labels: Sequence[str], column: str) -> list[DataProblem]:
    distinct = list(dict.fromkeys(filter(None, labels)))
    if len(distinct) < 2:
        return []
    return [
        DataProblem(
            f"curve {name!r}, column {column!r}",
            f"It has several labels: {listed(map(repr, distinct))}.",
            "Give all of its rows the same label.",
        )
    ]
