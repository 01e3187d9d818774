"""Krippendorff's α where a judgement is the whole set of themes a coder found in a unit.

α = 1 - D_o / D_e (Krippendorff, 2011). D_o is the mean distance between two coders' sets in one
unit, D_e that between any two sets. The distance of sets A and B is

Jaccard   1 - |A ∩ B| / |A ∪ B|                                           (Jaccard, 1912)
MASI      1 - m |A ∩ B| / |A ∪ B|, where m is 1 for equal sets, 2/3 where one holds the other,
          1/3 where they share something, else 0                             (Passonneau, 2006)

and 0 between two empty sets.

A unit that a bootstrap draws twice is not compared with its own copy. The distance to itself is
next to nothing, so D_e would come out too small, by about one part in the number of units, and α of
a small round would lie above the interval of its own replicates.
"""

from dataclasses import dataclass

import numpy as np

from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats, Integers


def jaccard_distances(sets: Floats) -> Floats:
    """1 - |A ∩ B| / |A ∪ B| between all sets [sets, sets], given as 0 and 1 [sets, themes]."""
    return 1 - _similarities(*_shared_and_either(sets))


def masi_distances(sets: Floats) -> Floats:
    """1 - m |A ∩ B| / |A ∪ B| between all sets [sets, sets] (Passonneau, 2006)."""
    shared, either = _shared_and_either(sets)
    sizes = sets.sum(axis=1)
    monotonicity = np.full_like(shared, 1 / 3)
    monotonicity[shared == np.minimum(sizes[:, None], sizes[None, :])] = 2 / 3
    monotonicity[shared == either] = 1
    return 1 - monotonicity * _similarities(shared, either)


@dataclass(frozen=True)
class ThemeSets:
    """The sets of themes that coders found in the units that two or more of them judged.

    `units` are the rows of these units [units], and `sets` the distinct sets as 0 and 1
    [sets, themes]. `which` is the set of each judgement [judgements], unit by unit; those of a unit
    begin at `starts` [units], and there are `coders` [units] of them.
    """

    units: Integers
    sets: Floats
    which: Integers
    starts: Integers
    coders: Integers


def theme_sets(data: Judgements, themes: Floats) -> ThemeSets:
    """The sets restricted to some themes, given as 0 and 1 [themes]."""
    number = data.judged.sum(axis=1).astype(int)
    units = np.flatnonzero(number > 1)
    rows, columns = np.nonzero(data.judged[units])
    present_themes = data.present[units][rows, columns][:, themes > 0]
    sets, which = np.unique(present_themes, axis=0, return_inverse=True)
    starts = np.searchsorted(rows, np.arange(len(units)))
    return ThemeSets(units, sets, which.reshape(-1), starts, number[units])


class SetAlpha:
    """α = 1 - D_o / D_e, prepared once from distances [sets, sets] for many weightings of units."""

    def __init__(self, theme_sets: ThemeSets, distances: Floats) -> None:
        self.theme_sets = theme_sets
        if not len(theme_sets.units):
            return
        between = np.add.reduceat(distances[theme_sets.which], theme_sets.starts, axis=0)
        rows = np.repeat(np.arange(len(theme_sets.units)), theme_sets.coders)
        within = np.add.reduceat(between[rows, theme_sets.which], theme_sets.starts)
        self.apart_within = within / (theme_sets.coders - 1)
        self.with_copy = np.stack([within, theme_sets.coders**2], axis=1)
        """Of each unit and a copy of it: the distances of all pairs of sets, and their number."""
        # A square over units or over distinct sets, whichever is smaller, for the products below.
        self.over_units = len(theme_sets.sets) > len(theme_sets.units)
        if self.over_units:
            self.distances = np.add.reduceat(
                between[:, theme_sets.which], theme_sets.starts, axis=1
            )
        else:
            self.distances = distances
            self.counts = np.zeros((len(theme_sets.units), len(theme_sets.sets)))
            np.add.at(self.counts, (rows, theme_sets.which), 1)

    def weighted(self, weights: Floats) -> Floats:
        """The α [replicates] of weights [replicates, units]; NaN where no two sets differ."""
        if not len(self.theme_sets.units):
            return np.full(len(weights), np.nan)
        judged, kind = weights[:, self.theme_sets.units], weights.dtype
        number = judged @ self.theme_sets.coders.astype(kind)
        counted = judged if self.over_units else judged @ self.counts.astype(kind)
        apart = ((counted @ self.distances.astype(kind)) * counted).sum(axis=1)
        copies = (judged * judged - judged) @ self.with_copy.astype(kind)
        apart, pairs = apart - copies[:, 0], number * (number - 1) - copies[:, 1]
        within = judged @ self.apart_within.astype(kind)
        # Rounding leaves next to nothing where there is nothing.
        defined = apart > 1e-6 * np.maximum(number, 1)
        ratio = within * pairs / np.where(defined, number * apart, 1)
        return np.where(defined, 1 - ratio, np.nan).astype(float)


def _shared_and_either(sets: Floats) -> tuple[Floats, Floats]:
    """|A ∩ B| and |A ∪ B| of all pairs of sets [sets, sets]."""
    shared = sets @ sets.T
    sizes = sets.sum(axis=1)
    return shared, sizes[:, None] + sizes[None, :] - shared


def _similarities(shared: Floats, either: Floats) -> Floats:
    """|A ∩ B| / |A ∪ B|; 1 for two empty sets."""
    return np.divide(shared, either, out=np.ones_like(shared), where=either > 0)
