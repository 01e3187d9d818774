"""Answers belong to the questions of any version, and numbers are told by their quartiles."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.records.observations import Answered, VersionObserved
from analysis.report.questions import after_scenario, background, closing, five_numbers
from survey.design.question_types.base import BaseQuestion
from survey.design.question_types.choices import SingleChoice
from survey.design.question_types.number import Number
from survey.design.question_types.scale import Scale
from tests.analysis.report.observations import observed

STUDY = observed([]).versions[0].definition


@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
@settings(max_examples=50)
def test_quartiles_of_counted_numbers_are_those_of_the_numbers(numbers: list[int]) -> None:
    counts = tuple(sorted((float(number), count) for number, count in Counter(numbers).items()))
    quantiles = five_numbers(Answered("", "", counts))
    assert quantiles == pytest.approx(np.quantile(numbers, [0, 0.25, 0.5, 0.75, 1]).tolist())


def test_without_numbers_there_are_no_quartiles() -> None:
    assert five_numbers(Answered("", "", ())) is None
    assert five_numbers(Answered("", "", (("words", 3),))) is None


def test_questions_of_older_versions_come_after_those_of_the_newest() -> None:
    newest = observed([])
    page = STUDY.background[0]
    fewer = page.model_copy(update={"questions": page.questions[1:]})
    newer = STUDY.model_copy(update={"background": (fewer, *STUDY.background[1:])})
    versions = (
        replace(newest.versions[0], definition=newer),
        replace(newest.versions[0], label="0.9", definition=STUDY),
    )
    asked = [question.question.key for question in background(replace(newest, versions=versions))]
    assert asked[-1] == page.questions[0].key
    assert sorted(asked) == sorted(question.question.key for question in background(newest))


def test_answers_are_those_of_the_scenario_that_was_asked_about() -> None:
    answers = [Answered("image", "suspected_cause", ((5.0, 2),))]
    observations = observed([], answers=answers)
    of_image = {
        question.question.key: question.answers.people
        for question in after_scenario(observations, "image")
    }
    of_tabular = {
        question.question.key: question.answers.people
        for question in after_scenario(observations, "tabular")
    }
    assert of_image["suspected_cause"] == 2
    assert of_tabular["suspected_cause"] == 0
    assert {question.form.scenario for question in closing(observations)} == {""}


def test_the_steps_of_a_scale_are_options_with_their_ends_in_words() -> None:
    scale = Scale(
        type="scale",
        key="sure",
        text="How sure?",
        minimum=1,
        maximum=3,
        minimum_label="not",
        maximum_label="very",
    )
    page = STUDY.background[0].model_copy(update={"questions": (scale,)})
    study = STUDY.model_copy(update={"background": (page,)})
    answers = [Answered("", "sure", ((1.0, 2), (3.0, 4)))]
    (question,) = background(observed([], study=study, answers=answers))
    assert question.is_closed
    assert dict(question.options) == {"1": "1: not", "2": "2", "3": "3: very"}
    assert question.counts() == {"1": 2, "2": 0, "3": 4}


def versions_asking(*questions: BaseQuestion) -> tuple[VersionObserved, ...]:
    """Versions that each ask one of these about people, the newest of them 3.0."""
    newest = observed([]).versions[0]
    return tuple(
        replace(
            newest,
            label=f"{number}.0",
            definition=STUDY.model_copy(
                update={
                    "background": (
                        STUDY.background[0].model_copy(update={"questions": (question,)}),
                    )
                }
            ),
        )
        for number, question in zip((3, 2, 1), questions, strict=False)
    )


def test_an_earlier_form_of_a_question_has_options_and_answers_of_its_own() -> None:
    newer = SingleChoice(
        type="single_choice",
        key="pet",
        text="Which?",
        options={"cat": "A cat", "dog": "A dog"},
        other="Another",
    )
    older = newer.model_copy(update={"options": {"newt": "A newt", "cat": "The cat"}})
    answers = [
        Answered("", "pet", (("cat", 1),)),
        Answered("", "pet", (("cat", 2), ("newt", 3)), form="2.0"),
    ]
    observations = replace(
        observed([], answers=answers), versions=versions_asking(newer, older, older)
    )
    newest, earlier = background(observations)
    assert (newest.text, earlier.text) == ("Which?", "Which? (versions 1.0 and 2.0)")
    assert newest.counts() == {"cat": 1, "dog": 0, "other": 0}
    assert earlier.counts() == {"newt": 3, "cat": 2, "other": 0}
    assert list(earlier.options.values()) == ["A newt", "The cat", "Another"]


def test_versions_that_differ_by_a_comma_share_their_answers() -> None:
    newer = Number(type="number", key="age", text="How old, then?", minimum=18, maximum=99)
    older = newer.model_copy(update={"text": "How old then?"})
    answers = [Answered("", "age", ((40.0, 5),))]
    observations = replace(observed([], answers=answers), versions=versions_asking(newer, older))
    (asked,) = background(observations)
    assert (asked.text, asked.answers.people) == ("How old, then?", 5)


def test_a_text_names_what_it_repeats_of_participants() -> None:
    question = Number(
        type="number", key="age", text="Why {{ setting.action }}?", minimum=0, maximum=9
    )
    observations = replace(observed([]), versions=versions_asking(question))
    (asked,) = background(observations)
    assert asked.text == "Why [action]?"
