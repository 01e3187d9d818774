"""A table, whoever it belongs to, made into a Dataset: numbers standardised, categories one-hot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from attribution.arrays import Floats, Integers
from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Feature, Modality, TableRow
from attribution.errors import DataError


class Table(Protocol):
    """A pandas DataFrame, or a dictionary of equally long columns."""

    def __getitem__(self, column: str, /) -> Any: ...
    def __contains__(self, column: object, /) -> bool: ...


@dataclass(frozen=True)
class Column:
    """One input column: a number, or a category where `texts` says how to read each value."""

    name: str
    label: str
    unit: str = ""
    texts: Mapping[Any, str] = field(default_factory=dict)

    @property
    def feature(self) -> Feature:
        return Feature(self.name, self.label, self.unit, numeric=not self.texts)


@dataclass(frozen=True)
class Split:
    """Share of the rows kept for testing, and the seed that draws them.

    The rows are those of scikit-learn's `train_test_split` with this seed, kept in table order.
    """

    test_share: float = 0.2
    seed: int = 0

    def rows(self, count: int) -> tuple[Integers, Integers]:
        # RandomState, since NumPy promises never to change its stream.
        order = np.random.RandomState(self.seed).permutation(count)
        tests = int(np.ceil(self.test_share * count))
        return np.sort(order[tests:]), np.sort(order[:tests])


def table_dataset(
    table: Table,
    *,
    name: str,
    source: str,
    columns: Sequence[Column],
    label: str,
    classes: Mapping[Any, str],
    split: Split = Split(),
) -> Dataset:
    """Describe a table once; `classes` maps the label column's values to readable names, in order.

    Numbers are standardised by the training rows alone. Raises DataError, naming column and row.
    """
    values = [_values(table, column.name) for column in columns]
    if len({len(value) for value in (*values, _values(table, label))}) > 1 or not values:
        raise DataError(f"The columns of {name} differ in length, or there are none: correct them.")
    labels = _labels(_values(table, label), label, list(classes))
    training, test = split.rows(len(labels))
    inputs = np.concatenate(
        [_inputs(column, value, training) for column, value in zip(columns, values, strict=True)],
        axis=1,
    )
    cells = [
        [_text(column, entry) for entry in value]
        for column, value in zip(columns, values, strict=True)
    ]
    rows = [TableRow(row) for row in zip(*cells, strict=True)]

    def samples(chosen: Integers) -> Samples:
        return Samples(
            ids=tuple(f"row-{row + 1:04d}" for row in chosen),
            inputs=inputs[chosen],
            labels=labels[chosen],
            displays=tuple(rows[row] for row in chosen),
        )

    return Dataset(
        name=name,
        source=source,
        modality=Modality.TABLE,
        class_names=tuple(classes.values()),
        features=tuple(column.feature for column in columns),
        training=samples(training),
        test=samples(test),
    )


def _values(table: Table, column: str) -> list[Any]:
    if column not in table:
        raise DataError(f"The table has no column {column!r}: add it, or correct its name.")
    return np.asarray(table[column]).tolist()  # type: ignore[no-any-return]


def _labels(values: list[Any], column: str, classes: list[Any]) -> Integers:
    for row, value in enumerate(values, start=1):
        if value not in classes:
            raise DataError(
                f"Column {column!r} holds {value!r} in row {row}, which is none of the classes: "
                "name it or leave the row out."
            )
    return np.array([classes.index(value) for value in values], dtype=np.int64)


def _inputs(column: Column, values: list[Any], training: Integers) -> Floats:
    """[rows, 1] for a number, [rows, texts] for a category."""
    if column.texts:
        for row, value in enumerate(values, start=1):
            if value not in column.texts:
                raise DataError(
                    f"Column {column.name!r} holds {value!r} in row {row}, which has no text: "
                    "add one to the column's description."
                )
        return np.array([[value == known for known in column.texts] for value in values], float)
    numbers = np.array([_number(column, row, value) for row, value in enumerate(values, start=1)])
    known = numbers[training]
    # A column that never varies carries nothing: it becomes zero, not a division by zero.
    return np.asarray((numbers - known.mean()) / (known.std() or 1.0))[:, np.newaxis]


def _number(column: Column, row: int, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = np.nan
    if not np.isfinite(number):
        raise DataError(
            f"Column {column.name!r} holds {value!r} in row {row}, which is not a number: "
            "fill it in, leave the row out, or describe the column as a category."
        )
    return number


def _text(column: Column, value: Any) -> str:
    return column.texts[value] if column.texts else f"{float(value):.10g}"
