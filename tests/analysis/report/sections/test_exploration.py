"""What people tried before they submitted, and whether the best of it won."""

import pytest

from analysis.report.sections.exploration import exploration_section
from tests.analysis.report.contents import column, report_of, sentences, table, text_files
from tests.analysis.report.observations import (
    RELABEL,
    REMOVAL,
    observed,
    one_scenario,
)

PEOPLE = [
    {"tabular": [REMOVAL, RELABEL]},
    {"tabular": [RELABEL, REMOVAL]},
    {"tabular": [RELABEL, REMOVAL, REMOVAL, RELABEL]},
    {"tabular": [REMOVAL]},
]


def test_first_last_and_best_are_judged_among_different_settings() -> None:
    gains = {RELABEL: (2.0, 0, 0), REMOVAL: (1.0, 0, 0)}  # by the loss
    report = report_of(observed(PEOPLE, study=one_scenario(), gains=gains), exploration_section)
    assert column(report, "exploration", "several") == [3]
    assert column(report, "exploration", "first") == pytest.approx([1 / 3])
    assert column(report, "exploration", "last") == [1.0]
    assert column(report, "gains", "tried")[0] == pytest.approx(2 / 3)
    assert column(report, "gains", "chance")[0] == pytest.approx(1 / 2)
    assert column(report, "gains", "offered")[0] == pytest.approx(2 / 4)
    assert column(report, "gains", "chance_offered")[0] == pytest.approx(1 / 90)


def test_settings_and_minutes_are_told_by_their_quartiles() -> None:
    report = report_of(observed(PEOPLE, study=one_scenario()), exploration_section)
    (row,) = table(report, "exploration").rows
    # By hand: 1, 2, 2, 4 settings; 60, 61, 62, 63 seconds.
    assert row[2:5] == (1.75, 2.0, 2.5)
    assert row[5:8] == pytest.approx((60.75 / 60, 61.5 / 60, 62.25 / 60))
    text = sentences(report)
    assert "people applied 2 settings at the median, and 75% of the 4 submissions" in text
    assert "Of these, 100% submitted the setting they had applied last, and 33%" in text


def test_trials_are_counted_by_how_many_settings_were_applied() -> None:
    many = {"tabular": [REMOVAL] * 12}
    report = report_of(observed([*PEOPLE, many], study=one_scenario()), exploration_section)
    counts = {
        tried: trials
        for _scenario, tried, trials, _share in table(report, "settings_tried_numbers").rows
        if trials
    }
    assert counts == {"1": 1, "2": 2, "4": 1, "10 or more": 1}


def test_bundles_that_are_no_longer_loaded_are_told_of() -> None:
    report = report_of(observed([{"image": [REMOVAL]}]), exploration_section)
    assert "What settings showed in bbbbbbbbbbbb is no longer loaded" in sentences(report)
    assert "gains" not in {table.key for table in report.tables()}


def test_gains_are_told_by_the_metrics_that_the_study_offers() -> None:
    study = one_scenario({"metric": ("loss", "true_class_probability")})
    report = report_of(
        observed([{"tabular": [REMOVAL]}], study=study, gains={}), exploration_section
    )
    assert column(report, "gains", "measure") == ["Loss", "True-class probability"]
    for content in text_files(report).values():
        assert "predicted-class probability" not in content.decode().lower()


def test_without_a_submission_there_is_nothing_to_describe() -> None:
    report = report_of(observed([{"image": []}], gains={}), exploration_section)
    assert "there is no exploration to describe" in sentences(report)
    assert {row[2:] for row in table(report, "exploration").rows} == {
        (None, None, None, None, None, None, 0, None, None)
    }
