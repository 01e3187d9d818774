"""What the coefficients are made of, as sums over units, so that resampling is one matrix product.

For a unit that r coders judged, r_k of them with category k:

agreement     Σ_k r_k (r_k - 1) / (r (r - 1))     pairs of coders that agree, where r ≥ 2
share         r_k / r                             where r ≥ 1
disagreement  Σ_k r_k (r - r_k) / (r - 1)         Krippendorff's coincidences off the diagonal
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import prod

import numpy as np

from core.arrays import Floats


@dataclass(frozen=True)
class Tallies:
    """Sums over units; `...` is what they are kept apart by, such as replicates and themes."""

    compared: Floats
    """[...] units judged by two coders or more"""
    agreement: Floats
    """[...]"""
    disagreement: Floats
    """[...]"""
    judged: Floats
    """[...] units judged by anybody"""
    shares: Floats
    """[..., categories]"""
    pairable: Floats
    """[..., categories] judgements in units that two coders or more judged"""
    by_coder: Floats
    """[..., coders, categories] judgements of each coder"""

    def weighted(self, weights: Floats) -> "Tallies":
        """From one tally for each unit to one for each row of weights [replicates, units]."""
        return Tallies(*(_product(weights, each) for each in self._sums()))

    def summed(self, which: Floats) -> "Tallies":
        """Over some of the second axis, such as the themes of an area; `which` is 0 or 1."""
        chosen = which > 0
        return Tallies(*(each[:, chosen].sum(axis=1) for each in self._sums()))

    def _sums(self) -> Iterator[Floats]:
        for each in fields(self):
            yield getattr(self, each.name)

    @property
    def has_variety(self) -> Floats:
        """[...] 1.0 where at least two categories were used, else 0.0."""
        used: Floats = ((self.shares > 0).sum(-1) > 1).astype(float)
        return used


def tallies(ratings: Floats) -> Tallies:
    """One tally for each unit and thing judged, from 0 and 1 [units, coders, things, categories].

    A coder who did not judge has 0 in every category.
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
    flat = values.reshape(len(values), prod(values.shape[1:])).astype(weights.dtype)
    return (weights @ flat).astype(float).reshape(len(weights), *values.shape[1:])
