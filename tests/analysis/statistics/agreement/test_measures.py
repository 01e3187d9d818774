"""Every measure is told with its formula, what it compares and where it comes from."""

import re

from analysis.statistics.agreement.measures import BY_KEY, MEASURES, POOLED_MEASURES, Family


def test_keys_and_names_are_unique() -> None:
    assert len(BY_KEY) == len(MEASURES) == len({measure.name for measure in MEASURES})
    assert set(POOLED_MEASURES) < set(MEASURES)


def test_every_measure_names_its_source_with_a_year() -> None:
    for measure in MEASURES:
        assert measure.formula
        assert re.search(r"\d{4}", measure.source), measure.key
        assert "{unit}" in measure.compares


def test_the_mean_of_a_measure_has_its_formula_and_source() -> None:
    means = [measure for measure in MEASURES if measure.key.endswith("_mean")]
    assert len(means) == 3
    for mean in means:
        pooled = BY_KEY[mean.key.removesuffix("_mean")]
        assert mean.formula == f"mean of {pooled.formula}"
        assert (mean.source, mean.family) == (pooled.source, Family.PERCENTAGE)


def test_only_overlaps_are_percentages() -> None:
    families = {measure.family for measure in MEASURES if measure.is_percentage}
    assert families == {Family.PERCENTAGE}
