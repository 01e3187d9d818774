"""The value of every measure in every scope, for one weighting of the units or thousands."""

from collections.abc import Mapping

import numpy as np

from analysis.statistics.agreement import coefficients, measures
from analysis.statistics.agreement.measures import AgreementMeasure
from analysis.statistics.agreement.overlap import Overlap, mean_over_units, overlap
from analysis.statistics.agreement.records import Over
from analysis.statistics.agreement.sets import (
    SetAlpha,
    jaccard_distances,
    masi_distances,
    theme_sets,
)
from analysis.statistics.agreement.share_intervals import ShareParts
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

Subject = tuple[Over, str]
"""What a value is about, with the key of the area, theme or unit; empty for everything."""

EVERYTHING: Subject = (Over.ALL, "")

Values = dict[tuple[Subject, AgreementMeasure], Floats]
"""One value for each row of weights; NaN where it is undefined."""


class PartSums:
    """Sums over all themes for each unit, for one part of the data such as a pair of coders."""

    def __init__(self, data: Judgements, subject: Subject) -> None:
        self.data = data
        self.subject = subject
        self.overlap = overlap(data)
        self.every_theme = np.ones(len(data.themes))
        self.tallies = tallies(_ratings(data)).summed(self.every_theme)

    def weighted(self, weights: Floats) -> Values:
        """The values of the part for weights [replicates, units]."""
        shared = self.overlap.summed(self.every_theme).weighted(weights)
        pooled = _pooled(self.tallies.weighted(weights), shared)
        return {(self.subject, measure): value for measure, value in pooled.items()}

    def chosen(self, _subject: Subject) -> Floats:
        return self.every_theme


class UnitSums:
    """Sums for each unit, made once, that every measure is computed from.

    `areas` maps the key of each theme to the key of its area.
    """

    def __init__(self, data: Judgements, areas: Mapping[str, str]) -> None:
        self.data = data
        self.tallies = tallies(_ratings(data))
        self.overlap = overlap(data)
        self.themes = {
            EVERYTHING: np.ones(len(data.themes)),
            **{
                (Over.AREA, area): np.array([float(areas[key] == area) for key in data.themes])
                for area in dict.fromkeys(areas.values())
            },
        }
        """The themes of everything and of each area, as 0 and 1."""
        self.alphas: dict[tuple[Subject, AgreementMeasure], SetAlpha] = {}
        for subject, themes in self.themes.items():
            sets = theme_sets(data, themes)
            for measure, distances in DISTANCES.items():
                self.alphas[subject, measure] = SetAlpha(sets, distances(sets.sets))

    def weighted(self, weights: Floats) -> Values:
        """The values of everything, areas and themes for weights [replicates, units]."""
        tally, shared = self.tallies.weighted(weights), self.overlap.weighted(weights)
        values: Values = {}
        for subject, themes in self.themes.items():
            pooled = _pooled(tally.summed(themes), shared.summed(themes))
            values |= {(subject, measure): value for measure, value in pooled.items()}
            for measure, by_unit in _values_to_average(self.overlap.summed(themes)).items():
                values[subject, measure] = mean_over_units(by_unit, weights)
        for key, alpha in self.alphas.items():
            values[key] = alpha.weighted(weights)
        for measure, by_theme in _pooled(tally, shared).items():
            for column, theme in enumerate(self.data.themes):
                values[(Over.THEME, theme), measure] = by_theme[:, column]
        return values

    def of_units(self) -> dict[AgreementMeasure, Floats]:
        """The values of each unit over all themes: [units]."""
        every_theme = self.themes[EVERYTHING]
        return _pooled(self.tallies.summed(every_theme), self.overlap.summed(every_theme))

    def chosen(self, subject: Subject) -> Floats:
        """The themes that a value is about, as 0 and 1 [themes]."""
        if subject in self.themes:
            return self.themes[subject]
        _over, key = subject
        return np.array([float(theme == key) for theme in self.data.themes])


def _values_to_average(shared: Overlap) -> dict[AgreementMeasure, Floats]:
    """The values of each unit [units] of which some measures are the mean."""
    return {
        measures.PRESENCE_MEAN: shared.presence_absence,
        measures.JACCARD_MEAN: shared.jaccard,
        measures.DICE_MEAN: shared.dice,
    }


def share_parts(shared: Overlap, themes: Floats) -> dict[AgreementMeasure, ShareParts]:
    """Σ part / Σ whole over units for each percentage; a mean has a whole of 1 in each unit."""
    total = shared.summed(themes)
    compared = (shared.both + shared.only_one + shared.neither > 0) @ themes
    found = (shared.both + shared.only_one > 0) @ themes
    either = total.both + total.only_one
    shares = {
        measures.PRESENCE: ShareParts(total.both + total.neither, either + total.neither, compared),
        measures.JACCARD: ShareParts(total.both, either, found),
        measures.DICE: ShareParts(2 * total.both, either + total.both, found),
    }
    decisions = {
        measures.PRESENCE_MEAN: compared,
        measures.JACCARD_MEAN: found,
        measures.DICE_MEAN: found,
    }
    for measure, by_unit in _values_to_average(total).items():
        defined = ~np.isnan(by_unit)
        shares[measure] = ShareParts(
            np.where(defined, by_unit, 0), defined.astype(float), decisions[measure]
        )
    return shares


def _pooled(tally: Tallies, shared: Overlap) -> dict[AgreementMeasure, Floats]:
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
