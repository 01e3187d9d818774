"""Answers are counted in the newest words, and what could tell who somebody is stays away."""

from dataclasses import replace

import pytest

from analysis.records.observations import Answered
from analysis.report.build import Builder
from analysis.report.sections.answers import follow_up_section, sample_section
from survey.design.definition import StudyDefinition
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.number import Number
from survey.design.question_types.scale import Scale
from tests.analysis.report.contents import column, report_of, sentences, table
from tests.analysis.report.observations import RELABEL, observed, one_scenario

STUDY = observed([]).versions[0].definition


def with_first_question(study: StudyDefinition, question: BaseQuestion) -> StudyDefinition:
    page = study.background[0]
    page = page.model_copy(update={"questions": (question, *page.questions[1:])})
    return study.model_copy(update={"background": (page, *study.background[1:])})


def test_options_of_older_versions_are_counted_after_those_of_the_newest() -> None:
    older = one_scenario()
    question = older.background[0].questions[0]
    options = {"woman": "Women", "all": "All"}
    newer = with_first_question(older, question.model_copy(update={"options": options}))
    answers = [Answered("", "gender", (("all", 1), ("man", 2), ("woman", 3)))]
    both = observed([{"tabular": [RELABEL]}], study=newer, answers=answers)
    versions = (both.versions[0], replace(both.versions[0], label="0.9", definition=older))
    report = report_of(replace(both, versions=versions), sample_section)
    rows = table(report, "sample_answers").rows
    assert {str(row[1]): row[2] for row in rows if row[0] == question.text} == {
        "Women": 3,
        "All": 1,
        "Man": 2,
        "Non-binary": 0,
        "I prefer not to say": 0,
        "I describe myself in another way": 0,
    }


def test_answers_that_could_tell_who_somebody_is_are_withheld() -> None:
    gender = STUDY.background[0].questions[0].model_copy(update={"identifying": True})
    answers = [
        Answered("", "gender", (("woman", 1),)),
        Answered("", "sector", ((("industry",), 1),)),
    ]
    study = with_first_question(STUDY, gender)
    report = report_of(observed([], study=study, answers=answers), sample_section)
    assert gender.text not in column(report, "sample_answers", "question")
    assert "are withheld" in sentences(report)


def test_shares_are_of_those_who_answered_and_may_add_up_to_more_than_all() -> None:
    answers = [Answered("", "sector", ((("industry",), 1), (("academia", "industry"), 3)))]
    report = report_of(observed([], answers=answers), sample_section)
    rows = [row[1:] for row in table(report, "sample_answers").rows if row[2]]
    # By hand: four people, of whom all work in industry and three in academia.
    assert rows == [("Industry", 4, 1.0), ("Academia", 3, 0.75)]
    assert "they add up to more than 100%" in table(report, "sample_answers").note
    assert "Industry (4, 100%)" in sentences(report)


def test_numbers_about_oneself_are_told_by_their_quartiles() -> None:
    years = Number(type="number", key="years", text="For how many years?", minimum=0, maximum=60)
    answers = [Answered("", "years", ((1.0, 1), (2.0, 2), (7.0, 1)))]
    study = with_first_question(STUDY, years)
    report = report_of(observed([], study=study, answers=answers), sample_section)
    (row,) = table(report, "sample_numbers").rows
    # By hand: 1, 2, 2, 7; quartiles at ranks 0.75 and 2.25 between neighbours.
    assert row == ("For how many years?", 4, 1.0, 1.75, 2.0, 3.25, 7.0)


def test_texts_after_a_scenario_are_told_by_how_many_and_how_long() -> None:
    answers = [Answered("image", "suspected_cause", ((10.0, 1), (20.0, 1), (60.0, 1)))]
    report = report_of(observed([], answers=answers), follow_up_section)
    of_cause = [row for row in table(report, "texts").rows if row[2]]
    assert [(row[0], *row[2:]) for row in of_cause] == [("Image", 3, 15.0, 20.0, 40.0)]
    assert "3 answers were written in people's own words." in sentences(report)


@pytest.mark.parametrize("build", [sample_section, follow_up_section])
def test_nobody_answered_is_told_without_shares(build: Builder) -> None:
    report = report_of(observed([]), build)
    for answered in report.tables():
        if answered.key.startswith(("sample", "answers")):
            assert {row[3] for row in answered.rows} <= {None}


def test_options_and_numbers_after_a_scenario_have_tables_of_their_own() -> None:
    sure = Scale(
        type="scale",
        key="sure",
        text="How sure?",
        minimum=1,
        maximum=2,
        minimum_label="not",
        maximum_label="very",
    )
    hours = Number(type="number", key="hours", text="How many hours?", minimum=0, maximum=9)
    page = STUDY.follow_up_of("image")[0].model_copy(update={"questions": (sure, hours)})
    scenarios = {
        key: scenario.model_copy(update={"follow_up": (page,)})
        for key, scenario in STUDY.scenarios.items()
    }
    study = STUDY.model_copy(update={"scenarios": scenarios, "closing": ()})
    answers = [
        Answered("image", "sure", ((1.0, 1), (2.0, 3))),
        Answered("image", "hours", ((2.0, 2),)),
    ]
    report = report_of(observed([], study=study, answers=answers), follow_up_section)
    assert table(report, "answers_image").rows == (
        ("How sure?", "1: not", 1, 0.25),
        ("How sure?", "2: very", 3, 0.75),
    )
    assert table(report, "numbers_image").rows == (("How many hours?", 2, *[2.0] * 5),)
    assert column(report, "answers_tabular", "share") == [None, None]
    assert "texts" not in {answered.key for answered in report.tables()}


def test_where_one_answer_alone_was_possible_shares_add_up_to_all() -> None:
    question = STUDY.background[0].questions[0]
    page = STUDY.background[0].model_copy(update={"questions": (question,)})
    study = STUDY.model_copy(update={"background": (page,)})
    answers = [Answered("", "gender", (("man", 1), ("woman", 3)))]
    report = report_of(observed([], study=study, answers=answers), sample_section)
    assert "Several answers were possible" not in sentences(report)
    assert "more than 100%" not in table(report, "sample_answers").note
    shares = [float(str(share)) for share in column(report, "sample_answers", "share")]
    assert sum(shares) == pytest.approx(1)


def test_a_study_that_asks_nothing_about_people_has_an_empty_sample() -> None:
    study = STUDY.model_copy(update={"background": ()})
    report = report_of(observed([], study=study), sample_section)
    assert {answered.key for answered in report.tables()} == {"provenance"}
