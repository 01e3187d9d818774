"""How the features of a table became inputs of a model, so that other values can become such."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from attribution.data.dates import DateForm, date_of, spelled_date
from attribution.errors import DataError
from core.arrays import Floats


@dataclass(frozen=True)
class NumberEncoding:
    """(x - mean) / deviation, which is one input.

    `decimal_mark` is the one in the texts that people read.
    """

    mean: float
    deviation: float
    decimal_mark: str = "."

    @property
    def width(self) -> int:
        return 1

    def number(self, text: str) -> float:
        return float(text.replace(self.decimal_mark, "."))

    def text(self, number: float) -> str:
        return f"{number:.10g}".replace(".", self.decimal_mark)

    def inputs(self, text: str) -> Floats:
        return np.array([(self.number(text) - self.mean) / self.deviation])


@dataclass(frozen=True)
class DateEncoding(NumberEncoding):
    """The same of days, which are counted from the first day of the year 1, as day 1."""

    form: DateForm = "YYYY-MM-DD"

    def number(self, text: str) -> float:
        day = date_of(text, self.form)
        if day is None:
            raise DataError(f"{text!r} is no date such as {self.form}: write it so.")
        return float(day.toordinal())

    def text(self, number: float) -> str:
        return spelled_date(round(number), self.form)


@dataclass(frozen=True)
class OrderEncoding:
    """(position - mean) / deviation, which is one input, of a text's position from 0."""

    texts: tuple[str, ...]
    mean: float
    deviation: float

    @property
    def width(self) -> int:
        return 1

    def inputs(self, text: str) -> Floats:
        return np.array([(_position(text, self.texts) - self.mean) / self.deviation])


@dataclass(frozen=True)
class CategoryEncoding:
    """An input for each text in their order: 1 for the one that holds, and 0 for the others."""

    texts: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.texts)

    def inputs(self, text: str) -> Floats:
        inputs = np.zeros(self.width)
        inputs[_position(text, self.texts)] = 1.0
        return inputs


FeatureEncoding = NumberEncoding | OrderEncoding | CategoryEncoding


def _position(text: str, texts: Sequence[str]) -> int:
    if text not in texts:
        raise DataError(f"No category is called {text!r}: use one of {', '.join(texts)}.")
    return texts.index(text)


def input_blocks(encodings: Sequence[FeatureEncoding]) -> list[slice]:
    """The inputs of each feature among those of all features, which stand one after another."""
    ends = np.cumsum([0, *(encoding.width for encoding in encodings)]).tolist()
    return [slice(start, end) for start, end in pairwise(ends)]
