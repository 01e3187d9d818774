"""Makes a Dataset of a table in memory, with the columns that are described for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from attribution.data.dataset import Dataset
from attribution.data.display import Feature
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import A_FIFTH, Split, SplitKeys
from attribution.data.table_encoding import CategoryColumn, NumberColumn, encoded_table
from attribution.data.table_rows import Table, column_values, is_missing, row_ids, spelled
from attribution.errors import DataError
from core.arrays import Integers

SHOWN_SAMPLES = 5
FILL_IN = "fill it in or leave the row out"
SAY_WHAT_PEOPLE_READ = (
    'say what people read there, such as missing="Not stated", or leave the row out'
)


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
    left out of mean and sd. Raises DataProblems with every value that cannot be used, by column and
    row, and DataError.
    """
    values = [column_values(table, column.name) for column in columns]
    label_values = column_values(table, label)
    ids = row_ids(table, len(label_values), identifier)
    if len({len(value) for value in (*values, label_values, ids)}) > 1 or not values:
        raise DataError(f"The columns of {name} differ in length, or there are none: correct them.")
    class_names = tuple(classes.values())
    problems = _Problems()
    labels = _labels(label, list(classes), label_values, ids, problems)
    read = [
        (_category if column.texts else _number)(column, of_column, ids, problems)
        for column, of_column in zip(columns, values, strict=True)
    ]
    problems.raise_any(name)
    return encoded_table(
        read,
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


class _Problems:
    """Sentences on values that cannot be used, each with the samples that it is about."""

    def __init__(self) -> None:
        self._samples: dict[tuple[str, str], list[str]] = {}

    def add(self, sample: str, begin: str, end: str) -> None:
        """The sample is named between the beginning and the end of a sentence."""
        self._samples.setdefault((begin, end), []).append(sample)

    def add_missing(self, column: str, sample: str, remedy: str = FILL_IN) -> None:
        self.add(sample, f"Column {column!r} has no value for", f": {remedy}.")

    def raise_any(self, name: str) -> None:
        if self._samples:
            sentences = [
                f"{begin} {_named(samples)}{end}" for (begin, end), samples in self._samples.items()
            ]
            raise DataProblems(name, [DataProblem("", sentence, "") for sentence in sentences])


def _named(samples: list[str]) -> str:
    if len(samples) == 1:
        return f"sample {samples[0]}"
    more = len(samples) - SHOWN_SAMPLES
    shown = ", ".join(samples[:SHOWN_SAMPLES])
    return f"samples {shown} and {more} more" if more > 0 else f"samples {shown}"


def _labels(
    column: str, classes: list[Any], values: list[Any], ids: list[str], problems: _Problems
) -> Integers:
    numbers = {value: number for number, value in enumerate(classes)}
    by_text = {str(value): value for value in classes}
    for row, value in zip(ids, values, strict=True):
        if is_missing(value):
            problems.add_missing(column, row)
        elif value not in numbers:
            alike = by_text.get(str(value))
            other_type = f" ({alike!r} is another value)" if alike is not None else ""
            problems.add(
                row,
                f"Column {column!r} holds {value!r} for",
                f", which is none of the classes{other_type}: name it or leave the row out.",
            )
    return np.array([numbers.get(value, 0) for value in values], dtype=np.int64)


def _category(
    column: Column, values: list[Any], ids: list[str], problems: _Problems
) -> CategoryColumn:
    texts = [*column.texts.values(), *([column.missing] if column.missing else [])]
    numbers = {value: number for number, value in enumerate(column.texts)}
    chosen: list[int] = []
    for row, value in zip(ids, values, strict=True):
        if is_missing(value):
            if not column.missing:
                problems.add_missing(column.name, row, SAY_WHAT_PEOPLE_READ)
        elif value not in numbers:
            problems.add(
                row,
                f"Column {column.name!r} holds {value!r} for",
                ", which has no text: add one to the column's description.",
            )
        chosen.append(numbers.get(value, len(numbers)))
    return CategoryColumn(column.feature, tuple(texts), np.array(chosen, dtype=np.int64))


def _number(column: Column, values: list[Any], ids: list[str], problems: _Problems) -> NumberColumn:
    numbers = []
    for row, value in zip(ids, values, strict=True):
        number = np.nan if is_missing(value) else _finite(value)
        if is_missing(value):
            problems.add_missing(column.name, row)
        elif not np.isfinite(number):
            problems.add(
                row,
                f"Column {column.name!r} holds {value!r} for",
                ", where a number is needed: correct it, leave the row out, or describe the column "
                "as a category.",
            )
        numbers.append(number)
    return NumberColumn(column.feature, np.array(numbers))


def _finite(value: Any) -> float:
    """The number that a value is, or else NaN or infinity."""
    try:
        return float(value)
    except (TypeError, ValueError):
        return np.nan
