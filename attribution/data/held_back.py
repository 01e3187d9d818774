"""Draws a pool of training samples that are held back, and can be collected later."""

from attribution.data.class_shares import drawn_by_class
from attribution.errors import DataError
from core.arrays import Integers


def drawn_to_hold_back(labels: Integers, number: int, seed: int) -> tuple[int, ...]:
    """Draw positions, in rising order, so that every class gives about the same share.

    Raises DataError.
    """
    if not 0 <= number < len(labels):
        raise DataError(
            f"{number} of {len(labels)} training samples cannot be held back: leave at least one "
            "to learn from."
        )
    return drawn_by_class(labels, number, seed)
