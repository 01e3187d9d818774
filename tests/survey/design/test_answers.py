"""Answers to each type of question: how they are stored, and how they read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.answers import (
    OTHER,
    choice_value,
    choices_value,
    other_name,
    readable,
)
from survey.design.questions import LongText, MultipleChoice, Number, SingleChoice

OPTIONS = {"cat": "A cat", "dog": "A dog", "newt": "A newt"}
SINGLE = SingleChoice(type="single_choice", key="pet", text="Which?", options=OPTIONS)
SINGLE_OR_OTHER = SINGLE.model_copy(update={"other": "Another"})
SEVERAL = MultipleChoice(type="multiple_choice", key="pets", text="Which?", options=OPTIONS)
SEVERAL_OR_OTHER = SEVERAL.model_copy(update={"other": "Others"})
LINE = LongText(type="long_text", key="why", text="Why?")
AGE = Number(type="number", key="age", text="How old?", minimum=0, maximum=20)


def test_an_option_is_stored_by_its_key() -> None:
    assert choice_value(SINGLE, "dog", "") == {"option": "dog"}


def test_words_written_in_are_stored_with_the_option_they_belong_to_and_with_no_other() -> None:
    stored = choice_value(SINGLE_OR_OTHER, OTHER, "a horse")
    assert stored == {"option": "other", "other": "a horse"}
    assert choice_value(SINGLE_OR_OTHER, "cat", "a horse") == {"option": "cat"}


def test_several_options_are_stored_in_the_order_shown() -> None:
    assert choices_value(SEVERAL, ["newt", "cat"], "") == {"options": ["cat", "newt"]}
    assert choices_value(SEVERAL_OR_OTHER, [OTHER, "dog"], "a horse") == {
        "options": ["dog", "other"],
        "other": "a horse",
    }
    assert choices_value(SEVERAL_OR_OTHER, ["dog"], "a horse") == {"options": ["dog"]}


@given(options=st.permutations([*OPTIONS, OTHER]), words=st.text(min_size=1))
def test_the_order_in_which_options_were_sent_leaves_no_trace(
    options: list[str], words: str
) -> None:
    assert choices_value(SEVERAL_OR_OTHER, options, words) == {
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
        (LINE, "As I like it.", "As I like it."),
        (AGE, 7, "7"),
    ],
)
def test_an_answer_reads_as_it_stood_on_the_page(
    question: SingleChoice, value: object, words: str
) -> None:
    assert readable(question, value) == words


def test_an_option_with_the_key_other_reads_as_any_option() -> None:
    question = SINGLE.model_copy(update={"options": {**OPTIONS, "other": "Something else"}})
    assert choice_value(question, "other", "ignored") == {"option": "other"}
    assert readable(question, {"option": "other"}) == "Something else"


def test_the_field_to_write_in_is_named_after_its_question() -> None:
    assert other_name(SINGLE) == "pet__other"
    assert other_name(SINGLE) != other_name(SEVERAL)
