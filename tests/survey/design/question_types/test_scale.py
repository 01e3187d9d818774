"""Scales: steps with words at both ends."""

import pytest
from pydantic import ValidationError

from survey.design.question_types.form_field import FieldKind
from survey.design.question_types.scale import Scale

COMMON = {"type": "scale", "key": "sure", "text": "How sure?"}
SURE = Scale.model_validate(
    {**COMMON, "maximum": 3, "minimum_label": "not", "maximum_label": "very"}
)
STEPS = {"1": "1: not", "2": "2", "3": "3: very"}


@pytest.mark.parametrize(
    ("limits", "message"), [({"minimum": 2}, "equal to 1"), ({"maximum": 11}, "to 10")]
)
def test_limits_that_no_page_could_show_are_refused(limits: dict[str, int], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Scale.model_validate({**COMMON, "minimum_label": "a", "maximum_label": "b", **limits})


def test_the_steps_are_radio_buttons_and_the_options_that_a_report_counts() -> None:
    assert SURE.options_by_key() == STEPS
    field = SURE.form_field()
    assert (field.kind, field.choices) == (FieldKind.RADIOS, tuple(STEPS.items()))


def test_a_step_is_stored_as_a_number() -> None:
    assert SURE.stored("3") == 3
    assert SURE.readable(3) == "3"


def test_the_data_dictionary_has_both_ends_in_words() -> None:
    assert SURE.possible_values() == "1 (not) to 3 (very)"
