"""Reads the values of a described table, and gathers what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from attribution.data.display import Feature
from attribution.data.files.delimited import DelimitedFile
from attribution.data.files.numbers import NumberFormat
from attribution.data.files.values import cleaned
from attribution.data.problems import DataProblem, lines_named
from attribution.data.table_encoding import CategoryColumn, NumberColumn, ReadColumn
from attribution.data.table_rows import numbered
from attribution.errors import DataError
from core.arrays import Integers

if TYPE_CHECKING:
    from attribution.scenario_files.data.table import TableData
    from attribution.scenario_files.data.table_columns import TableColumn

SHOWN_VALUES = 5
"""So many wrong values of a column are each a problem with a remedy; more are one problem."""


class TableValues:
    """The columns of a file, with every problem of them in `problems`.

    Rows that the description leaves out are noted while columns are read, so `rows_in_use` is asked
    for last.
    """

    def __init__(self, description: TableData, file: DelimitedFile) -> None:
        self.description = description
        self.file = file
        self.problems: list[DataProblem] = []
        self._left_out = np.zeros(len(file.lines), dtype=np.bool_)

    def rows_in_use(self) -> Integers:
        return np.flatnonzero(~self._left_out)

    def ids(self) -> list[str]:
        """The values of the identifier column, or the places of the rows among those with data."""
        by_place = [numbered(row) for row in self.file.rows]
        column = self.description.identifier
        if not column or not self._has(column):
            return by_place
        values = self._values(column)
        self._note(
            column,
            [row for row, value in enumerate(values) if not value],
            "no identifier",
            "Fill it in, or leave `identifier` out, and rows are called by their place.",
        )
        counts = Counter(value for value in values if value)
        repeated = [row for row, value in enumerate(values) if counts[value] > 1]
        self._note(
            column,
            repeated,
            "an identifier that another row has, too",
            "Give every row its own, or leave `identifier` out.",
        )
        return values

    def labels(self) -> Integers:
        """Class numbers [rows]; -1 where a row has none."""
        label = self.description.label
        if not self._has(label.column):
            return np.full(len(self.file.lines), -1)
        values = self._values(label.column)
        numbers = {cleaned(text): label.names.index(words) for text, words in label.classes.items()}
        self._note_missing(label.column, values, "no label", "")
        others = {value for value in values if value} - numbers.keys()
        if "other_classes" in self.description.leave_out:
            self._leave_out([row for row, value in enumerate(values) if value in others])
        elif len(others) > SHOWN_VALUES and all(map(self._is_number, others)):
            self._problem(
                label.column,
                [],
                f"This looks like a number: there are {len(others)} values beside the named ones, "
                f"such as {min(others)}.",
                "A model here tells classes apart: make a column that names a range for each row.",
            )
        else:
            self._note_values(
                label.column,
                values,
                others,
                "which is none of the classes",
                lambda value: f"Add {value!r} to `classes`, or `other_classes` to `leave_out`.",
            )
        absent = [text for text in numbers if text not in set(values)]
        for text in absent:
            self._problem(
                label.column,
                [],
                f"No row has the label {text!r}.",
                "Correct the text, or leave it out of `classes`.",
            )
        return np.array([numbers.get(value, -1) for value in values], dtype=np.int64)

    def column(self, column: TableColumn) -> ReadColumn | None:
        """The column for all rows; what stands in rows with a problem means nothing."""
        if not self._has(column.name):
            return None
        values = self._values(column.name, column.missing_texts)
        if column.type == "category":
            return self._category(column, values)
        return self._number(column, values)

    def texts_of(self, name: str, rows: Iterable[int]) -> list[str]:
        """What a split goes by; raises DataError where there is no such column."""
        if name not in self.file.columns:
            raise DataError(
                f"The split goes by the column {name!r}, which {self.file.name} does not have: "
                f"correct it; there are {_named(self.file.columns)}."
            )
        values = self._values(name)
        return [values[row] for row in rows]

    def _category(self, column: TableColumn, values: Sequence[str]) -> CategoryColumn:
        words = list(dict.fromkeys(column.texts.values()))
        numbers = {cleaned(text): words.index(each) for text, each in column.texts.items()}
        if column.missing:
            words += [] if column.missing in words else [column.missing]
            numbers[""] = words.index(column.missing)
        else:
            self._note_missing(
                column.name,
                values,
                "no value",
                "Say what people read there, such as `missing: Not stated`; or ",
            )
        self._note_values(
            column.name,
            values,
            {value for value in values if value} - numbers.keys(),
            "which has no text",
            lambda value: (
                f"Add {value!r} to the column's `texts`, or to its `missing_texts` where it stands "
                "for a missing value."
            ),
        )
        chosen = np.array([numbers.get(value, 0) for value in values], dtype=np.int64)
        return CategoryColumn(_feature(column), tuple(words), chosen)

    def _number(self, column: TableColumn, values: Sequence[str]) -> NumberColumn:
        read = {value: self._read(value, column.unit) for value in set(values)}
        self._note_missing(column.name, values, "no value", "Fill it in, or ")
        self._note_values(
            column.name,
            values,
            {value for value, number in read.items() if number is None and value},
            "where a number is needed",
            self._remedy_for_text,
        )
        least, most = column.minimum, column.maximum
        stated = {value: number for value, number in read.items() if number is not None}
        if least is not None:
            low = {value for value, number in stated.items() if number < least}
            self._note_outside(column, values, low, f"below the minimum {least:.10g}", "minimum")
        if most is not None:
            high = {value for value, number in stated.items() if number > most}
            self._note_outside(column, values, high, f"above the maximum {most:.10g}", "maximum")
        numbers = np.array([read[value] or 0.0 for value in values])
        return NumberColumn(
            _feature(column), numbers, column.decimals, self.description.shown_decimal
        )

    def _note_outside(
        self, column: TableColumn, values: Sequence[str], outside: set[str], what: str, limit: str
    ) -> None:
        if "out_of_range" in self.description.leave_out:
            self._leave_out([row for row, value in enumerate(values) if value in outside])
            return
        self._note_values(
            column.name,
            values,
            outside,
            what,
            lambda value: (
                f"Add {value!r} to the column's `missing_texts` where it stands for a missing "
                f"value; else correct it, change `{limit}`, or add `out_of_range` to `leave_out`."
            ),
        )

    def _read(self, value: str, unit: str) -> float | None:
        bare = value.removesuffix(unit).removeprefix(unit).strip() if unit else value
        return self.description.numbers.number(bare)

    def _is_number(self, value: str) -> bool:
        return self._read(value, "") is not None

    def _remedy_for_text(self, value: str) -> str:
        here = self.description.numbers
        for form in NumberFormat.all():
            if form.number(value) is not None:
                marks = {"decimal": form.decimal, "thousands": form.thousands}
                stated = {"decimal": here.decimal, "thousands": here.thousands}
                keys = [f'`{key}: "{mark}"`' for key, mark in marks.items() if mark != stated[key]]
                return (
                    f"Where the file writes numbers so, state {' and '.join(keys)}; else correct "
                    "it."
                )
        return (
            f"Correct it, add {value!r} to the column's `missing_texts` where it stands for a "
            "missing value, or describe the column as a category."
        )

    def _values(self, column: str, missing_texts: Sequence[str] = ()) -> list[str]:
        """The cleaned values, with "" for every missing one."""
        missing = {cleaned(text) for text in (*self.description.missing_texts, *missing_texts)}
        return ["" if value in missing else value for value in self.file.values(column)]

    def _has(self, column: str) -> bool:
        if column in self.file.columns:
            return True
        self._problem(
            column,
            [],
            "The file has no such column.",
            f"Correct the name; there are {_named(self.file.columns)}.",
        )
        return False

    def _note_missing(self, column: str, values: Sequence[str], what: str, remedy: str) -> None:
        rows = [row for row, value in enumerate(values) if not value]
        if "incomplete" in self.description.leave_out:
            self._leave_out(rows)
        else:
            self._note(
                column, rows, what, f"{remedy or 'Fill it in, or '}add `incomplete` to `leave_out`."
            )

    def _note_values(
        self,
        column: str,
        values: Sequence[str],
        wrong: Iterable[str],
        what: str,
        remedy: Callable[[str], str],
    ) -> None:
        rows_of: dict[str, list[int]] = {value: [] for value in sorted(wrong)}
        for row, value in enumerate(values):
            if value in rows_of:
                rows_of[value].append(row)
        if len(rows_of) <= SHOWN_VALUES:
            for value, rows in rows_of.items():
                self._note(column, rows, f"{value!r}, {what}", remedy(value))
            return
        value = next(iter(rows_of))
        rows = sorted(row for rows in rows_of.values() for row in rows)
        self._note(column, rows, f"{len(rows_of)} values such as {value!r}, {what}", remedy(value))

    def _note(self, column: str, rows: Sequence[int], what: str, remedy: str) -> None:
        if rows:
            begin = "The row has" if len(rows) == 1 else f"{len(rows)} rows have"
            self._problem(column, rows, f"{begin} {what}.", remedy)

    def _problem(self, column: str, rows: Sequence[int], message: str, remedy: str) -> None:
        place = f"column {column!r}"
        if rows:
            place += f", {lines_named([self.file.lines[row] for row in rows])}"
        if len(rows) == 1:
            place += f" ({numbered(self.file.rows[rows[0]])})"
        self.problems.append(DataProblem(place, message, remedy))

    def _leave_out(self, rows: Sequence[int]) -> None:
        self._left_out[list(rows)] = True


def _feature(column: TableColumn) -> Feature:
    return Feature(column.name, column.label, column.unit, numeric=column.type == "number")


def _named(columns: Iterable[str]) -> str:
    return ", ".join(repr(column) for column in columns)
