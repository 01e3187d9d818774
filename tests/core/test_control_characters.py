"""Which characters are no text."""

import pytest

from core.control_characters import control_character, name_of, unstorable_character


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe", "\uffff"])
def test_the_first_character_that_no_page_can_hold_is_found(character: str) -> None:
    assert control_character(f"ab{character}c\x01") == character
    assert name_of(character) == f"the character U+{ord(character):04X}"


@pytest.mark.parametrize("text", ["", "a\tb\r\nc", "\u200b\u202e", "\U0001f426"])
def test_whitespace_marks_of_direction_and_pictographs_are_text(text: str) -> None:
    assert control_character(text) is None


@pytest.mark.parametrize(
    ("text", "character"),
    [("a\0b", "\0"), ("cut \ud83d", "\ud83d"), ("\udcff", "\udcff"), ("\x1b\x85\uffff é", None)],
)
def test_what_a_database_fails_on_is_nul_and_half_of_a_pair(
    text: str, character: str | None
) -> None:
    assert unstorable_character(text) == character
