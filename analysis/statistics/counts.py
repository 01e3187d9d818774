"""What every statistic requires of counts and of the shares they are compared with."""

from collections.abc import Sequence

import numpy as np

from analysis.errors import NotCounts
from core.arrays import Floats, Integers

NOBODY = "Nobody answered, so there is nothing to compute."
ONE_CATEGORY = "There is one category only, so there was nothing to choose."

LARGEST_SUM = 3_000_000_000
"""Of counts: the square of a larger one would not fit into the 64 bits of a whole number."""


def as_counts(counts: Sequence[int]) -> Integers:
    """The counts as an array [categories], which may have no categories.

    Raises NotCounts unless all are whole numbers from 0, and their sum is not too large.
    """
    return as_whole_numbers(counts, dimensions=1, called="a list of counts")


def as_table(table: Sequence[Sequence[int]]) -> Integers:
    """The counts as an array [rows, columns]; raises NotCounts as `as_counts` does."""
    return as_whole_numbers(table, dimensions=2, called="a table of counts")


def as_whole_numbers(numbers: Sequence[object], *, dimensions: int, called: str) -> Integers:
    """An array of that many dimensions; raises NotCounts, which calls it as given."""
    try:
        array = np.asarray(numbers)
    except ValueError:  # rows of different lengths
        array = np.empty(())
    if (
        array.ndim != dimensions
        or (array.size and array.dtype.kind not in "iu")
        or (array < 0).any()
        or array.sum(dtype=np.float64) > LARGEST_SUM
    ):
        raise NotCounts(
            f"{list(numbers)} is not {called}: give whole numbers, none below zero, "
            f"that sum to {LARGEST_SUM:,} at most."
        )
    return array.astype(np.int64)


def as_null(null: Sequence[float] | None, categories: int) -> Floats:
    """The shares under the null hypothesis [categories], uniform unless given.

    Raises NotCounts unless there is one above zero for each category and they sum to 1.
    """
    if null is None:
        return np.full(categories, 1 / max(categories, 1))
    shares = _as_floats(null)
    if shares.shape != (categories,) or not (shares > 0).all() or not abs(shares.sum() - 1) < 1e-9:
        raise NotCounts(
            f"{list(null)} are not the shares of {categories} categories: "
            "give one above zero for each, summing to 1."
        )
    return shares


def as_confidence(confidence: float) -> float:
    """Raises NotCounts unless it is a share between 0 and 1."""
    if not 0 < confidence < 1:
        raise NotCounts(
            f"{confidence} is no confidence: give a share between 0 and 1, such as 0.95."
        )
    return confidence


def _as_floats(numbers: Sequence[float]) -> Floats:
    """Empty where they are no numbers."""
    try:
        return np.asarray(numbers, dtype=np.float64)
    except (TypeError, ValueError):
        return np.empty(())
