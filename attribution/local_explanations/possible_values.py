"""The values that a feature could have had instead, and how far each moves a linear model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
import numpy.typing as npt

from attribution.data.dataset import Dataset
from attribution.data.display import TableRow
from attribution.data.encoding import (
    CategoryEncoding,
    FeatureEncoding,
    NumberEncoding,
    OrderEncoding,
    input_blocks,
)
from attribution.errors import DataError
from core.arrays import Floats


@dataclass(frozen=True)
class OtherValue:
    """Another value of one feature, as people read it.

    `move` is what it adds to the logit. `squared_distance` is between the inputs: for numbers the
    square of the difference in standard deviations, and 2 between two categories.
    """

    text: str
    move: float
    squared_distance: float


def possible_values(dataset: Dataset, steps: Mapping[str, float]) -> list[tuple[str, ...]]:
    """For each feature the values that the training samples show to be possible.

    Categories are those that occur. Numbers are the multiples of a step between the smallest and
    the largest that occur, so that people can read them, and of dates they are days; `steps` are
    by the name of the feature, and 1 where none is named. Raises DataError for a dataset that is no
    encoded table.
    """
    if not dataset.encodings:
        raise DataError(
            f"{dataset.name} does not say how its features became inputs: make it with "
            "table_dataset."
        )
    displays = dataset.training.displays
    rows = [display.cells for display in displays if isinstance(display, TableRow)]
    return [
        _categories(encoding, cells)
        if isinstance(encoding, CategoryEncoding | OrderEncoding)
        else _numbers(encoding, cells, steps.get(feature.name, 1.0))
        for feature, encoding, cells in zip(
            dataset.features, dataset.encodings, zip(*rows, strict=True), strict=True
        )
    ]


def other_values(
    slopes: Floats,
    sample: npt.NDArray[np.floating],
    values: Sequence[Sequence[str]],
    encodings: Sequence[FeatureEncoding],
) -> list[list[OtherValue]]:
    """For each feature its possible values as other values of a sample; slopes, sample [inputs]."""
    others = []
    for block, encoding, texts in zip(input_blocks(encodings), encodings, values, strict=True):
        differences = [encoding.inputs(text) - sample[block] for text in texts]
        others.append(
            [
                OtherValue(
                    text,
                    move=float(slopes[block] @ difference),
                    squared_distance=float(difference @ difference),
                )
                for text, difference in zip(texts, differences, strict=True)
            ]
        )
    return others


def _categories(
    encoding: CategoryEncoding | OrderEncoding, cells: Sequence[str]
) -> tuple[str, ...]:
    occurring = set(cells)
    return tuple(text for text in encoding.texts if text in occurring)


def _numbers(encoding: NumberEncoding, cells: Sequence[str], step: float) -> tuple[str, ...]:
    numbers = np.array([encoding.number(cell) for cell in cells])
    first, last = ceil(numbers.min() / step), floor(numbers.max() / step)
    return tuple(encoding.text(multiple * step) for multiple in range(first, last + 1))
