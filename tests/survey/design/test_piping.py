"""Placeholders: a closed list, filled in as plain words, and only by what is known by then."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.piping import (
    filled_line,
    filled_text,
    in_brackets,
    out_of_reach,
    placeholders_in,
)
from survey.design.texts import rendered

WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
NASTY = st.text(alphabet="<>&\"'`*_[]()#|!\\{}- \n\ue000\ue0010az:/")


def test_a_placeholder_is_read_with_its_fallback() -> None:
    (plain, spoken, unknown) = placeholders_in(
        'A {{ setting.action }} or {{answer.remarks  or "nothing, yet"}}, {{ settings }}'
    )
    assert (plain.name, plain.fallback, str(plain)) == (
        "setting.action",
        "\N{EN DASH}",
        "{{ setting.action }}",
    )
    assert (spoken.answer, spoken.fallback) == ("remarks", "nothing, yet")
    assert not unknown.is_known


@pytest.mark.parametrize(
    "name",
    ["setting", "setting.amount_2", "error", "error.true_class", "error.any_fact", "answer.a_1"],
)
def test_every_known_name_is_filled_in_a_line_and_in_a_text(name: str) -> None:
    written, values = f"Why {{{{ {name} }}}}?", {name: "a & b"}
    assert filled_line(written, values) == "Why a & b?"
    assert filled_text(written, values) == "<p>Why a &amp; b?</p>\n"


def test_whoever_does_not_take_part_reads_what_stands_there_in_brackets() -> None:
    axes = {"amount": "number of samples"}
    text = 'Why {{setting.amount}} of {{ setting }} & {{ error.fact }}, {{ answer.a or "no" }}?'
    assert in_brackets(text, axes) == "Why [number of samples] of [setting] & [error], [answer]?"
    assert in_brackets("Why {{ settings }}?", axes) == "Why {{ settings }}?"


@pytest.mark.parametrize("name", ["settings", "settings.action", "errors", "answer.", "study"])
def test_a_name_of_no_known_form_is_left_as_it_is_written(name: str) -> None:
    written = f"Why {{{{ {name} }}}}?"
    assert filled_line(written, {name: "words"}) == written
    assert filled_text(written, {name: "words"}) == f"<p>{written}</p>\n"


def test_nothing_is_a_dash_or_the_words_given_for_it() -> None:
    for values in ({}, {"answer.a": ""}, {"answer.a": " \n "}):
        assert filled_line('{{ answer.a }} {{ answer.a or "none" }}', values) == (
            "\N{EN DASH} none"
        )


def test_words_become_one_line() -> None:
    assert filled_line("“{{ answer.a }}”", {"answer.a": "one\n\n  two"}) == "“one two”"


@given(text=WORDS)
def test_a_line_without_placeholders_stays_as_it_is(text: str) -> None:
    if not list(placeholders_in(text)):
        assert filled_line(text, {"setting": "x"}) == text
        assert filled_text(text, {"setting": "x"}) == rendered(text)


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html)


@given(value=NASTY | WORDS, around=NASTY)
def test_no_word_that_is_filled_in_becomes_markup_or_a_link(value: str, around: str) -> None:
    text = f"{around}\n\n- **{{{{ answer.a }}}}** [{{{{ answer.a }}}}](https://example.org)"
    html = filled_text(text, {"answer.a": value})
    assert tags(html) == tags(filled_text(text, {"answer.a": "words"}))


@pytest.mark.parametrize(
    "value",
    [
        "<script>alert(1)</script>",
        "[x](https://evil.example)",
        "<https://evil.example>",
        "![x](data:image/png;base64,AAAA)",
        "{{ setting }}",
        "**bold**",
        '" onclick="x',
    ],
)
def test_words_are_shown_as_they_were_typed(value: str) -> None:
    html = filled_text(
        'You said "{{ answer.a }}". ![{{ answer.a }}](data:image/png;base64,AAAA)',
        {"answer.a": value, "setting": "never"},
    )
    assert html.count("<") == 3  # the paragraph and the picture
    assert "never" not in html
    assert html.count("onclick") == 2 * value.count("onclick")
    assert 'onclick="x' not in html


def test_rendered_texts_in_memory_hold_nobodys_words() -> None:
    rendered.cache_clear()
    filled_text("{{ answer.a }}", {"answer.a": "one"})
    filled_text("{{ answer.a }}", {"answer.a": "two"})
    assert rendered.cache_info().currsize == 1


def test_what_stands_in_an_address_is_not_filled_in() -> None:
    (placeholder,) = out_of_reach("[x](https://example.org/{{answer.a}}) {{ answer.b }}")
    assert placeholder.name == "answer.a"
