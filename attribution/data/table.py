"""Makes a Dataset of a table in memory, with the columns that are described for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from attribution.data.dataset import Dataset
from attribution.data.display import Feature
from attribution.data.split import A_FIFTH, Split, SplitKeys
from attribution.data.table_encoding import CategoryColumn, NumberColumn, encoded_table
from attribution.data.table_rows import Table, column_values, is_missing, row_ids, spelled
from attribution.errors import DataError
from core.arrays import Integers


@dataclass(frozen=True)
class Column:
    """An input column: a category where `texts` gives the text of each value, else a number.

    `missing` is the text for a category without a value (None, NaN, pandas.NA or NaT).
    """

    name: str
    label: str
    unit: str = ""
    texts: Mapping[Any, str] = field(default_factory=dict)
    missing: str = ""

    def __post_init__(self) -> None:
        for value, text in self.texts.items():
            if is_missing(value):
                raise DataError(
                    f"The texts of column {self.name!r} name a missing value: write "
                    f"missing={text!r} in its place."
                )
        if self.missing and not self.texts:
            raise DataError(
                f"Column {self.name!r} is a number, which has no input for a missing value: leave "
                "`missing` out, and fill in such values or leave out their rows."
            )

    @property
    def feature(self) -> Feature:
        return Feature(self.name, self.label, self.unit, numeric=not self.texts)


def table_dataset(
    table: Table,
    *,
    name: str,
    source: str,
    columns: Sequence[Column],
    label: str,
    classes: Mapping[Any, str],
    split: Split = A_FIFTH,
    identifier: str | None = None,
) -> Dataset:
    """(x - mean) / sd for numbers, by the mean and sd (ddof 0) of the training rows; one-hot else.

    A category has an input for each of its texts, in their order, and then one for missing values.
    `classes` maps the values of the label column to the names that people read, in order.
    `identifier` is the column that names the rows, where there is one. Rows that are held back are
    left out of mean and sd. Raises DataError, which names column and row.
    """
    values = [column_values(table, column.name) for column in columns]
    label_values = column_values(table, label)
    ids = row_ids(table, len(label_values), identifier)
    if len({len(value) for value in (*values, label_values, ids)}) > 1 or not values:
        raise DataError(f"The columns of {name} differ in length, or there are none: correct them.")
    class_names = tuple(classes.values())
    labels = _labels(label, list(classes), label_values, ids)
    return encoded_table(
        [
            _category(column, value, ids) if column.texts else _number(column, value, ids)
            for column, value in zip(columns, values, strict=True)
        ],
        name=name,
        source=source,
        ids=ids,
        labels=labels,
        class_names=class_names,
        split=split,
        keys=SplitKeys(ids=ids, values=lambda column: _texts(table, column)),
    )


def _texts(table: Table, column: str) -> list[str]:
    return ["" if is_missing(value) else spelled(value) for value in column_values(table, column)]


def _labels(column: str, classes: list[Any], values: list[Any], ids: list[str]) -> Integers:
    numbers = {value: number for number, value in enumerate(classes)}
    for row, value in zip(ids, values, strict=True):
        if is_missing(value):
            raise _without_value(column, row, "fill it in or leave the row out")
        if value not in numbers:
            raise DataError(
                f"Column {column!r} holds {value!r} for sample {row}, which is none of the "
                "classes: name it or leave the row out."
            )
    return np.array([numbers[value] for value in values], dtype=np.int64)


def _category(column: Column, values: list[Any], ids: list[str]) -> CategoryColumn:
    texts = [*column.texts.values(), *([column.missing] if column.missing else [])]
    numbers = {value: number for number, value in enumerate(column.texts)}
    chosen: list[int] = []
    for row, value in zip(ids, values, strict=True):
        if is_missing(value):
            _check_missing(column, row)
        elif value not in numbers:
            raise DataError(
                f"Column {column.name!r} holds {value!r} for sample {row}, which has no text: add "
                "one to the column's description."
            )
        chosen.append(numbers.get(value, len(numbers)))
    return CategoryColumn(column.feature, tuple(texts), np.array(chosen, dtype=np.int64))


def _check_missing(column: Column, row: str) -> None:
    if not column.missing:
        raise _without_value(
            column.name,
            row,
            'say what people read there, such as missing="Not stated", or leave the row out',
        )


def _number(column: Column, values: list[Any], ids: list[str]) -> NumberColumn:
    numbers = [_finite(column.name, row, value) for row, value in zip(ids, values, strict=True)]
    return NumberColumn(column.feature, np.array(numbers))


def _finite(column: str, row: str, value: Any) -> float:
    if is_missing(value):
        raise _without_value(column, row, "fill it in or leave the row out")
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = np.nan
    if not np.isfinite(number):
        raise DataError(
            f"Column {column!r} holds {value!r} for sample {row}, where a number is needed: "
            "correct it, leave the row out, or describe the column as a category."
        )
    return number


def _without_value(column: str, row: str, remedy: str) -> DataError:
    return DataError(f"Column {column!r} has no value for sample {row}: {remedy}.")
