"""Answers in one's own words."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from survey.design.question_types.form_field import FieldKind, FormField
from survey.design.question_types.texts import LongText, ShortText
from survey.design.questions import Question

LINE = ShortText(type="short_text", key="who", text="Who?", max_length=30)
LONG = LongText(type="long_text", key="why", text="Why?")


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"type": "short_text", "max_length": 501}, "equal to 500"),
        ({"type": "long_text", "max_length": 0}, "equal to 1"),
    ],
)
def test_limits_that_no_page_could_show_are_refused(limits: dict[str, Any], message: str) -> None:
    question: TypeAdapter[Any] = TypeAdapter(Question)
    with pytest.raises(ValidationError, match=message):
        question.validate_python({"key": "asked", "text": "What?", **limits})


def test_a_line_and_an_area_take_as_many_characters_as_the_file_says() -> None:
    assert LINE.form_field() == FormField(kind=FieldKind.LINE, max_length=30)
    assert LONG.form_field() == FormField(kind=FieldKind.AREA, max_length=5000)


def test_a_text_is_stored_and_reads_to_the_letter() -> None:
    assert LONG.stored("As I like it.") == "As I like it."
    assert LONG.readable("As I like it.") == "As I like it."


def test_the_data_dictionary_has_the_most_characters() -> None:
    assert LINE.possible_values() == "up to 30 characters"
