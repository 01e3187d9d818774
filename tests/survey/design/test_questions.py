"""The types of question that a study file can name, and the page that asks them."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from survey.design.questions import Page, Question

QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
COMMON = {"key": "asked", "text": "What?"}
OPTIONS = {"yes": "Yes", "no": "No"}


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


@pytest.mark.parametrize("number", [0, 31])
def test_a_page_asks_from_one_to_thirty_questions(number: int) -> None:
    questions = [{**COMMON, "type": "short_text"}] * number
    with pytest.raises(ValidationError, match="questions"):
        Page.model_validate({"key": "page", "title": "A page", "questions": questions})
