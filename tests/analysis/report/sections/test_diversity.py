"""Entropies stand beside both normalisations, and the extremes are named."""

from math import log

import pytest

from analysis.report.sections.diversity import diversity_section
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, SINGLE, observed, one_scenario


def test_entropy_is_normalised_by_the_choices_made_and_by_those_offered() -> None:
    people = [{"tabular": [REMOVAL]}, {"tabular": [RELABEL]}]
    report = report_of(observed(people, study=one_scenario()), diversity_section)
    # By hand: two people, two of three actions, two of ten numbers, one of three metrics.
    assert column(report, "entropy", "axis") == ["Action", "Metric", "Number of training samples"]
    assert column(report, "entropy", "entropy") == pytest.approx([log(2), 0, log(2)])
    assert column(report, "entropy", "observed") == [2, 1, 2]
    assert column(report, "entropy", "offered") == [3, 3, 10]
    observed_choices = column(report, "entropy", "normalised_observed")
    assert observed_choices == [pytest.approx(1), None, pytest.approx(1)]
    offered = column(report, "entropy", "normalised_axis")
    assert offered == pytest.approx([log(2) / log(3), 0, log(2) / log(10)])
    assert "lowest for metric, Tabular (0.000)" in sentences(report)
    assert "highest for action, Tabular (0.631)" in sentences(report)


def test_the_note_names_seed_and_replicates() -> None:
    report = report_of(observed([{"image": [REMOVAL]}]), diversity_section)
    assert table(report, "entropy").note.endswith("10,000 replicates, seed 1.")


def test_without_anything_to_choose_there_is_no_diversity() -> None:
    study = one_scenario(SINGLE)
    for people in ([], [{"tabular": [REMOVAL]}]):
        report = report_of(observed(people, study=study), diversity_section)
        assert "there is no diversity to measure" in sentences(report)
