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
    assert "10,000 replicates, seed 1:" in table(report, "entropy").note


def test_without_anything_to_choose_there_is_no_diversity() -> None:
    study = one_scenario(SINGLE)
    for people in ([], [{"tabular": [REMOVAL]}]):
        report = report_of(observed(people, study=study), diversity_section)
        assert "there is no diversity to measure" in sentences(report)


def test_over_both_scenarios_people_are_drawn_with_all_their_answers() -> None:
    twice = [
        {"image": [setting], "tabular": [setting]} for setting in [REMOVAL] * 8 + [RELABEL] * 4
    ]
    report = report_of(observed(twice), diversity_section)
    rows = [row for row in table(report, "entropy").rows if row[0] == "Action"]
    assert [row[1:3] for row in rows] == [("Image", 12), ("Tabular", 12), ("Both", 24)]
    # Twelve people who repeat themselves tell as much as in one scenario, not as 24 would.
    assert rows[2][6:9] == pytest.approx(rows[0][6:9], abs=0.02)


def test_who_all_chose_the_same_leave_no_interval_of_width_zero() -> None:
    report = report_of(
        observed([{"image": [REMOVAL], "tabular": [REMOVAL]}] * 5), diversity_section
    )
    assert column(report, "entropy", "entropy") == [0] * 9
    assert column(report, "entropy", "low") == column(report, "entropy", "high") == [None] * 9
