"""What a text says does not hang on how it is written, and a number keeps its sign."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from survey.design.consent import Criterion
from survey.design.meaning import differences, plain_words, same_meaning
from survey.design.question_types.base import BaseQuestion
from survey.design.questions import Question
from survey.design.tutorial import CheckQuestion

QUESTION: TypeAdapter[BaseQuestion] = TypeAdapter(Question)
CHOICE = {"type": "single_choice", "options": {"few": "Less than 1 year", "more": "1 year or more"}}
NUMBER = {"type": "number", "minimum": 0, "maximum": 60}
SCALE = {"type": "scale", "minimum_label": "Not at all", "maximum_label": "Very"}
CRITERION = {**CHOICE, "eligible": ["few"]}
CHECKED = {**CHOICE, "correct": "few", "explanation": "Count them."}


def question(written: dict[str, Any], **changed: Any) -> BaseQuestion:
    return QUESTION.validate_python(
        {"key": "years", "text": "For how many years?", **written, **changed}
    )


@pytest.mark.parametrize(
    ("written", "again"),
    [
        ("Why, and how?", "why and how"),
        ("What do **you** `see`?", "What do you see"),
        ("An _error_\nof the model", "An error of the  model."),
        ("It's “good”", "It\N{RIGHT SINGLE QUOTATION MARK}s good!"),
        ("1\N{EN DASH}3 years", "1-3 years"),
        ("Not at all \N{EM DASH} never", "not at all, never"),
        ("\N{MINUS SIGN}5 degrees", "-5 degrees"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"),
    ],
)
def test_a_text_that_is_only_written_otherwise_says_the_same(written: str, again: str) -> None:
    assert plain_words(written) == plain_words(again)


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("Do you like it?", "Do you not like it?"),
        ("5 degrees", "-5 degrees"),
        ("1-3 years", "13 years"),
        ("1.5 years", "15 years"),
        ("< 1 year", "> 1 year"),
        ("5 %", "5"),
        ("10\N{SUPERSCRIPT TWO}", "102"),
        ("+", "-"),
        ("?", "!"),
        ("{{ setting.action }}", "{{ setting.metric }}"),
    ],
)
def test_another_word_number_or_sign_says_something_else(written: str, other: str) -> None:
    assert plain_words(written) != plain_words(other)


@given(st.text(min_size=1).filter(str.strip))
def test_every_text_says_something_and_its_words_say_the_same(text: str) -> None:
    assert plain_words(text)
    assert plain_words(plain_words(text)) == plain_words(text)


@pytest.mark.parametrize(
    ("written", "changed", "said"),
    [
        (CHOICE, {"type": "multiple_choice"}, ["type was single_choice"]),
        (CHOICE, {"text": "For how many months?"}, ["text was “For how many years?”"]),
        (
            CHOICE,
            {"options": {"few": "Less than 2 years", "more": "1 year or more"}},
            ["options.few was “Less than 1 year”"],
        ),
        (
            CHOICE,
            {"options": {"none": "None", "few": "Less than 1 year"}},
            ["options.more was “1 year or more”", "options.none was absent"],
        ),
        (CHOICE, {"other": "I cannot say"}, ["other was absent"]),
        ({**CHOICE, "other": "Else"}, {"other": None}, ["other was “Else”"]),
        (NUMBER, {"minimum": 1, "maximum": 50}, ["minimum was 0", "maximum was 60"]),
        (NUMBER, {"whole": False}, ["whole was true"]),
        (NUMBER, {"unit": "months"}, ["unit was absent"]),
        ({**NUMBER, "maximum": 0.5, "whole": False}, {"maximum": 1}, ["maximum was 0.5"]),
        (SCALE, {"minimum": 0}, ["minimum was 1"]),
        (SCALE, {"maximum": 7}, ["maximum was 5"]),
        (SCALE, {"minimum_label": "A little"}, ["minimum_label was “Not at all”"]),
        ({"type": "long_text"}, {"type": "short_text"}, ["type was long_text"]),
    ],
)
def test_what_was_otherwise_is_named(
    written: dict[str, Any], changed: dict[str, Any], said: list[str]
) -> None:
    before, now = question(written), question(written | changed)
    assert differences(now, before) == said
    assert not same_meaning(now, before)
    assert not same_meaning(before, now)


def test_of_another_type_the_type_alone_is_named() -> None:
    assert differences(question(NUMBER), question(CHOICE)) == ["type was single_choice"]
    assert differences(question(CHOICE), question(NUMBER)) == ["type was number"]


@pytest.mark.parametrize("written", [CHOICE, NUMBER, SCALE, {"type": "long_text"}])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"text": "for how many *years*"},
        {"help": "Count whole years.", "required": False},
        {"identifying": True},
    ],
)
def test_a_correction_help_and_whether_it_has_to_be_answered_leave_the_meaning(
    written: dict[str, Any], changed: dict[str, Any]
) -> None:
    assert differences(question(written, **changed), question(written)) == []


def test_neither_the_order_of_options_nor_the_room_for_words_is_a_meaning() -> None:
    options = dict(reversed(CHOICE["options"].items()))  # type: ignore[attr-defined]
    assert same_meaning(question(CHOICE, options=options), question(CHOICE))
    words = {"type": "long_text"}
    assert same_meaning(question(words, max_length=9), question(words))


def test_who_is_eligible_is_part_of_what_a_criterion_asks() -> None:
    asked = {"key": "years", "text": "For how many years?"}
    before = Criterion.model_validate(asked | CRITERION)
    now = Criterion.model_validate(asked | CRITERION | {"eligible": ["more"]})
    assert differences(now, before) == ["eligible was few"]


def test_what_is_correct_is_part_of_what_a_check_asks_and_its_explanation_is_not() -> None:
    asked = {"key": "years", "text": "For how many years?"}
    before = CheckQuestion.model_validate(asked | CHECKED)
    explained = CheckQuestion.model_validate(asked | CHECKED | {"explanation": "Look again."})
    now = CheckQuestion.model_validate(asked | CHECKED | {"correct": "more"})
    assert differences(explained, before) == []
    assert differences(now, before) == ["correct was “few”"]
