"""How the features of a table became inputs of a model, so that other values can become such."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

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
class CategoryEncoding:
    """An input for each text in their order: 1 for the one that holds, and 0 for the others."""

    texts: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.texts)

    def inputs(self, text: str) -> Floats:
        if text not in self.texts:
            raise DataError(f"No category is called {text!r}: use one of {', '.join(self.texts)}.")
        inputs = np.zeros(self.width)
        inputs[self.texts.index(text)] = 1.0
        return inputs


FeatureEncoding = NumberEncoding | CategoryEncoding


def input_blocks(encodings: Sequence[FeatureEncoding]) -> list[slice]:
    """The inputs of each feature among those of all features, which stand one after another."""
    ends = np.cumsum([0, *(encoding.width for encoding in encodings)]).tolist()
    return [slice(start, end) for start, end in pairwise(ends)]
