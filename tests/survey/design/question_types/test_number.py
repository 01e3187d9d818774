"""Numbers: their limits, and the field in which they are typed."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from survey.design.question_types.form_field import FieldKind, FormField
from survey.design.question_types.number import Number
from tests.survey.design.study_files import Refusal, assert_refused, refused

COMMON = {"type": "number", "key": "asked", "text": "How many?"}
AGE = Number(type="number", key="age", text="How old?", minimum=0, maximum=20, unit="years")
HOURS = AGE.model_copy(update={"minimum": 0.5, "maximum": 1.0, "whole": False, "unit": None})


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
)
def test_a_number_that_cannot_be_answered_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_a_number_has_finite_limits() -> None:
    with pytest.raises(ValidationError, match="finite number"):
        Number.model_validate({**COMMON, "minimum": 0, "maximum": "inf"})


@given(minimum=st.integers(-99, 99), maximum=st.integers(-99, 99))
def test_the_range_of_a_number_is_taken_exactly_where_it_rises(minimum: int, maximum: int) -> None:
    question = {**COMMON, "minimum": minimum, "maximum": maximum}
    if minimum < maximum:
        assert Number.model_validate(question).maximum == maximum
    else:
        with pytest.raises(ValidationError, match="is not below maximum"):
            Number.model_validate(question)


def test_a_number_that_need_not_be_whole_has_broken_limits() -> None:
    question: dict[str, Any] = {**COMMON, "minimum": 0.5, "maximum": 1.5}
    assert Number.model_validate({**question, "whole": "false"}).minimum == 0.5
    with pytest.raises(ValidationError, match="minimum and maximum are not whole"):
        Number.model_validate(question)


def test_the_field_says_what_it_takes_with_numbers_as_the_file_has_them() -> None:
    assert AGE.form_field() == FormField(
        kind=FieldKind.INTEGER,
        minimum=0,
        maximum=20,
        number_message="Please write a whole number from 0 to 20.",
        unit="years",
    )
    field = HOURS.form_field()
    assert field.kind is FieldKind.DECIMAL
    assert field.number_message == "Please write a number from 0.5 to 1."


def test_a_number_is_stored_and_reads_as_it_is() -> None:
    assert AGE.stored(7) == 7
    assert AGE.readable(7) == "7"


def test_the_data_dictionary_has_the_limits_and_the_unit() -> None:
    assert AGE.possible_values() == "0 to 20 years"
    assert HOURS.possible_values() == "0.5 to 1"
