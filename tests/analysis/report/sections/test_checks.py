"""How the comprehension check went, for all who passed it."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.records.observations import StudyObservations
from analysis.records.taking_part import CheckedQuestion
from analysis.report.sections.checks import checks_section
from tests.analysis.report.contents import report_of, sentences, table
from tests.analysis.report.observations import COLLECTION, FOUNDING, REMOVAL, observed


def attempted(*attempts: int) -> StudyObservations:
    observations = observed([{"image": [REMOVAL]}] * len(attempts))
    counted = np.array(attempts, dtype=np.int64)
    return replace(observations, taking_part=replace(observations.taking_part, attempts=counted))


def test_the_share_right_at_first_has_wilsons_interval() -> None:
    report = report_of(attempted(*[1] * 8, 2, 3), checks_section)
    # Wilson (1927) for 8 of 10: 0.4902 to 0.9433 (R: binom::binom.wilson(8, 10)).
    text = sentences(report)
    assert "Of 10 people who passed the comprehension check, 8 did so at the first" in text
    assert "(80%, 95% interval 49% to 94%). 2 people failed it at first." in text
    rows = table(report, "check_attempts").rows
    assert [row[:3] for row in rows] == [
        ("1 attempt", 8, 0.8),
        ("2 attempts", 1, 0.1),
        ("3 attempts", 1, 0.1),
    ]
    assert rows[0][3:] == pytest.approx((0.4902, 0.9433), abs=5e-5)


def test_many_attempts_share_a_row() -> None:
    rows = table(report_of(attempted(1, 4, 5, 6, 9), checks_section), "check_attempts").rows
    assert [row[:2] for row in rows] == [
        ("1 attempt", 1),
        ("2 attempts", 0),
        ("3 attempts", 0),
        ("4 attempts", 1),
        ("5 or more", 3),
    ]


def test_questions_are_told_by_how_many_got_them_right_at_first() -> None:
    question = FOUNDING.tutorial.check[0]
    checked = (CheckedQuestion(question.key, people=4, right=1),)
    observations = replace(attempted(1, 2, 2, 2), collection=replace(COLLECTION, checked=checked))
    (row,) = table(report_of(observations, checks_section), "check_questions").rows
    assert row[:4] == (question.text, 4, 1, 0.25)


def test_nobody_failed_is_told_so() -> None:
    assert "Nobody failed it." in sentences(report_of(attempted(1, 1), checks_section))


def test_a_study_without_a_check_has_no_section_of_it() -> None:
    report = report_of(attempted(0, 0), checks_section)
    assert "checks" not in {section.key for section in report.sections}
