"""The six types of question, and the page that asks them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from survey.design.questions import Number, Page, Question, SingleChoice
from tests.survey.design.study_files import Refusal, assert_refused, refused

QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
COMMON = {"key": "asked", "text": "What?"}
OPTIONS = {"yes": "Yes", "no": "No"}


@refused(
    Refusal(
        "type: long_text",
        "type: number\n        minimum: 0.5\n        maximum: 2",
        "suspected_cause",
        "follow_up[1].questions[1]",
        "minimum and maximum are not whole.",
    ),
    Refusal(
        "type: long_text",
        "type: number\n        minimum: nan\n        maximum: 2",
        "minimum",
        "follow_up[1].questions[1].minimum",
        "nan is not a number.",
    ),
    Refusal(
        "woman: Woman",
        "other: Woman",
        "- key: gender",
        "background[1].questions[1]",
        "the option key other cannot be told from the option to write in.",
    ),
)
def test_a_question_that_cannot_be_answered_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


@pytest.mark.parametrize(
    ("question", "left_out"),
    [
        ({"type": "single_choice", "options": OPTIONS}, {"other": None}),
        ({"type": "multiple_choice", "options": OPTIONS}, {"other": None}),
        ({"type": "number", "minimum": 0, "maximum": 9}, {"whole": True, "unit": None}),
        (
            {"type": "scale", "minimum_label": "low", "maximum_label": "high"},
            {"minimum": 1, "maximum": 5},
        ),
        ({"type": "short_text"}, {"max_length": 200}),
        ({"type": "long_text"}, {"max_length": 5000}),
    ],
    ids=lambda value: value.get("type", ""),
)
def test_a_question_has_to_be_answered_and_is_not_identifying_unless_it_says_so(
    question: dict[str, Any], left_out: dict[str, Any]
) -> None:
    read = QUESTION.validate_python({**COMMON, **question})
    assert read.type == question["type"]
    assert (read.required, read.identifying, read.help) == (True, False, None)
    assert {name: getattr(read, name) for name in left_out} == left_out


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ({"type": "single_choice", "options": {"yes": "Yes"}}, "at least 2 items"),
        ({"type": "scale", "minimum": 2, "minimum_label": "a", "maximum_label": "b"}, "equal to 1"),
        ({"type": "scale", "maximum": 11, "minimum_label": "a", "maximum_label": "b"}, "to 10"),
        ({"type": "short_text", "max_length": 501}, "equal to 500"),
        ({"type": "long_text", "max_length": 0}, "equal to 1"),
        ({"type": "number", "minimum": 0, "maximum": "inf"}, "finite number"),
    ],
)
def test_limits_that_no_page_could_show_are_refused(question: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        QUESTION.validate_python({**COMMON, **question})


@pytest.mark.parametrize("kind", ["single_choice", "multiple_choice"])
def test_an_option_is_never_taken_for_the_one_to_write_in(kind: str) -> None:
    options = {**OPTIONS, "other": "Else"}
    question = {**COMMON, "type": kind, "options": options}
    assert "other" in QUESTION.validate_python(question).options
    with pytest.raises(
        ValidationError, match="cannot be told from the option to write in"
    ) as refused:
        QUESTION.validate_python({**question, "other": "Write it"})
    assert refused.value.errors()[0]["ctx"]["remedy"] == "Give that option another key."


@given(minimum=st.integers(-99, 99), maximum=st.integers(-99, 99))
def test_the_range_of_a_number_is_taken_exactly_where_it_rises(minimum: int, maximum: int) -> None:
    question = {**COMMON, "type": "number", "minimum": minimum, "maximum": maximum}
    if minimum < maximum:
        assert Number.model_validate(question).maximum == maximum
    else:
        with pytest.raises(ValidationError, match="is not below maximum"):
            Number.model_validate(question)


def test_a_number_that_need_not_be_whole_has_broken_limits() -> None:
    question = {**COMMON, "type": "number", "minimum": 0.5, "maximum": 1.5}
    assert Number.model_validate({**question, "whole": "false"}).minimum == 0.5
    with pytest.raises(ValidationError, match="minimum and maximum are not whole"):
        Number.model_validate(question)


def test_an_option_that_is_not_there_is_answered_by_those_that_are() -> None:
    question = SingleChoice.model_validate({**COMMON, "type": "single_choice", "options": OPTIONS})
    question.require_option("yes")
    with pytest.raises(PydanticCustomError) as refused:
        question.require_option("perhaps")
    assert refused.value.context == {
        "message": "perhaps is not one of the options.",
        "remedy": "Use one of: yes, no.",
    }


@pytest.mark.parametrize("number", [0, 31])
def test_a_page_asks_from_one_to_thirty_questions(number: int) -> None:
    questions = [{**COMMON, "type": "short_text"}] * number
    with pytest.raises(ValidationError, match="questions"):
        Page.model_validate({"key": "page", "title": "A page", "questions": questions})
