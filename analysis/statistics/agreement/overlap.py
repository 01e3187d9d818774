"""The percentages of overlapping themes, each by its definition, as shares from 0 to 1.

Over pairs of coders and themes of a unit: b both found, o only one of them found, n neither did.

presence and absence   (b + n) / (b + o + n)
Jaccard                b / (b + o)                    (Jaccard, 1912)
Dice, Holsti           2 b / (2 b + o)                (Dice, 1945; Holsti, 1969)

A pooled percentage adds up b, o and n over units first. A mean gives every unit the same weight;
units in which nobody found anything have no Jaccard and no Dice and are left out of it.
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats


@dataclass(frozen=True)
class Overlap:
    """How many pairs of coders found a theme both, one of them, or neither: [..., themes]."""

    both: Floats
    only_one: Floats
    neither: Floats

    def weighted(self, weights: Floats) -> "Overlap":
        """One row for each row of weights [replicates, units], in place of one for each unit."""
        return Overlap(weights @ self.both, weights @ self.only_one, weights @ self.neither)

    def summed(self, themes: Floats) -> "Overlap":
        """Over some themes, given as 0 and 1 [themes]."""
        return Overlap(self.both @ themes, self.only_one @ themes, self.neither @ themes)

    @property
    def presence_absence(self) -> Floats:
        """Presence and absence: (b + n) / (b + o + n)."""
        return _share(self.both + self.neither, self.both + self.only_one + self.neither)

    @property
    def jaccard(self) -> Floats:
        """Jaccard: b / (b + o) (1912)."""
        return _share(self.both, self.both + self.only_one)

    @property
    def dice(self) -> Floats:
        """Dice: 2 b / (2 b + o) (1945)."""
        return _share(2 * self.both, 2 * self.both + self.only_one)


def overlap(data: Judgements) -> Overlap:
    """The overlap of every unit in every theme [units, themes]."""
    finders = data.present.sum(axis=1)
    missed = data.judged.sum(axis=1)[:, None] - finders
    return Overlap(finders * (finders - 1) / 2, finders * missed, missed * (missed - 1) / 2)


def mean_over_units(values: Floats, weights: Floats) -> Floats:
    """Σ w v / Σ w over units: the mean [replicates] of values [units] without NaN.

    `weights` is [replicates, units].
    """
    defined = ~np.isnan(values)
    return _share(weights @ np.where(defined, values, 0), weights @ defined.astype(float))


def _share(part: Floats, whole: Floats) -> Floats:
    """NaN where the whole is 0."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
