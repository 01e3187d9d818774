"""Every figure for every scope, for one weighting of the units or for thousands at once."""

from collections.abc import Mapping

import numpy as np

from analysis.statistics.agreement import coefficients, measures
from analysis.statistics.agreement.measures import Measure
from analysis.statistics.agreement.overlap import Overlap, mean_over_units, overlap
from analysis.statistics.agreement.report import EVERYTHING, Over, Scope
from analysis.statistics.agreement.sets import (
    SetAlpha,
    found_sets,
    jaccard_distances,
    masi_distances,
)
from analysis.statistics.agreement.tallies import Tallies, tallies
from analysis.statistics.agreement.units import Judgements
from core.arrays import Floats

COEFFICIENTS = {
    measures.COHEN: coefficients.cohen,
    measures.FLEISS: coefficients.fleiss,
    measures.BRENNAN_PREDIGER: coefficients.brennan_prediger,
    measures.GWET: coefficients.gwet,
    measures.KRIPPENDORFF: coefficients.krippendorff,
}
DISTANCES = {
    measures.ALPHA_JACCARD: jaccard_distances,
    measures.ALPHA_MASI: masi_distances,
}

Found = dict[tuple[Scope, Measure], Floats]
"""Values by scope and measure, one for each row of weights; NaN where undefined."""


class Figures:
    """Sums for each unit, made once; `areas` maps the key of a theme to that of its area."""

    def __init__(self, data: Judgements, areas: Mapping[str, str]) -> None:
        self.data = data
        self.tallies = tallies(_ratings(data))
        self.overlap = overlap(data)
        self.themes = {
            EVERYTHING: np.ones(len(data.themes)),
            **{
                Scope(Over.AREA, area): np.array([float(areas[key] == area) for key in data.themes])
                for area in dict.fromkeys(areas.values())
            },
        }
        """Themes by scope, as 0 and 1"""
        self.alphas: dict[tuple[Scope, Measure], SetAlpha] = {}
        for scope, chosen in self.themes.items():
            found = found_sets(data, chosen)
            for measure, distances in DISTANCES.items():
                self.alphas[scope, measure] = SetAlpha(found, distances(found.sets))

    def weighted(self, weights: Floats) -> Found:
        """Of all, areas and themes, for weights [replicates, units]."""
        tally, shared = self.tallies.weighted(weights), self.overlap.weighted(weights)
        found: Found = {}
        for scope, themes in self.themes.items():
            for measure, values in _pooled(tally.summed(themes), shared.summed(themes)).items():
                found[scope, measure] = values
            for measure, values in self._means(themes).items():
                found[scope, measure] = mean_over_units(values, weights)
        for key, alpha in self.alphas.items():
            found[key] = alpha.weighted(weights)
        for measure, values in _pooled(tally, shared).items():
            for column, theme in enumerate(self.data.themes):
                found[Scope(Over.THEME, theme), measure] = values[:, column]
        return found

    def of_units(self) -> dict[Measure, Floats]:
        """Of each unit, over its themes: [units]."""
        every = self.themes[EVERYTHING]
        return _pooled(self.tallies.summed(every), self.overlap.summed(every))

    def _means(self, themes: Floats) -> dict[Measure, Floats]:
        """What the means are of: [units]."""
        shared = self.overlap.summed(themes)
        return {
            measures.PRESENCE_MEAN: shared.presence_absence,
            measures.JACCARD_MEAN: shared.jaccard,
            measures.DICE_MEAN: shared.dice,
        }


def _pooled(tally: Tallies, shared: Overlap) -> dict[Measure, Floats]:
    return {
        measures.PRESENCE: shared.presence_absence,
        measures.JACCARD: shared.jaccard,
        measures.DICE: shared.dice,
        **{measure: coefficient(tally) for measure, coefficient in COEFFICIENTS.items()},
    }


def _ratings(data: Judgements) -> Floats:
    """Absent and present as two categories: [units, coders, themes, 2]."""
    absent = data.judged[..., None] - data.present
    return np.stack([absent, data.present], axis=-1)
