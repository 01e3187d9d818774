"""The form of a page: its answers as they are stored, and drafts of it."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.question_types.base import BaseQuestion
from survey.participation.page_form import PageForm, sent_again, typed
from tests.survey.participation.questions_of_each_type import (
    EVERY,
    LINE,
    LONG,
    SEVERAL,
    SINGLE,
    WHOLE,
    answer,
    sent,
)


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_what_is_optional_can_be_left_out_and_stores_nothing(question: BaseQuestion) -> None:
    optional = question.model_copy(update={"required": False})
    assert answer(optional) is None
    form = PageForm([optional], sent())
    assert form.is_valid()
    assert form.answers() == {}


@pytest.mark.parametrize(("question", "chosen"), [(SINGLE, "other"), (SEVERAL, ["other"])])
def test_the_option_to_write_in_needs_its_words(question: BaseQuestion, chosen: Any) -> None:
    assert "write a few words" in answer(question, q=chosen)
    assert "write a few words" in answer(question, q=chosen, q__other="  ")
    stored = answer(question, q=chosen, q__other="a newt")
    assert stored["other"] == "a newt"


@pytest.mark.parametrize("question", [SINGLE, SEVERAL])
def test_words_beside_an_option_that_is_not_chosen_are_asked_about(question: BaseQuestion) -> None:
    asked = "You wrote words for “Something else” but did not choose it."
    assert asked in answer(question, q="cat", q__other="a newt")
    optional = question.model_copy(update={"required": False})
    assert asked in answer(optional, q__other="a newt")
    assert "other" not in answer(question, q="cat", q__other="  ")


def test_a_draft_holds_the_pages_own_fields_their_options_and_their_length() -> None:
    named = [
        question.model_copy(update={"key": question.type})
        for question in (SINGLE, SEVERAL, WHOLE, LONG)
    ]
    data = sent(
        single_choice="dog",
        multiple_choice=["cat", "dog", "other"],
        number="9" * 1000,
        long_text="a\x00\r\n" + "x" * 1_000_000,
        foreign="value",
        csrfmiddlewaretoken="t",
    )
    draft = typed(PageForm(named), data)
    assert set(draft) == {"single_choice", "multiple_choice", "number", "long_text"}
    assert draft["single_choice"] == ""
    assert draft["multiple_choice"] == ["cat", "other"]
    assert len(draft["number"]) == 40
    assert draft["long_text"] == "a\n" + "x" * 98


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.type)
def test_nothing_is_selected_before_somebody_answers(question: BaseQuestion) -> None:
    html = PageForm([question]).as_div()
    assert " checked" not in html
    assert not re.search(r'<input type="(text|number)"[^>]* value="', html)


def test_a_draft_is_read_as_if_its_page_had_just_been_sent() -> None:
    draft = {"single": "other", "single__other": "a newt", "several": ["cat", "another"]}
    data = sent_again(draft)
    assert data.getlist("several") == ["cat", "another"]
    form = PageForm(
        [
            SINGLE.model_copy(update={"key": "single"}),
            SEVERAL.model_copy(update={"key": "several"}),
        ],
        data,
    )
    assert form.is_valid()
    assert form.answers() == {
        "single": {"option": "other", "other": "a newt"},
        "several": {"options": ["cat", "another"]},
    }


def test_of_a_field_sent_twice_a_draft_holds_the_last() -> None:
    assert typed(PageForm([LINE]), sent(q=["one", "two"])) == {"q": "two"}


@given(words=st.text(max_size=300))
def test_a_draft_is_never_longer_than_its_field_and_holds_no_nul(words: str) -> None:
    draft = typed(PageForm([LONG]), sent(q=words))["q"]
    assert len(draft) <= 100
    assert "\0" not in draft
    assert words.replace("\r\n", "\n").replace("\0", "").startswith(draft)
