"""Choices: how they are asked, stored and read, with and without an option to write in."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from survey.design.question_types.choices import OTHER, MultipleChoice, SingleChoice
from survey.design.question_types.form_field import FieldKind, WriteInLine
from survey.design.questions import Question
from tests.survey.design.study_files import Refusal, assert_refused, refused

QUESTION: TypeAdapter[Any] = TypeAdapter(Question)
OPTIONS = {"cat": "A cat", "dog": "A dog", "newt": "A newt"}
WITH_OTHER = {**OPTIONS, "other": "Something else"}
SINGLE = SingleChoice(type="single_choice", key="pet", text="Which?", options=OPTIONS)
SINGLE_OR_OTHER = SINGLE.model_copy(update={"other": "Another"})
SEVERAL = MultipleChoice(type="multiple_choice", key="pets", text="Which?", options=OPTIONS)
SEVERAL_OR_OTHER = SEVERAL.model_copy(update={"other": "Others"})


@refused(
    Refusal(
        "woman: Woman",
        "other: Woman",
        "- key: gender",
        "background[1].questions[1]",
        "the option key other cannot be told from the option to write in.",
    ),
)
def test_a_choice_that_cannot_be_answered_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


def test_a_choice_has_at_least_two_options() -> None:
    with pytest.raises(ValidationError, match="at least 2 items"):
        QUESTION.validate_python({**SINGLE.model_dump(), "options": {"cat": "A cat"}})


@pytest.mark.parametrize("question", [SINGLE, SEVERAL], ids=lambda question: question.type)
def test_an_option_is_never_taken_for_the_one_to_write_in(question: SingleChoice) -> None:
    written = {**question.model_dump(), "options": WITH_OTHER}
    assert OTHER in QUESTION.validate_python(written).options
    with pytest.raises(
        ValidationError, match="cannot be told from the option to write in"
    ) as refused:
        QUESTION.validate_python({**written, "other": "Write it"})
    assert refused.value.errors()[0]["ctx"]["remedy"] == "Give that option another key."


def test_an_option_that_is_not_there_is_answered_by_those_that_are() -> None:
    SINGLE.require_option("dog")
    with pytest.raises(PydanticCustomError) as refused:
        SINGLE.require_option("horse")
    assert refused.value.context == {
        "message": "horse is not one of the options.",
        "remedy": "Use one of: cat, dog, newt.",
    }


@pytest.mark.parametrize(
    ("question", "kind"), [(SINGLE, FieldKind.RADIOS), (SEVERAL, FieldKind.CHECKBOXES)]
)
def test_the_options_are_shown_in_the_order_of_the_file(
    question: SingleChoice, kind: FieldKind
) -> None:
    field = question.form_field()
    assert (field.kind, field.write_in) == (kind, None)
    assert field.choices == tuple(OPTIONS.items())


def test_the_option_to_write_in_comes_last_and_has_a_line_named_after_the_question() -> None:
    field = SINGLE_OR_OTHER.form_field()
    assert field.choices == (*OPTIONS.items(), ("other", "Another"))
    assert field.write_in == WriteInLine(
        name="pet__other", option="other", option_text="Another", max_length=200
    )
    assert list(SINGLE_OR_OTHER.options_by_key()) == ["cat", "dog", "newt", "other"]


def test_an_option_is_stored_by_its_key() -> None:
    assert SINGLE.stored("dog") == {"option": "dog"}


def test_words_written_in_are_stored_with_the_option_they_belong_to_and_with_no_other() -> None:
    stored = SINGLE_OR_OTHER.stored(OTHER, "a horse")
    assert stored == {"option": "other", "other": "a horse"}
    assert SINGLE_OR_OTHER.stored("cat", "a horse") == {"option": "cat"}


def test_several_options_are_stored_in_the_order_shown() -> None:
    assert SEVERAL.stored(["newt", "cat"]) == {"options": ["cat", "newt"]}
    assert SEVERAL_OR_OTHER.stored([OTHER, "dog"], "a horse") == {
        "options": ["dog", "other"],
        "other": "a horse",
    }
    assert SEVERAL_OR_OTHER.stored(["dog"], "a horse") == {"options": ["dog"]}


@given(options=st.permutations([*OPTIONS, OTHER]), words=st.text(min_size=1))
def test_the_order_in_which_options_were_sent_leaves_no_trace(
    options: list[str], words: str
) -> None:
    assert SEVERAL_OR_OTHER.stored(options, words) == {
        "options": [*OPTIONS, OTHER],
        "other": words,
    }


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        (SINGLE, {"option": "cat"}, "A cat"),
        (SINGLE_OR_OTHER, {"option": "other", "other": "a horse"}, "Another: a horse"),
        (SEVERAL, {"options": ["cat", "newt"]}, "A cat; A newt"),
        (SEVERAL, {"options": []}, ""),
        (
            SEVERAL_OR_OTHER,
            {"options": ["dog", "other"], "other": "a horse"},
            "A dog; Others: a horse",
        ),
    ],
)
def test_an_answer_reads_as_it_stood_on_the_page(
    question: SingleChoice, value: object, words: str
) -> None:
    assert question.readable(value) == words


def test_an_option_with_the_key_other_is_stored_and_reads_as_any_option() -> None:
    single = SINGLE.model_copy(update={"options": WITH_OTHER})
    assert single.stored("other", "ignored") == {"option": "other"}
    assert single.readable({"option": "other"}) == "Something else"
    several = SEVERAL.model_copy(update={"options": WITH_OTHER})
    assert several.stored(["other", "cat"], "ignored") == {"options": ["cat", "other"]}
    assert several.readable({"options": ["cat", "other"]}) == "A cat; Something else"


def test_the_data_dictionary_lists_the_options_with_the_one_to_write_in() -> None:
    assert SINGLE.possible_values() == "cat: A cat; dog: A dog; newt: A newt"
    assert SEVERAL_OR_OTHER.possible_values().endswith("newt: A newt; other: Others")


def test_simulated_participants_choose_every_option_and_write_in_beside_other() -> None:
    sent = [SEVERAL_OR_OTHER.simulated(Random(seed)) for seed in range(200)]  # noqa: S311
    assert {option for fields in sent for option in fields["pets"]} == {*OPTIONS, OTHER}
    assert {len(fields["pets"]) for fields in sent} == {1, 2, 3}
    assert all((OTHER in fields["pets"]) == ("pets__other" in fields) for fields in sent)
