"""The percentages of overlapping themes, each by its definition, as shares from 0 to 1.

Over pairs of coders and themes of a unit: b both found, o only one of them found, n neither did.

presence and absence   (b + n) / (b + o + n)
Jaccard                b / (b + o)                    (Jaccard, 1912)
Dice, Holsti           2 b / (2 b + o)                (Dice, 1945; Holsti, 1969)

Pooled, b, o and n are first added up over units; as a mean, each unit counts the same, and units
in which nobody found anything have no Jaccard and no Dice.
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats


@dataclass(frozen=True)
class Overlap:
    """Pairs of coders that both found a theme, of which one did, and neither: [..., themes]."""

    both: Floats
    one: Floats
    neither: Floats

    def weighted(self, weights: Floats) -> "Overlap":
        """From one row for each unit to one for each row of weights [replicates, units]."""
        return Overlap(weights @ self.both, weights @ self.one, weights @ self.neither)

    def summed(self, which: Floats) -> "Overlap":
        return Overlap(self.both @ which, self.one @ which, self.neither @ which)

    @property
    def presence_absence(self) -> Floats:
        return _share(self.both + self.neither, self.both + self.one + self.neither)

    @property
    def jaccard(self) -> Floats:
        return _share(self.both, self.both + self.one)

    @property
    def dice(self) -> Floats:
        return _share(2 * self.both, 2 * self.both + self.one)


def overlap(data: Judgements) -> Overlap:
    """One row for each unit: [units, themes]."""
    found = data.present.sum(axis=1)
    missed = data.judged.sum(axis=1)[:, None] - found
    return Overlap(found * (found - 1) / 2, found * missed, missed * (missed - 1) / 2)


def mean_over_units(values: Floats, weights: Floats) -> Floats:
    """The mean [replicates] of values [units] by weights, without those that are NaN."""
    defined = ~np.isnan(values)
    return _share(weights @ np.where(defined, values, 0), weights @ defined.astype(float))


def _share(part: Floats, whole: Floats) -> Floats:
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan)
