"""Sums over units that coefficients are computed from, so that resampling is a matrix product.

For a unit that r coders judged, r_k of them with category k:

agreement     Σ_k r_k (r_k - 1) / (r (r - 1))     pairs of coders that agree, where r ≥ 2
share         r_k / r                             where r ≥ 1
disagreement  Σ_k r_k (r - r_k) / (r - 1)         coincidences off the diagonal (Krippendorff, 2011)
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import prod

import numpy as np

from core.arrays import Floats


@dataclass(frozen=True)
class Tallies:
    """Sums over units; `...` are the axes that are not summed, such as replicates and themes."""

    compared: Floats
    """[...] units judged by two coders or more."""
    agreement: Floats
    """[...] pairs of coders that agree."""
    disagreement: Floats
    """[...] coincidences off the diagonal."""
    judged: Floats
    """[...] units judged by anybody."""
    shares: Floats
    """[..., categories] shares of the coders who chose a category."""
    pairable: Floats
    """[..., categories] judgements in units that two coders or more judged."""
    by_coder: Floats
    """[..., coders, categories] judgements of each coder."""

    def weighted(self, weights: Floats) -> "Tallies":
        """One tally for each row of weights [replicates, units], in place of one for each unit."""
        return Tallies(*(_product(weights, sums) for sums in self._sums()))

    def summed(self, themes: Floats) -> "Tallies":
        """Over some entries of the second axis, such as themes of an area, given as 0 and 1."""
        chosen = themes > 0
        return Tallies(*(sums[:, chosen].sum(axis=1) for sums in self._sums()))

    def _sums(self) -> Iterator[Floats]:
        for field in fields(self):
            yield getattr(self, field.name)

    @property
    def has_variety(self) -> Floats:
        """[...] 1.0 where at least two categories were used, and 0.0 elsewhere."""
        used: Floats = ((self.shares > 0).sum(-1) > 1).astype(float)
        return used


def tallies(ratings: Floats) -> Tallies:
    """The tallies of each unit and theme, from 0 and 1 [units, coders, themes, categories].

    A coder who did not judge a unit has 0 in every category.
    """
    by_category = ratings.sum(axis=1)
    raters = by_category.sum(axis=-1)
    several = (raters > 1).astype(float)
    pairs = np.maximum(raters * (raters - 1), 1)
    agreeing = (by_category * (by_category - 1)).sum(axis=-1)
    differing = (by_category * (raters[..., None] - by_category)).sum(axis=-1)
    return Tallies(
        compared=several,
        agreement=several * agreeing / pairs,
        disagreement=several * differing / np.maximum(raters - 1, 1),
        judged=(raters > 0).astype(float),
        shares=by_category / np.maximum(raters, 1)[..., None],
        pairable=several[..., None] * by_category,
        by_coder=np.moveaxis(ratings, 1, 2),
    )


def _product(weights: Floats, values: Floats) -> Floats:
    """Weights [replicates, units] times values [units, ...]: [replicates, ...]."""
    flat = values.reshape(len(values), prod(values.shape[1:])).astype(weights.dtype)
    return (weights @ flat).astype(float).reshape(len(weights), *values.shape[1:])
