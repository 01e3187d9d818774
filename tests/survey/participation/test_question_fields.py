"""Each type of question, given all that people and programs send."""

from typing import Any

import pytest

from survey.design.question_types.base import BaseQuestion
from survey.participation.page_form import PageForm
from tests.survey.participation.questions_of_each_type import (
    BROKEN,
    EVERY,
    LINE,
    LONG,
    SCALE,
    SEVERAL,
    SINGLE,
    WHOLE,
    answer,
    sent,
)


@pytest.mark.parametrize(
    ("question", "value", "stored"),
    [
        (SINGLE, "cat", {"option": "cat"}),
        (SINGLE, "another", {"option": "another"}),  # holds the letters of "other"
        (SEVERAL, ["another", "cat"], {"options": ["cat", "another"]}),
        (WHOLE, "0", 0),
        (WHOLE, "60", 60),
        (BROKEN, "0.75", 0.75),
        (SCALE, "1", 1),
        (SCALE, "5", 5),
        (LINE, "  a line ", "a line"),
        (LONG, "one\r\ntwo", "one\ntwo"),
    ],
)
def test_an_answer_is_stored_as_meant(question: BaseQuestion, value: Any, stored: Any) -> None:
    assert answer(question, q=value) == stored


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
@pytest.mark.parametrize("nothing", [{}, {"q": ""}, {"q": "   "}])
def test_what_is_required_is_asked_for(question: BaseQuestion, nothing: dict[str, str]) -> None:
    refusal = answer(question, **nothing)
    assert "Please" in refusal or "not one of the available choices" in refusal


@pytest.mark.parametrize("question", [SINGLE, WHOLE, BROKEN, LINE])
def test_no_browser_offers_what_somebody_before_wrote(question: BaseQuestion) -> None:
    typed_in = [field for field in PageForm([question]) if 'type="radio"' not in str(field)]
    assert typed_in
    for field in typed_in:
        assert 'autocomplete="off"' in str(field)


@pytest.mark.parametrize(
    "value", ["-1", "61", "1.5", "five", "1e3", "nan", "9" * 5000, "\x00", "1,000"]
)
def test_no_whole_number_or_one_out_of_range_is_answered_by_what_is_accepted(value: str) -> None:
    assert answer(WHOLE, q=value) == "Please write a whole number from 0 to 60."


@pytest.mark.parametrize("value", ["0.4", "1.51", "nan", "inf", "1e999", "-0.5"])
def test_a_number_out_of_range_is_answered_by_the_range(value: str) -> None:
    assert answer(BROKEN, q=value) == "Please write a number from 0.5 to 1.5."


@pytest.mark.parametrize("question", [SINGLE, SEVERAL, SCALE], ids=lambda question: question.type)
@pytest.mark.parametrize("value", ["dog", "0", "6", "2.0", "\x00", "<script>", "Cat"])
def test_an_option_that_was_not_offered_is_refused(question: BaseQuestion, value: str) -> None:
    assert "not one of the available choices" in answer(question, q=value)


def test_a_text_too_long_is_refused_whole_and_given_back() -> None:
    form = PageForm([LONG], sent(q="x" * 101))
    assert not form.is_valid()
    assert "at most 100 characters (it has 101)" in str(form.errors)
    assert "x" * 101 in form.as_div()


def test_a_line_break_counts_once_as_the_browser_counted_it() -> None:
    assert len(answer(LONG, q="a\r\n" * 49 + "ab")) == 100


@pytest.mark.parametrize(
    "text",
    [
        "😀👩🏽‍🔬",
        "مرحبا بالعالم",
        "\u202eright to left",
        "a\u200bb",
        "<script>alert(1)</script>",
        "{{ 7 }} {% now %}",
        "'; DROP TABLE survey_answer; --",
        "=1+1",
        "ﷺ" * 100,
    ],
)
def test_any_text_is_kept_to_the_letter(text: str) -> None:
    assert answer(LONG, q=text) == text


def test_a_character_no_database_keeps_is_refused_in_a_sentence() -> None:
    assert answer(LONG, q="a\x00b") == "Null characters are not allowed."


def test_script_tags_are_shown_inert() -> None:
    form = PageForm([LONG, LINE.model_copy(update={"key": "line"})], sent(q="</textarea><script>"))
    assert "<script>" not in form.as_div()
    assert "&lt;script&gt;" in form.as_div()
