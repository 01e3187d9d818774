"""What every statistic requires of counts and of the shares they are compared with."""

from collections.abc import Sequence

import numpy as np

from analysis.errors import NotCounts
from core.arrays import Floats, Integers

NOBODY = "Nobody answered, so there is nothing to compute."
ONE_CATEGORY = "There is one category only, so there was nothing to choose."


def as_counts(counts: Sequence[int]) -> Integers:
    """The counts as an array [categories], which may have no categories.

    Raises NotCounts unless all are whole numbers from 0.
    """
    array = np.asarray(counts)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu") or (array < 0).any():
        raise NotCounts(
            f"{list(counts)} is not a list of counts: give whole numbers, none below zero."
        )
    return array.astype(np.int64)


def as_null(null: Sequence[float] | None, categories: int) -> Floats:
    """The shares under the null hypothesis [categories], uniform unless given.

    Raises NotCounts unless there is one above zero for each category and they sum to 1.
    """
    if null is None:
        return np.full(categories, 1 / max(categories, 1))
    shares = np.asarray(null, dtype=np.float64)
    if shares.shape != (categories,) or not (shares > 0).all() or abs(shares.sum() - 1) > 1e-9:
        raise NotCounts(
            f"{list(null)} are not the shares of {categories} categories: "
            "give one above zero for each, summing to 1."
        )
    return shares
