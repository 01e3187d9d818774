"""A table in a delimited text file, as a scenario file describes it."""

from pathlib import Path
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from attribution.data.dataset import Dataset
from attribution.data.files.delimited import Layout, read_delimited
from attribution.data.files.numbers import NumberFormat
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import Split, SplitKeys
from attribution.data.table_encoding import encoded_table
from attribution.errors import DataError
from attribution.scenario_files.data.description import DataDescription
from attribution.scenario_files.data.labels import Label, Value
from attribution.scenario_files.data.row_problems import RowProblems
from attribution.scenario_files.data.table_columns import TableColumn
from attribution.scenario_files.data.table_values import TableValues
from core.arrays import Integers
from core.yaml_files.model_errors import fault

Leaving = Literal["incomplete", "out_of_range", "other_classes"]
"""Rows without a value that is needed; with a number beyond its limits; of a class not named."""


class TableData(DataDescription):
    """How a file is written, which texts stand for a missing value, and what its columns hold.

    An empty value is always missing. `leave_out` names kinds of rows that are left out, and refused
    where it does not. `shown_decimal` is the decimal mark that people read.
    """

    type: Literal["table"] = "table"
    file: str
    sha256: str = ""
    encoding: str = "utf-8"
    separator: str = Field(default=",", min_length=1, max_length=1)
    decimal: Literal[".", ","] = "."
    thousands: Literal["", ".", ",", "'", " "] = ""
    shown_decimal: Literal[".", ","] = "."
    missing_texts: tuple[Value, ...] = ()
    identifier: str = ""
    leave_out: tuple[Leaving, ...] = ()
    label: Label
    columns: tuple[TableColumn, ...] = Field(min_length=1)

    @property
    def numbers(self) -> NumberFormat:
        return NumberFormat(self.decimal, self.thousands)

    @model_validator(mode="after")
    def _names_a_label_and_columns(self) -> Self:
        if not self.label.column:
            raise fault("the label names no column.", "Write `column` below `label`.")
        names = [column.name for column in self.columns]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise fault(
                f"a column is described twice: {', '.join(twice)}.", "Keep one description."
            )
        if self.label.column in names:
            raise fault(
                f"the label {self.label.column!r} is also an input, where a model would read the "
                "answer.",
                "Take it out of `columns`.",
            )
        return self

    @model_validator(mode="after")
    def _has_two_marks(self) -> Self:
        if self.decimal == self.thousands:
            raise fault(
                "`decimal` and `thousands` are the same mark.", "State another for one of them."
            )
        return self

    def dataset(self, folder: Path, *, name: str, source: str, split: Split) -> Dataset:
        file = read_delimited(folder / self.file, Layout(self.encoding, self.separator))
        problems = list(file.problems)
        if self.sha256 not in {"", file.sha256}:
            problems.append(
                DataProblem(
                    "",
                    "The file is not the one that was described: its SHA-256 differs.",
                    f"Use the original, or, where it was changed on purpose, state `sha256: "
                    f"{file.sha256}`.",
                )
            )
        rows_with_problems = RowProblems(file, self.leave_out)
        values = TableValues(
            file, rows_with_problems, self.numbers, self.missing_texts, self.shown_decimal
        )
        columns = [values.column(column) for column in self.columns]
        ids, labels = values.ids(self.identifier), values.labels(self.label)
        class_names = tuple(dict.fromkeys(self.label.classes.values()))
        rows: list[int] = rows_with_problems.rows_in_use().tolist()

        def texts(column: str) -> list[str]:
            of_all = values.texts(column)
            return [of_all[row] for row in rows]

        keys = SplitKeys([ids[row] for row in rows], texts)
        problems += rows_with_problems.problems
        problems += _problems_of_split(split, labels[rows], class_names, keys)
        if problems:
            raise DataProblems(file.name, problems)
        return encoded_table(
            [column.of_rows(np.array(rows)) for column in columns if column is not None],
            name=name,
            source=source,
            ids=keys.ids,
            labels=labels[rows],
            class_names=class_names,
            split=split,
            keys=keys,
        )


def _problems_of_split(
    split: Split, labels: Integers, class_names: tuple[str, ...], keys: SplitKeys
) -> list[DataProblem]:
    """What the split would be refused for, as far as rows have labels."""
    labelled: list[int] = np.flatnonzero(labels >= 0).tolist()
    if not labelled:
        return []

    def values(column: str) -> list[str]:
        texts = keys.values(column)
        return [texts[row] for row in labelled]

    ids = [keys.ids[row] for row in labelled]
    counts = np.bincount(labels[labelled], minlength=len(class_names))
    if single := [name for name, count in zip(class_names, counts, strict=True) if count == 1]:
        return [
            DataProblem(
                "",
                f"The class {name!r} has a single row, and one is needed to learn from and one to "
                "test.",
                "Add another, or take the class out of `classes` and leave its row out: "
                "`leave_out: [other_classes]`.",
            )
            for name in single
        ]
    try:
        split.rows(labels[labelled], class_names, SplitKeys(ids, values))
    except DataError as problem:
        return [DataProblem("", str(problem), "")]
    return []
