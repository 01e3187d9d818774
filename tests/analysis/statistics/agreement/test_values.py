"""Every measure has a value for everything and each area, and the pooled ones for each theme."""

import numpy as np
import pytest

from analysis.statistics.agreement.measures import (
    ALPHA_MASI,
    JACCARD,
    JACCARD_MEAN,
    MEASURES,
    POOLED_MEASURES,
)
from analysis.statistics.agreement.records import Over
from analysis.statistics.agreement.units import CodedUnit, judgements
from analysis.statistics.agreement.values import EVERYTHING, UnitSums

AREAS = {"noise": "causes", "size": "causes", "remove": "remedies"}
CODED = [
    CodedUnit("P1", {"ada": {"noise", "size"}, "bo": {"noise"}}),
    CodedUnit("P2", {"ada": {"remove"}, "bo": {"remove"}}),
]
SUMS = UnitSums(judgements(CODED, AREAS), AREAS)
ONCE = np.ones((1, 2))


def test_every_subject_has_its_measures() -> None:
    values = SUMS.weighted(ONCE)
    for subject in (EVERYTHING, (Over.AREA, "causes"), (Over.AREA, "remedies")):
        assert {measure for about, measure in values if about == subject} == set(MEASURES)
    for theme in AREAS:
        of_theme = {measure for about, measure in values if about == (Over.THEME, theme)}
        assert of_theme == set(POOLED_MEASURES)


def test_an_area_counts_its_own_themes_alone() -> None:
    values = SUMS.weighted(ONCE)
    # By hand: noise by both and size by one; removal by both.
    assert values[EVERYTHING, JACCARD].tolist() == pytest.approx([2 / 3])
    assert values[(Over.AREA, "causes"), JACCARD].tolist() == pytest.approx([1 / 2])
    assert values[(Over.AREA, "remedies"), JACCARD].tolist() == pytest.approx([1])
    assert values[EVERYTHING, JACCARD_MEAN].tolist() == pytest.approx([3 / 4])


def test_each_row_of_weights_has_a_value_of_its_own() -> None:
    values = SUMS.weighted(np.array([[1.0, 1.0], [2.0, 0.0], [0.0, 2.0]]))
    assert values[EVERYTHING, JACCARD].tolist() == pytest.approx([2 / 3, 1 / 2, 1])
    assert np.isnan(values[EVERYTHING, ALPHA_MASI][2])


def test_units_have_the_pooled_measures() -> None:
    by_unit = SUMS.of_units()
    assert set(by_unit) == set(POOLED_MEASURES)
    assert by_unit[JACCARD].tolist() == pytest.approx([1 / 2, 1])
