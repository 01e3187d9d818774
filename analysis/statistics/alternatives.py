"""Shapes that a preference can have: shares of K levels, all with the same effect size.

    w = √(K Σ (pᵢ - 1/K)²)                              (Cohen, 1988, chapter 7)

A test finds some shapes more easily than others of the same w, the more so the more levels there
are. Every shape is a straight line from equal shares in one direction, as far as no share falls
below zero: what w it reaches at most depends on the shape.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import numpy as np

from analysis.errors import NotCounts
from core.arrays import Floats

Shape = Literal["one_above", "one_below", "rising", "half_above"]

ALTERNATIVES: Mapping[Shape, str] = MappingProxyType(
    {
        "one_above": "one level above all others, which are alike",
        "one_below": "one level below all others, which are alike",
        "rising": "shares that rise evenly from the first level to the last",
        "half_above": "half of the levels above the other half",
    }
)


def shares_of(shape: Shape, categories: int, w: float) -> tuple[float, ...]:
    """The shares 1/K + w dᵢ of a shape, with K Σ dᵢ² = 1, that have this effect size.

    Raises NotCounts where the shape does not reach it.
    """
    largest = largest_effect(shape, categories)
    if not 0 <= w <= largest + 1e-9:
        raise NotCounts(
            f"With {categories} levels this shape ({ALTERNATIVES[shape]}) has no effect of {w}: "
            f"give one from 0 to {largest:.2f}."
        )
    shares = np.maximum(0.0, 1 / categories + w * _direction(shape, categories))
    return tuple((shares / shares.sum()).tolist())


def largest_effect(shape: Shape, categories: int) -> float:
    """The w of a shape at which its smallest share is 0; raises NotCounts below two choices."""
    if categories < 2:
        raise NotCounts("There is nothing to prefer: give at least two levels.")
    return float(-1 / (categories * _direction(shape, categories).min()))


def cohens_w(shares: Sequence[float]) -> float:
    """Cohen's w = √(Σ (pᵢ - 1/K)² K) of shares against uniform (Cohen, 1988, chapter 7).

    Raises NotCounts.
    """
    uniform = 1 / max(len(shares), 1)
    if len(shares) < 2 or not min(shares) >= 0 or not abs(sum(shares) - 1) <= 1e-9:
        raise NotCounts(
            f"{list(shares)} are not shares: give at least two, none below zero, summing to 1."
        )
    return float(np.sqrt(sum((share - uniform) ** 2 / uniform for share in shares)))


def _direction(shape: Shape, categories: int) -> Floats:
    """The deviations of a shape with w = 1, which sum to 0."""
    deviations = np.zeros(categories)
    if shape == "one_above":
        deviations[0] = 1.0
    elif shape == "one_below":
        deviations[-1] = -1.0
    elif shape == "half_above":
        deviations[: (categories + 1) // 2] = 1.0
    else:
        deviations = np.arange(float(categories))
    deviations -= deviations.mean()
    return np.asarray(deviations / np.sqrt(categories * (deviations**2).sum()))
