"""Corrections of p-values for having made several tests.

    Bonferroni: m p, at most 1                            (Dunn, 1961)
    Holm: the i-th smallest times m - i + 1, made rising   (Holm, 1979)

m is the number of tests that were made. A test that could not be made has None for its p-value
before and after the correction, and is not counted.
"""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from analysis.errors import NotCounts
from core.arrays import Floats

PValues = Sequence[float | None]
Correction = Literal["holm", "bonferroni", "none"]


def corrected(pvalues: PValues, correction: Correction) -> tuple[float | None, ...]:
    """The p-values of a family of tests by the correction named."""
    match correction:
        case "holm":
            return holm(pvalues)
        case "bonferroni":
            return bonferroni(pvalues)
        case "none":
            return tuple(pvalues)


def bonferroni(pvalues: PValues) -> tuple[float | None, ...]:
    """Bonferroni: m p, at most 1 (Dunn, 1961). Controls the chance of any false finding."""
    return _corrected(pvalues, lambda rising: rising * len(rising))


def holm(pvalues: PValues) -> tuple[float | None, ...]:
    """Holm: (m - i + 1) p of the i-th smallest, made rising (Holm, 1979).

    Controls the chance of any false finding, and finds at least as much as Bonferroni.
    """
    return _corrected(
        pvalues, lambda rising: np.maximum.accumulate(rising * np.arange(len(rising), 0, -1))
    )


def _corrected(pvalues: PValues, correct: Callable[[Floats], Floats]) -> tuple[float | None, ...]:
    """`correct` takes the p-values of the tests made, smallest first."""
    made = np.array([pvalue for pvalue in pvalues if pvalue is not None])
    if not ((made >= 0) & (made <= 1)).all():
        raise NotCounts("A p-value is none: give numbers from 0 to 1, or None for no test.")
    order = np.argsort(made, kind="stable")
    corrected = np.empty_like(made)
    corrected[order] = np.minimum(correct(made[order]), 1)
    in_turn = iter(corrected.tolist())
    return tuple(None if pvalue is None else next(in_turn) for pvalue in pvalues)
