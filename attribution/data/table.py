"""Makes a Dataset of a table: numbers are standardised, categories become one-hot inputs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Feature, Modality, TableRow
from attribution.data.encoding import CategoryEncoding, FeatureEncoding, NumberEncoding
from attribution.data.held_back import drawn_to_hold_back
from attribution.data.split import A_FIFTH, Split
from attribution.data.table_rows import Table, column_values, is_missing, row_ids
from attribution.errors import DataError
from core.arrays import Floats, Integers


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


@dataclass(frozen=True)
class _EncodedColumn:
    """A column as inputs [rows, width of the encoding], and as texts that people read."""

    inputs: Floats
    cells: list[str]
    encoding: FeatureEncoding


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
    training, test = split.rows(labels, class_names)
    held_back = drawn_to_hold_back(labels[training], split.held_back, split.seed)
    learned_from = np.delete(training, held_back)
    read = [
        _category(column, value, ids) if column.texts else _number(column, value, ids, learned_from)
        for column, value in zip(columns, values, strict=True)
    ]
    inputs = np.concatenate([column.inputs for column in read], axis=1)
    rows = [TableRow(cells) for cells in zip(*(column.cells for column in read), strict=True)]

    def samples(chosen: Integers) -> Samples:
        return Samples(
            ids=tuple(ids[row] for row in chosen),
            inputs=inputs[chosen],
            labels=labels[chosen],
            displays=tuple(rows[row] for row in chosen),
        )

    return Dataset(
        name=name,
        source=source,
        modality=Modality.TABLE,
        class_names=class_names,
        features=tuple(column.feature for column in columns),
        training=samples(training),
        test=samples(test),
        encodings=tuple(column.encoding for column in read),
        held_back=held_back,
    )


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


def _category(column: Column, values: list[Any], ids: list[str]) -> _EncodedColumn:
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
    cells = [texts[number] for number in chosen]
    return _EncodedColumn(np.eye(len(texts))[chosen], cells, CategoryEncoding(tuple(texts)))


def _check_missing(column: Column, row: str) -> None:
    if not column.missing:
        raise _without_value(
            column.name,
            row,
            'say what people read there, such as missing="Not stated", or leave the row out',
        )


def _number(
    column: Column, values: list[Any], ids: list[str], training: Integers
) -> _EncodedColumn:
    numbers = np.array(
        [_finite(column.name, row, value) for row, value in zip(ids, values, strict=True)]
    )
    of_training = numbers[training]
    # A constant column becomes zero instead of a division by zero.
    deviation = of_training.std() or 1.0
    inputs = np.asarray((numbers - of_training.mean()) / deviation)[:, np.newaxis]
    encoding = NumberEncoding(float(of_training.mean()), float(deviation))
    return _EncodedColumn(inputs, [f"{number:.10g}" for number in numbers], encoding)


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
