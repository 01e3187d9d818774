"""Choices are held against closed questions about people, each option of several by itself."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.records.observations import BackgroundColumn, StudyObservations
from analysis.report.sections.setting.background import background_section
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import RELABEL, REMOVAL, Person, observed, one_scenario

YEARS = ("under_1", "from_1_to_3", "from_3_to_5", "over_5")
SECTORS = ("industry", "academia", "other")


def answered(years: list[int], industry: list[int], people: list[Person]) -> StudyObservations:
    """Everybody's years by position, or -1, and whether they work in industry or else academia."""
    ticked = np.zeros((len(people), 4), dtype=bool)
    for person, position in enumerate(years):
        ticked[person, position] = position >= 0
    sector = np.array([[yes, not yes, False] for yes in industry], dtype=bool)
    return replace(
        observed(people, study=one_scenario()),
        background=(
            BackgroundColumn("sector", "", SECTORS, sector),
            BackgroundColumn("years_of_experience", "", YEARS, ticked),
        ),
    )


PEOPLE: list[Person] = [{"tabular": [setting]} for setting in [REMOVAL] * 15 + [RELABEL] * 15]
OBSERVATIONS = answered([0] * 14 + [-1] + [3] * 15, [0, 1] * 15, PEOPLE)


def test_a_background_that_goes_with_choices_is_found_and_shown() -> None:
    report = report_of(OBSERVATIONS, background_section)
    rows = {row[:3]: row[3:] for row in table(report, "background").rows}
    years = "For how many years have you worked with machine learning?"
    # By hand, without the one who did not answer, [[14, 0], [0, 15]]: X² = n = 29.
    assert rows[years, "", "Action"][0] == "Tabular"
    assert rows[years, "", "Action"][1:4] == pytest.approx((29, 29, 1))
    shares = [row for row in table(report, "background_shares").rows if row[2] == "Action"]
    assert [row[4:] for row in shares] == [
        ("Less than 1 year", 14, "Removal", 14, 1.0),
        ("More than 5 years", 15, "Label change", 15, 1.0),
    ]
    assert "“For how many years have you worked with machine learning?” and" in sentences(report)


def test_of_several_answers_each_option_is_tested_by_itself() -> None:
    rows = table(report_of(OBSERVATIONS, background_section), "background").rows
    options = [row[1] for row in rows if row[2] == "Action" and row[1]]
    assert options == ["Industry", "Academia"]  # nobody ticked the third
    # By hand, [[7, 8], [8, 7]]: 30 (7 · 7 - 8 · 8)² / 15⁴ = 0.13.
    industry = next(row for row in rows if row[1:3] == ("Industry", "Action"))
    assert industry[5] == pytest.approx(30 * 15**2 / 15**4)


def test_every_test_is_in_the_appendix() -> None:
    report = report_of(OBSERVATIONS, background_section)
    assert [part.key for part in report.appendix if part.key == "background_tests"]


def test_what_all_answered_alike_is_not_tested() -> None:
    same = answered([0] * 30, [1] * 30, PEOPLE)
    text = sentences(report_of(same, background_section))
    assert "could not be tested, as all answered or submitted the same" in text


def test_without_closed_questions_there_is_no_such_section() -> None:
    report = report_of(observed(PEOPLE, study=one_scenario()), background_section)
    assert "background" not in {part.key for part in report.sections}
