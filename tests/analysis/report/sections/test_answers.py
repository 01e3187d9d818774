"""Answers are counted by what was asked, and what could tell who somebody is stays away."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from analysis.records.observations import Answered, StudyObservations
from analysis.report.build import Builder
from analysis.report.sections.answers import follow_up_section, sample_section
from survey.design.definition import SurveyDefinition
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.choices import SingleChoice
from survey.design.question_types.number import Number
from survey.design.question_types.scale import Scale
from tests.analysis.report.contents import (
    cautions,
    column,
    figures,
    report_of,
    section,
    sentences,
    table,
)
from tests.analysis.report.observations import RELABEL, observed, one_scenario

STUDY = observed([]).versions[0].definition


def with_first_question(study: SurveyDefinition, question: BaseQuestion) -> SurveyDefinition:
    page = study.background[0]
    page = page.model_copy(update={"questions": (question, *page.questions[1:])})
    return study.model_copy(update={"background": (page, *study.background[1:])})


def of_versions(
    newer: SurveyDefinition, older: SurveyDefinition, answers: Iterable[Answered]
) -> StudyObservations:
    """What a report reads of versions 1.0 and 0.9."""
    both = observed([{"tabular": [RELABEL]}], study=newer, answers=answers)
    versions = (both.versions[0], replace(both.versions[0], label="0.9", definition=older))
    return replace(both, versions=versions)


def test_a_choice_that_became_a_number_is_told_apart_with_a_caution() -> None:
    older = one_scenario()
    gender = older.background[0].questions[0]
    years = Number(type="number", key="gender", text="How old?", minimum=0, maximum=120)
    answers = [
        Answered("", "gender", ((20.0, 1), (40.0, 1))),
        Answered("", "gender", (("man", 2), ("woman", 6)), form="0.9"),
    ]
    observations = of_versions(with_first_question(older, years), older, answers)
    report = report_of(observations, sample_section)
    (row,) = table(report, "sample_numbers").rows
    # By hand: 20 and 40, whose mean is 30 and whose variance is 10² + 10².
    assert row[:8] == ("How old?", 2, 20.0, 25.0, 30.0, 35.0, 40.0, 30.0)
    assert row[8] == pytest.approx(200**0.5)
    named = f"{gender.text} (version 0.9)"
    rows = [row for row in table(report, "sample_answers").rows if row[0] == named]
    assert [row[1:4] for row in rows] == [
        ("Woman", 6, 0.75),
        ("Man", 2, 0.25),
        ("Non-binary", 0, 0.0),
        ("I prefer not to say", 0, 0.0),
        ("I describe myself in another way", 0, 0.0),
    ]
    (caution,) = cautions(section(report, "sample"))
    assert caution == (
        "Versions of the study asked different things under one key. Answers to an earlier form "
        f"are counted apart, under its version: {named}, 8 answers."
    )


def test_lengths_of_texts_are_in_no_table_of_numbers() -> None:
    older = one_scenario()
    page = older.closing[0]
    good = Number(type="number", key="remarks", text="How good?", minimum=0, maximum=10)
    others = tuple(question for question in page.questions if question.key != "remarks")
    newer = older.model_copy(
        update={"closing": (page.model_copy(update={"questions": (*others, good)}),)}
    )
    answers = [
        Answered("", "remarks", ((2.0, 1), (4.0, 1))),
        Answered("", "remarks", ((147.0, 2), (213.0, 1)), form="0.9"),
    ]
    report = report_of(of_versions(newer, older, answers), follow_up_section)
    (good_row,) = table(report, "numbers_at_the_end").rows
    assert good_row[:7] == ("How good?", 2, 2.0, 2.5, 3.0, 3.5, 4.0)
    (row,) = [row for row in table(report, "texts").rows if row[2]]
    remarks = next(question for question in page.questions if question.key == "remarks")
    # By hand: 147, 147, 213.
    assert row == ("At the end", f"{remarks.text} (version 0.9)", 3, 147.0, 147.0, 180.0)
    (caution,) = cautions(section(report, "follow_up"))
    assert caution.endswith(f": At the end: {remarks.text} (version 0.9), 3 answers.")


def test_versions_that_ask_the_same_are_told_together_without_a_caution() -> None:
    older = one_scenario()
    gender = older.background[0].questions[0]
    corrected = gender.model_copy(update={"text": gender.text.upper()})
    answers = [Answered("", "gender", (("man", 2), ("woman", 6)))]
    observations = of_versions(with_first_question(older, corrected), older, answers)
    report = report_of(observations, sample_section)
    asked = {str(row[0]) for row in table(report, "sample_answers").rows}
    assert gender.text.upper() in asked
    assert gender.text not in asked
    assert cautions(section(report, "sample")) == []


def test_an_earlier_form_that_could_tell_who_somebody_is_stays_away() -> None:
    study = one_scenario()
    gender = study.background[0].questions[0]
    older = with_first_question(study, gender.model_copy(update={"identifying": True}))
    years = Number(type="number", key="gender", text="How old?", minimum=0, maximum=120)
    answers = [Answered("", "gender", (("woman", 6),), form="0.9")]
    observations = of_versions(with_first_question(study, years), older, answers)
    report = report_of(observations, sample_section)
    assert not [text for text in column(report, "sample_answers", "question") if "0.9" in str(text)]
    assert cautions(section(report, "sample")) == []
    assert f"are withheld: {gender.text} (version 0.9)" in sentences(report)


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
    # By hand: four people, of whom all work in industry and three in academia. Wilson's interval
    # of 4 of 4 is from 4 / (4 + 1.96²) to 1; several answers were possible, so each is by itself.
    assert [row[:3] for row in rows] == [("Industry", 4, 1.0), ("Academia", 3, 0.75)]
    assert rows[0][3:] == pytest.approx((4 / (4 + 1.959964**2), 1.0), abs=1e-6)
    assert "they add up to more than 100%" in table(report, "sample_answers").note
    assert "Industry (4, 100%)" in sentences(report)


def test_numbers_about_oneself_are_told_by_their_quartiles() -> None:
    years = Number(type="number", key="years", text="For how many years?", minimum=0, maximum=60)
    answers = [Answered("", "years", ((1.0, 1), (2.0, 2), (7.0, 1)))]
    study = with_first_question(STUDY, years)
    report = report_of(observed([], study=study, answers=answers), sample_section)
    (row,) = table(report, "sample_numbers").rows
    # By hand: 1, 2, 2, 7; quartiles at ranks 0.75 and 2.25 between neighbours.
    assert row[:7] == ("For how many years?", 4, 1.0, 1.75, 2.0, 3.25, 7.0)
    # The mean of 12 years is 3, and the squared deviations 4, 1, 1 and 16 add up to 22.
    assert row[7:] == pytest.approx((3.0, (22 / 3) ** 0.5))
    texts = next(iter(table(report, "sample_numbers").texts()))
    assert texts[3:6] == ("1.75", "2.00", "3.25")


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
    assert [row[:4] for row in table(report, "answers_image").rows] == [
        ("How sure?", "1: not", 1, 0.25),
        ("How sure?", "2: very", 3, 0.75),
    ]
    assert table(report, "numbers_image").rows == (("How many hours?", 2, *[2.0] * 6, 0.0),)
    (scale,) = table(report, "scales_image_numbers").rows
    # By hand: 1, 2, 2, 2; the mean is 1.75, and t = 3.182446 with 3 degrees of freedom (tables).
    assert scale[:4] == ("How sure?", 4, 1.75, 0.5)
    assert scale[4:6] == pytest.approx((1.75 - 3.182446 / 4, 1.75 + 3.182446 / 4), abs=1e-6)
    assert scale[6:] == (2.0, None, None)
    (drawn,) = figures(report)
    assert drawn.key == "scales_image"
    assert "How sure? 1: not 1, 2: very 3" in drawn.svg
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
    assert {answered.key for answered in report.tables()} == {
        "flow_numbers",
        "provenance",
        "cherries",
        "jars",
    }


def test_the_shares_of_a_question_of_one_answer_have_intervals_that_hold_together() -> None:
    # Goodman (1965) with Wilson's form, as R's DescTools::MultinomCI(c(1, 3), method = "goodman")
    # defines it: z² is the 1 - 0.05/2 quantile of chi-square with 1 df, 5.023886.
    z2, n = 5.023886, 4
    reach = (z2**2 + 4 * 1 * 3 * z2 / n) ** 0.5
    answers = [Answered("", "gender", (("man", 1), ("woman", 3)))]
    gender = STUDY.background[0].questions[0]
    assert isinstance(gender, SingleChoice)
    two = gender.model_copy(update={"options": {"man": "Man", "woman": "Woman"}, "other": None})
    study = with_first_question(STUDY, two)
    report = report_of(observed([], study=study, answers=answers), sample_section)
    man = next(row for row in table(report, "sample_answers").rows if row[1] == "Man")
    assert man[4:] == pytest.approx(
        ((z2 + 2 - reach) / (2 * (n + z2)), (z2 + 2 + reach) / (2 * (n + z2))), abs=1e-6
    )


def test_answers_that_are_equally_frequent_are_all_named() -> None:
    answers = [Answered("", "gender", (("man", 2), ("woman", 2), ("not_said", 1)))]
    report = report_of(observed([], answers=answers), sample_section)
    assert "Woman and Man (each 2, 40%)" in sentences(report)


def test_quartiles_of_half_characters_are_all_rounded_up() -> None:
    # The medians are 101.5 and 162.5, which Python's own rounding prints as 102 and 162.
    halves = [
        Answered("image", "suspected_cause", ((101.0, 1), (102.0, 1))),
        Answered("tabular", "suspected_cause", ((162.0, 1), (163.0, 1))),
    ]
    report = report_of(observed([], answers=halves), follow_up_section)
    medians = [row[4] for row in table(report, "texts").rows if row[2]]
    assert medians == [102, 163]
