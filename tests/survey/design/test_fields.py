"""The field types of a study file: what each takes, and the sentence that refuses the rest."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from survey.design.fields import (
    LONGEST_TEXT,
    PATTERNS,
    Always,
    Day,
    Distinct,
    Key,
    Line,
    Slug,
    Switch,
    Term,
    Text,
)
from tests.survey.design.study_files import Refusal, assert_refused, refused

PICTURE = "![A dot](data:image/png;base64,AAAA)"


def taken(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


def refusal_of(kind: Any, value: object) -> str:
    """The message that refuses a value, and the remedy where the field has one of its own."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    [details] = caught.value.errors()
    remedy = details.get("ctx", {}).get("remedy", "")
    return f"{details['msg']} {remedy}".strip()


@refused(
    Refusal(
        "answers_until: 2036-12-31",
        "answers_until: 2036-02-30",
        "answers_until",
        "retention.answers_until",
        "there is no day 2036-02-30. Write a day such as 2027-01-31.",
    ),
    Refusal(
        "- key: sector",
        "- key: Sector!",
        "- key: Sector!",
        "background[1].questions[2].key",
        "Sector! does not fit here. Use lower-case letters",
    ),
    Refusal(
        "required: false",
        "required: maybe",
        "required: maybe",
        "closing[1].questions[1].required",
        "maybe is neither true nor false.",
    ),
    Refusal(
        "information: {file: information.md}",
        "information: information.md",
        "information",
        "information",
        "information.md would be shown as it stands. Write {file: information.md}",
    ),
    Refusal(
        "required: false",
        "required: no",
        "required: no",
        "closing[1].questions[1].required",
        "no is neither true nor false.",
    ),
)
def test_a_value_that_does_not_fit_its_field_is_refused_with_its_line(
    study_folder: Path, refusal: Refusal
) -> None:
    assert_refused(study_folder, refusal)


@pytest.mark.parametrize("key", ["a", "data_types", "x1", "a" * 50])
def test_a_key_is_a_lower_case_word(key: str) -> None:
    assert taken(Key, key) == key


@pytest.mark.parametrize("key", ["", "A", "1a", "_a", "a-b", "a b", "ä", "a" * 51, "a\n"])
def test_nothing_else_is_a_key(key: str) -> None:
    assert "should match pattern" in refusal_of(Key, key)


@pytest.mark.parametrize("slug", ["a", "tda-needfinding", "2027-a", "a" * 60])
def test_a_slug_is_made_of_words_with_hyphens_between_them(slug: str) -> None:
    assert taken(Slug, slug) == slug


@pytest.mark.parametrize("slug", ["", "-a", "a-", "a--b", "A", "a_b", "a/b", "..", "a" * 61])
def test_nothing_else_is_a_slug(slug: str) -> None:
    assert refusal_of(Slug, slug)


def test_every_pattern_has_a_remedy_that_says_what_to_write() -> None:
    for pattern, remedy in PATTERNS.items():
        assert re.compile(pattern)
        assert re.match("(Use|Write) .*\\.$", remedy)


def test_a_line_and_a_text_lose_the_spaces_around_them() -> None:
    assert taken(Line, "  Two words ") == "Two words"
    assert taken(Text, "\n Two\nlines \n") == "Two\nlines"


@pytest.mark.parametrize("kind", [Line, Term, Text])
def test_a_field_of_words_is_not_empty(kind: Any) -> None:
    for empty in ("", "   "):
        assert refusal_of(kind, empty) == "String should have at least 1 character"


def test_a_line_has_neither_line_breaks_nor_pictures() -> None:
    assert refusal_of(Line, "a\nb") == "this should be one line. Take out the line breaks."
    assert refusal_of(Line, f"See {PICTURE}") == "no picture is shown here. Move it into a text."


def test_a_line_has_at_most_500_characters() -> None:
    assert taken(Line, "x" * 500) == "x" * 500
    assert refusal_of(Line, "x" * 501) == "this text is too long. Use at most 500 characters."


def test_a_term_of_the_glossary_is_short() -> None:
    assert taken(Term, " loss ") == "loss"
    assert "at most 60 characters" in refusal_of(Term, "x" * 61)


def test_the_length_of_a_text_does_not_count_its_pictures() -> None:
    longest = "x" * (LONGEST_TEXT - len("![A dot]()")) + PICTURE
    assert taken(Text, longest) == longest
    assert refusal_of(Text, longest + "x") == (
        "this text is too long. Use at most 50000 characters."
    )


def test_the_name_of_a_file_is_not_taken_for_its_text() -> None:
    assert refusal_of(Text, "consent.md") == (
        "consent.md would be shown as it stands. Write {file: consent.md} for its text."
    )
    assert taken(Text, "See consent.md") == "See consent.md"


@pytest.mark.parametrize(("value", "meant"), [("true", True), ("false", False), (True, True)])
def test_a_switch_is_true_or_false(value: object, meant: bool) -> None:
    assert taken(Switch, value) is meant


@pytest.mark.parametrize("value", ["yes", "on", "1", "True"])
def test_no_other_word_switches_anything(value: str) -> None:
    assert refusal_of(Switch, value) == (f"{value} is neither true nor false. Write true or false.")


def test_what_always_holds_can_be_written_and_not_switched_off() -> None:
    assert taken(Annotated[bool, Always], "true") is True
    assert refusal_of(Annotated[bool, Always], "false") == (
        "this question has to be answered. Leave out required."
    )


@given(day=st.dates())
def test_a_day_is_read_back_from_how_it_is_written(day: date) -> None:
    assert taken(Day, day.isoformat()) == day


@pytest.mark.parametrize("value", ["2027-02-29", "31.1.2027", "tomorrow", "", "2027"])
def test_a_day_that_is_none_is_answered_by_an_example(value: str) -> None:
    assert refusal_of(Day, value) == f"there is no day {value}. Write a day such as 2027-01-31."


@given(values=st.lists(st.integers(0, 5), max_size=6))
def test_values_are_taken_exactly_where_none_is_repeated(values: list[int]) -> None:
    kind = Annotated[tuple[int, ...], Distinct]
    if len(set(values)) == len(values):
        assert taken(kind, values) == tuple(values)
    else:
        assert "is named more than once. Keep one of them." in refusal_of(kind, values)
