"""Published nominal examples have more than two categories; this is the way they go in."""

from collections.abc import Sequence

import numpy as np

from analysis.statistics.agreement import coefficients
from analysis.statistics.agreement.tallies import Tallies, tallies

COEFFICIENTS = {
    "cohen": coefficients.cohen,
    "fleiss": coefficients.fleiss,
    "bp": coefficients.brennan_prediger,
    "ac1": coefficients.gwet,
    "alpha": coefficients.krippendorff,
}

Labels = Sequence[Sequence[int | None]]


def from_labels(coders: Labels) -> Tallies:
    """Tallies of labels [coders][units], None where one is missing."""
    categories = sorted({label for row in coders for label in row if label is not None})
    ratings = np.zeros((len(coders[0]), len(coders), 1, len(categories)))
    for coder, row in enumerate(coders):
        for unit, label in enumerate(row):
            if label is not None:
                ratings[unit, coder, 0, categories.index(label)] = 1
    return tallies(ratings)


def from_contingency(table: Sequence[Sequence[int]]) -> Tallies:
    """Tallies of two coders' counts: rows are the first one's categories, columns the second's."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    return from_labels([[first for first, _ in pairs], [second for _, second in pairs]])


def values(unit_by_unit: Tallies) -> dict[str, float]:
    whole = unit_by_unit.weighted(np.ones((1, len(unit_by_unit.compared))))
    return {name: float(of(whole)[0, 0]) for name, of in COEFFICIENTS.items()}


def observed(unit_by_unit: Tallies) -> float:
    return float(unit_by_unit.agreement.sum() / unit_by_unit.compared.sum())
