"""People who chose in both scenarios are compared with themselves."""

import pytest

from analysis.report.sections.paired_scenarios import paired_scenarios_section
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, observed, one_scenario

CHANGED = {"image": [REMOVAL], "tabular": [RELABEL]}
SAME = {"image": [REMOVAL], "tabular": [REMOVAL]}
ONLY_IMAGE = {"image": [RELABEL]}


def test_only_those_who_chose_in_both_scenarios_are_compared() -> None:
    report = report_of(
        observed([CHANGED] * 12 + [SAME] * 3 + [ONLY_IMAGE] * 2), paired_scenarios_section
    )
    assert column(report, "same_people", "scenarios") == ["Image and Tabular"] * 3
    assert column(report, "same_people", "people") == [15] * 3
    assert column(report, "same_people", "same") == [3, 15, 3]
    # By hand, with two categories as McNemar: (12 - 0)² / (12 + 0) for action and number.
    assert column(report, "same_people", "statistic") == [
        pytest.approx(12),
        None,
        pytest.approx(12),
    ]
    assert column(report, "same_people", "bowker") == [pytest.approx(12), None, pytest.approx(12)]
    text = sentences(report)
    assert text.startswith("Of 17 people who began")
    assert "15 people submitted a setting in two scenarios. Choices differ between" in text
    assert "action, Image and Tabular (p" in text


def test_pooled_shares_lie_within_their_intervals() -> None:
    report = report_of(observed([CHANGED] * 6 + [SAME] * 2), paired_scenarios_section)
    shares = table(report, "pooled_shares").rows
    # By hand: 16 answers, 10 of them removal, 6 label change.
    assert [(row[1], row[2]) for row in shares if row[0] == "Action"] == [
        ("Removal", 10 / 16),
        ("Label change", 6 / 16),
        ("Upweighting", 0),
    ]
    for _axis, _choice, share, low, high in shares:
        assert float(low or 0) <= float(share or 0) <= float(high or 0)


def test_where_nobody_changed_nothing_was_tested() -> None:
    report = report_of(observed([SAME]), paired_scenarios_section)
    text = sentences(report)
    assert "1 person submitted a setting in two scenarios. Nobody chose otherwise" in text
    assert "No difference" not in text


def test_a_study_of_one_scenario_has_no_such_section() -> None:
    report = report_of(observed([], study=one_scenario()), paired_scenarios_section)
    assert "same_people" not in {section.key for section in report.sections}
