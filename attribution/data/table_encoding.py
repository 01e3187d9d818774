"""Makes a Dataset of columns that are read: numbers standardised, categories one-hot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.dates import DateForm, spelled_date
from attribution.data.display import Feature, Modality, TableRow
from attribution.data.encoding import (
    CategoryEncoding,
    DateEncoding,
    FeatureEncoding,
    NumberEncoding,
    OrderEncoding,
)
from attribution.data.held_back import drawn_to_hold_back
from attribution.data.split import Split, SplitKeys
from core.arrays import Floats, Integers


@dataclass(frozen=True)
class NumberColumn:
    """Finite numbers [rows], which people read with ten significant digits or `decimals`."""

    feature: Feature
    numbers: Floats
    decimals: int | None = None
    decimal_mark: str = "."

    def text(self, row: int) -> str:
        form = ".10g" if self.decimals is None else f".{self.decimals}f"
        return f"{float(self.numbers[row]):{form}}".replace(".", self.decimal_mark)

    def of_rows(self, rows: Integers) -> Self:
        return replace(self, numbers=self.numbers[rows])

    def encoded(self, learned_from: Integers) -> tuple[Floats, FeatureEncoding]:
        inputs, mean, deviation = _standardised(self.numbers, learned_from)
        return inputs, NumberEncoding(mean, deviation, self.decimal_mark)


@dataclass(frozen=True)
class DateColumn:
    """Days by their ordinals [rows], which people read as dates."""

    feature: Feature
    days: Integers
    form: DateForm

    def text(self, row: int) -> str:
        return spelled_date(int(self.days[row]), self.form)

    def of_rows(self, rows: Integers) -> Self:
        return replace(self, days=self.days[rows])

    def encoded(self, learned_from: Integers) -> tuple[Floats, FeatureEncoding]:
        inputs, mean, deviation = _standardised(self.days.astype(np.float64), learned_from)
        return inputs, DateEncoding(mean, deviation, form=self.form)


@dataclass(frozen=True)
class CategoryColumn:
    """For each row the number of one of the texts [rows]."""

    feature: Feature
    texts: tuple[str, ...]
    numbers: Integers

    def text(self, row: int) -> str:
        return self.texts[int(self.numbers[row])]

    def of_rows(self, rows: Integers) -> Self:
        return replace(self, numbers=self.numbers[rows])

    def encoded(self, _learned_from: Integers) -> tuple[Floats, FeatureEncoding]:
        return np.eye(len(self.texts))[self.numbers], CategoryEncoding(self.texts)


@dataclass(frozen=True)
class OrderColumn(CategoryColumn):
    """The same with texts in an order, which are one input by their position."""

    def encoded(self, learned_from: Integers) -> tuple[Floats, FeatureEncoding]:
        inputs, mean, deviation = _standardised(self.numbers.astype(np.float64), learned_from)
        return inputs, OrderEncoding(self.texts, mean, deviation)


ReadColumn = NumberColumn | DateColumn | CategoryColumn


def _standardised(numbers: Floats, learned_from: Integers) -> tuple[Floats, float, float]:
    """(x - mean) / deviation [rows, 1], and both, which are those of the rows learned from."""
    of_training = numbers[learned_from]
    # A constant column becomes zero instead of a division by zero.
    deviation = of_training.std() or 1.0
    inputs = np.asarray((numbers - of_training.mean()) / deviation)[:, np.newaxis]
    return inputs, float(of_training.mean()), float(deviation)


@dataclass(frozen=True)
class TableRows(Sequence[TableRow]):
    """Some rows of a table, each of which is put into words when it is asked for.

    Few of the rows are ever shown, and the words of all would need more memory than the numbers.
    """

    columns: tuple[ReadColumn, ...]
    rows: Integers

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, position: int) -> TableRow: ...
    @overload
    def __getitem__(self, position: slice) -> "TableRows": ...
    def __getitem__(self, position: int | slice) -> "TableRow | TableRows":
        if isinstance(position, slice):
            return TableRows(self.columns, self.rows[position])
        row = int(self.rows[position])
        return TableRow(tuple(column.text(row) for column in self.columns))

    def __iter__(self) -> Iterator[TableRow]:
        return (self[position] for position in range(len(self)))


def encoded_table(
    columns: Sequence[ReadColumn],
    *,
    name: str,
    source: str,
    ids: Sequence[str],
    labels: Integers,
    class_names: tuple[str, ...],
    split: Split,
    keys: SplitKeys | None = None,
) -> Dataset:
    """(x - mean) / sd for numbers, by the mean and sd (ddof 0) of the training rows; one-hot else.

    Rows that are held back are left out of mean and sd. `labels` are class numbers [rows]; `keys`
    are what the split asks for beside them. Raises DataError.
    """
    training, test = split.rows(labels, class_names, keys)
    held_back = drawn_to_hold_back(labels[training], split.held_back, split.seed)
    learned_from = np.delete(training, held_back)
    encoded = [column.encoded(learned_from) for column in columns]
    inputs = np.concatenate([block for block, _ in encoded], axis=1)

    def samples(chosen: Integers) -> Samples:
        return Samples(
            ids=tuple(ids[row] for row in chosen),
            inputs=inputs[chosen],
            labels=labels[chosen],
            displays=TableRows(tuple(columns), chosen),
        )

    return Dataset(
        name=name,
        source=source,
        modality=Modality.TABLE,
        class_names=class_names,
        features=tuple(column.feature for column in columns),
        training=samples(training),
        test=samples(test),
        encodings=tuple(encoding for _, encoding in encoded),
        held_back=held_back,
    )
