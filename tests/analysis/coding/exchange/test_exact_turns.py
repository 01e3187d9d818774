"""Texts of other programs in turns that are exactly their words."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.exchange.exact_turns import placed_turns


def spoken(text: str) -> list[tuple[str, str]]:
    return [(placed.turn.speaker, placed.turn.text) for placed in placed_turns(text)]


def test_labels_begin_turns_and_are_in_none() -> None:
    text = "Talk 3\n\nInterviewer: Hello.\n[00:12] P1:  It was\nthe data. \n\nInterviewer:\nI see."
    assert spoken(text) == [
        ("", "Talk 3"),
        ("Interviewer", "Hello."),
        ("P1", "It was\nthe data."),
        ("Interviewer", "I see."),
    ]
    assert placed_turns(text)[2].turn.start == 12


def test_without_labels_paragraphs_are_turns_with_their_line_ends() -> None:
    assert spoken("  One\ntwo \n \n\nThree\n") == [("", "One\ntwo"), ("", "Three")]
    assert spoken(" \n") == []


@given(st.text("Aa: .\n🐦ü", max_size=40))
def test_a_turn_is_its_place_in_the_text_and_no_word_is_lost(text: str) -> None:
    turns = placed_turns(text)
    assert all(text[placed.start : placed.end] == placed.turn.text for placed in turns)
    assert all(placed.turn.text == placed.turn.text.strip() != "" for placed in turns)
    between = [0, *(edge for placed in turns for edge in (placed.start, placed.end)), len(text)]
    assert between == sorted(between)
    if not any(placed.turn.speaker for placed in turns):
        outside = [text[a:b] for a, b in zip(between[::2], between[1::2], strict=True)]
        assert all(not words.strip() or ":" in words for words in outside)
