"""Gathers what is wrong with rows of a file, and which of them are left out."""

from collections.abc import Callable, Collection, Iterable, Sequence

import numpy as np

from attribution.data.files.delimited import DelimitedFile
from attribution.data.problems import DataProblem, lines_named
from attribution.data.table_rows import numbered
from core.arrays import Integers

SHOWN_VALUES = 5
"""So many wrong values of a column are each a problem with a remedy; more are one problem."""


class RowProblems:
    """What is wrong with columns of a file; rows are positions in its columns.

    Rows with a problem of a kind in `leave_out` are left out instead. The same problem of several
    rows is one.
    """

    def __init__(self, file: DelimitedFile, leave_out: Collection[str] = ()) -> None:
        self.problems: list[DataProblem] = []
        self._file = file
        self._leave_out = leave_out
        self._left_out = np.zeros(len(file.lines), dtype=np.bool_)

    def rows_in_use(self) -> Integers:
        return np.flatnonzero(~self._left_out)

    def leaving_out(self, kind: str) -> str:
        """The line of a scenario file that also leaves out rows with a problem of this kind."""
        return f"`leave_out: [{', '.join([*self._leave_out, kind])}]`"

    def has_column(self, name: str) -> bool:
        """Whether the file has it; where it does not, that is a problem."""
        if name in self._file.columns:
            return True
        self.of_column(
            name,
            "The file has no such column.",
            f"Correct the name; there are {', '.join(map(repr, self._file.columns))}.",
        )
        return False

    def of_column(self, column: str, message: str, remedy: str) -> None:
        self.problems.append(DataProblem(f"column {column!r}", message, remedy))

    def of_rows(
        self, column: str, rows: Sequence[int], what: str, remedy: str, kind: str = ""
    ) -> None:
        """Rows have `what`; they are left out where this is a problem of that kind."""
        if not rows:
            return
        if kind in self._leave_out:
            self._left_out[list(rows)] = True
            return
        place = f"column {column!r}, {lines_named([self._file.lines[row] for row in rows])}"
        if len(rows) == 1:
            place += f" ({numbered(self._file.rows[rows[0]])})"
        begin = "The row has" if len(rows) == 1 else f"{len(rows)} rows have"
        self.problems.append(DataProblem(place, f"{begin} {what}.", remedy))

    def of_values(
        self,
        column: str,
        values: Sequence[str],
        wrong: Iterable[str],
        what: str,
        remedy: Callable[[str], str],
        kind: str = "",
    ) -> None:
        """Some of the column's values are wrong; `what` goes on after one that is quoted."""
        rows_of: dict[str, list[int]] = {value: [] for value in sorted(wrong)}
        for row, value in enumerate(values):
            if value in rows_of:
                rows_of[value].append(row)
        if len(rows_of) <= SHOWN_VALUES:
            for value, rows in rows_of.items():
                self.of_rows(column, rows, f"{value!r}, {what}", remedy(value), kind)
            return
        first = next(iter(rows_of))
        rows = sorted(row for rows in rows_of.values() for row in rows)
        several = f"one of {len(rows_of)} values such as {first!r}, {what}"
        self.of_rows(column, rows, several, remedy(first), kind)
