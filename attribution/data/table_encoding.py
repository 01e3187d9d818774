"""Makes a Dataset of columns that are read: numbers are standardised, categories one-hot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self, overload

import numpy as np

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Feature, Modality, TableRow
from attribution.data.encoding import CategoryEncoding, FeatureEncoding, NumberEncoding
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
        of_training = self.numbers[learned_from]
        # A constant column becomes zero instead of a division by zero.
        deviation = of_training.std() or 1.0
        inputs = np.asarray((self.numbers - of_training.mean()) / deviation)[:, np.newaxis]
        encoding = NumberEncoding(float(of_training.mean()), float(deviation), self.decimal_mark)
        return inputs, encoding


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


ReadColumn = NumberColumn | CategoryColumn


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
