"""What holds for every type of question that a study file can name."""

from random import Random
from typing import Any, get_args

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from survey.design.meaning import same_meaning
from survey.design.question_types.base import AnswerKind, BaseQuestion
from survey.design.questions import Question
from survey.participation.page_form import PageForm

QUESTION: TypeAdapter[BaseQuestion] = TypeAdapter(Question)
OPTIONS = {"one": "One", "two": "Two"}
WRITTEN: list[dict[str, Any]] = [
    {"type": "single_choice", "options": OPTIONS},
    {"type": "single_choice", "options": OPTIONS, "other": "Else", "required": False},
    {"type": "multiple_choice", "options": OPTIONS, "other": "Else"},
    {"type": "number", "minimum": -3, "maximum": 2},
    {"type": "number", "minimum": 0.01, "maximum": 0.02, "whole": False},
    {"type": "number", "minimum": -1e9, "maximum": 1e9, "whole": False},
    {"type": "scale", "minimum": 0, "maximum": 10, "minimum_label": "No", "maximum_label": "Yes"},
    {"type": "short_text", "max_length": 1},
    {"type": "long_text", "required": False},
]
QUESTIONS = [
    QUESTION.validate_python({"key": "asked", "text": "What?", **written}) for written in WRITTEN
]
every_type = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.type)


def simulated_answer(question: BaseQuestion, seed: int) -> Any:
    """What is stored of a simulated answer. Fails where the page refuses it."""
    data = QueryDict(mutable=True)
    for name, value in question.simulated(Random(seed)).items():  # noqa: S311
        data.setlist(name, value if isinstance(value, list) else [value])
    form = PageForm([question], data)
    assert form.is_valid(), form.errors
    return form.answers()["asked"]


def test_no_type_is_forgotten_here() -> None:
    types, _discriminator = get_args(Question)
    assert {type(question) for question in QUESTIONS} == set(get_args(types))


@every_type
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_simulated_answer_is_one_that_its_page_takes(question: BaseQuestion, seed: int) -> None:
    assert simulated_answer(question, seed) is not None


@every_type
def test_an_answer_is_stored_in_the_form_of_its_kind(question: BaseQuestion) -> None:
    answer = simulated_answer(question, seed=1)
    match question.answer_kind:
        case AnswerKind.OPTION:
            assert answer["option"] in question.options_by_key()
        case AnswerKind.OPTIONS:
            assert set(answer["options"]) <= set(question.options_by_key())
        case AnswerKind.NUMBER:
            assert isinstance(answer, int | float)
            assert not question.options_by_key() or str(answer) in question.options_by_key()
        case AnswerKind.TEXT:
            assert isinstance(answer, str)


@every_type
def test_people_are_told_the_answer_its_type_and_what_it_can_be(question: BaseQuestion) -> None:
    assert question.readable(simulated_answer(question, seed=2))
    assert question.possible_values()
    assert "_" not in question.type_in_words


@every_type
def test_answering_takes_time(question: BaseQuestion) -> None:
    assert question.seconds_to_answer > 0
    assert question.simulated_seconds > 0


@every_type
def test_an_answer_means_the_same_as_long_as_the_same_is_asked(question: BaseQuestion) -> None:
    assert same_meaning(question.model_copy(update={"help": "Take your time."}), question)
    assert not same_meaning(question.model_copy(update={"text": "Who?"}), question)
