"""Reads the values of the columns that a scenario file describes."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from attribution.data.dates import date_of
from attribution.data.display import Feature
from attribution.data.files.delimited import DelimitedFile
from attribution.data.files.numbers import NumberFormat
from attribution.data.files.values import cleaned
from attribution.data.table_encoding import (
    CategoryColumn,
    DateColumn,
    NumberColumn,
    OrderColumn,
    ReadColumn,
)
from attribution.data.table_rows import numbered
from attribution.errors import DataError
from attribution.scenario_files.data.labels import Label
from attribution.scenario_files.data.row_problems import RowProblems
from attribution.scenario_files.data.table_columns import TableColumn
from core.arrays import Integers


@dataclass(frozen=True)
class TableValues:
    """Columns for all rows of a file; what is wrong with them goes into `problems`.

    What stands in rows with a problem, or in rows that are left out, means nothing.
    """

    file: DelimitedFile
    problems: RowProblems
    numbers: NumberFormat
    missing_texts: Sequence[str]
    shown_decimal: str

    def ids(self, identifier: str) -> list[str]:
        """The values of this column, or the places of the rows among those with data."""
        if not identifier or not self.problems.has_column(identifier):
            return [numbered(row) for row in self.file.rows]
        values = self.texts(identifier)
        counts = Counter(values)
        self.problems.of_rows(
            identifier,
            [row for row, value in enumerate(values) if not value],
            "no identifier",
            "Fill it in, or leave `identifier` out, and rows are called by their place.",
        )
        self.problems.of_rows(
            identifier,
            [row for row, value in enumerate(values) if value and counts[value] > 1],
            "an identifier that another row has, too",
            "Give every row its own, or leave `identifier` out.",
        )
        return values

    def labels(self, label: Label) -> Integers:
        """Class numbers [rows]; -1 where a row has none."""
        if not self.problems.has_column(label.column):
            return np.full(len(self.file.lines), -1)
        values = self.texts(label.column)
        names = list(dict.fromkeys(label.classes.values()))
        numbers = {cleaned(text): names.index(name) for text, name in label.classes.items()}
        self._missing(label.column, values, "no label")
        others = {value for value in values if value} - numbers.keys()
        self.problems.of_values(
            label.column,
            values,
            others,
            "which is none of the classes",
            self._remedy_for_label,
            "other_classes",
        )
        for text in sorted(numbers.keys() - set(values)):
            self.problems.of_column(
                label.column,
                f"No row has the label {text!r}.",
                "Correct the text, or leave it out of `classes`.",
            )
        return np.array([numbers.get(value, -1) for value in values], dtype=np.int64)

    def column(self, column: TableColumn) -> ReadColumn | None:
        """None where the file has no such column."""
        if not self.problems.has_column(column.name):
            return None
        values = self.texts(column.name, column.missing_texts)
        match column.type:
            case "date":
                return self._date(column, values)
            case "number":
                return self._number(column, values)
            case _:
                return self._category(column, values)

    def texts(self, column: str, missing_texts: Sequence[str] = ()) -> list[str]:
        """The cleaned values, with "" for every missing one; raises DataError without a column."""
        if column not in self.file.columns:
            raise DataError(
                f"{self.file.name} has no column {column!r}: correct the name; there are "
                f"{', '.join(map(repr, self.file.columns))}."
            )
        missing = {cleaned(text) for text in (*self.missing_texts, *missing_texts)}
        return ["" if value in missing else value for value in self.file.values(column)]

    def _category(self, column: TableColumn, values: Sequence[str]) -> CategoryColumn:
        words = list(dict.fromkeys([*column.texts.values(), *filter(None, [column.missing])]))
        numbers = {cleaned(text): words.index(shown) for text, shown in column.texts.items()}
        if column.missing:
            numbers[""] = words.index(column.missing)
        else:
            words_for_it = "Say what people read there, such as `missing: Not stated`"
            remedy = "Fill it in" if column.type == "ordered" else words_for_it
            self._missing(column.name, values, "no value", remedy)
        self.problems.of_values(
            column.name,
            values,
            {value for value in values if value} - numbers.keys(),
            "which has no text",
            lambda value: (
                f"Add {value!r} to the column's `texts`; where it stands for a missing value, "
                f"state {_as_missing(column, value)}."
            ),
        )
        chosen = np.array([numbers.get(value, 0) for value in values], dtype=np.int64)
        kind = OrderColumn if column.type == "ordered" else CategoryColumn
        return kind(_feature(column), tuple(words), chosen)

    def _date(self, column: TableColumn, values: Sequence[str]) -> DateColumn:
        assert column.form is not None, "a date has a form"  # noqa: S101
        form = column.form
        days = {value: day.toordinal() for value in set(values) if (day := date_of(value, form))}
        self._missing(column.name, values, "no date")
        self.problems.of_values(
            column.name,
            values,
            set(values) - days.keys() - {""},
            f"which is no date such as {form}",
            lambda value: (
                f"Correct it; where it stands for a missing value, state "
                f"{_as_missing(column, value)}."
            ),
        )
        chosen = np.array([days.get(value, 1) for value in values], dtype=np.int64)
        return DateColumn(_feature(column), chosen, form)

    def _number(self, column: TableColumn, values: Sequence[str]) -> NumberColumn:
        read = {value: self._read(value, column.unit) for value in set(values)}
        stated = {value: number for value, number in read.items() if number is not None}
        self._missing(column.name, values, "no value")
        self.problems.of_values(
            column.name,
            values,
            read.keys() - stated.keys() - {""},
            "where a number is needed",
            lambda value: self._remedy_for_text(column, value),
        )
        least, most = column.minimum, column.maximum
        if least is not None:
            low = {value for value, number in stated.items() if number < least}
            self._outside(column, values, low, f"below the minimum {least:.10g}", "minimum")
        if most is not None:
            high = {value for value, number in stated.items() if number > most}
            self._outside(column, values, high, f"above the maximum {most:.10g}", "maximum")
        return NumberColumn(
            _feature(column),
            np.array([stated.get(value, 0.0) for value in values]),
            column.decimals,
            self.shown_decimal,
        )

    def _remedy_for_label(self, value: str) -> str:
        remedy = (
            f"Add {value!r} to `classes`, or leave such rows out: "
            f"{self.problems.leaving_out('other_classes')}"
        )
        if self.numbers.number(value) is None:
            return f"{remedy}."
        return f"{remedy}; a label that is a measurement needs a column of classes, as of ranges."

    def _missing(
        self, column: str, values: Sequence[str], what: str, remedy: str = "Fill it in"
    ) -> None:
        self.problems.of_rows(
            column,
            [row for row, value in enumerate(values) if not value],
            what,
            f"{remedy}, or leave such rows out: {self.problems.leaving_out('incomplete')}.",
            "incomplete",
        )

    def _outside(
        self, column: TableColumn, values: Sequence[str], outside: set[str], what: str, limit: str
    ) -> None:
        self.problems.of_values(
            column.name,
            values,
            outside,
            what,
            lambda value: (
                f"Where it stands for a missing value, state {_as_missing(column, value)}; else "
                f"correct it, change `{limit}`, or leave such rows out: "
                f"{self.problems.leaving_out('out_of_range')}."
            ),
            "out_of_range",
        )

    def _read(self, value: str, unit: str) -> float | None:
        """A number may have its unit beside it."""
        bare = value.removesuffix(unit).removeprefix(unit).strip() if unit else value
        return self.numbers.number(bare)

    def _remedy_for_text(self, column: TableColumn, value: str) -> str:
        for form in NumberFormat.all():
            if form.number(value) is not None:
                marks = {"decimal": form.decimal, "thousands": form.thousands}
                here = {"decimal": self.numbers.decimal, "thousands": self.numbers.thousands}
                keys = [f'`{key}: "{mark}"`' for key, mark in marks.items() if mark != here[key]]
                return (
                    f"Where the file writes numbers so, state {' and '.join(keys)}; else correct "
                    "it."
                )
        return (
            f"Where it stands for a missing value, state {_as_missing(column, value)}; else "
            "correct it, or describe the column as a category."
        )


def _feature(column: TableColumn) -> Feature:
    return Feature(column.name, column.label, column.unit, numeric=column.type == "number")


def _as_missing(column: TableColumn, value: str) -> str:
    texts = json.dumps([*column.missing_texts, value], ensure_ascii=False)
    return f"`missing_texts: {texts}` for the column"
