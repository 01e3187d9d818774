"""Pseudonyms replace names, and only the key of a transcript puts them back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coding.transcripts.keys import TEXT, key_file, pseudonyms_of, read_keys
from analysis.coding.transcripts.pseudonyms import (
    Place,
    new_position,
    new_segment,
    pseudonymised,
    restored,
)
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError
from tests.analysis.coding.transcripts.interview import CHOSEN, TURNS


def texts(turns: tuple[Turn, ...]) -> list[str]:
    return [turn.text for turn in turns]


def test_longer_words_are_replaced_first_and_words_within_words_stay() -> None:
    turns, _ = pseudonymised((*TURNS[:2], Turn("", None, None, "Annabel")), CHOSEN)
    assert turns[0].speaker == "[Person 1]"
    start, end = "[Person 1], we at [Company] use", "x. [Company] 🐦 is fine, says [Person 1]."
    assert texts(turns)[1:] == [f"{start} www.acme.example/{end}", "Annabel"]
    assert (turns[1].start, turns[1].end) == (2, 9)


def test_a_label_that_is_no_name_is_replaced_in_the_label_alone() -> None:
    said = [
        Turn("I", None, None, "What do you check?"),
        Turn("P4", None, None, "I check P4 and AI."),
    ]
    turns, _ = pseudonymised(said, {"I": "[Interviewer]", "P4": "[Person 1]", "AI": "[Name 1]"})
    assert [(turn.speaker, turn.text) for turn in turns] == [
        ("[Interviewer]", "What do you check?"),
        ("[Person 1]", "I check P4 and [Name 1]."),
    ]


def test_places_that_are_left_keep_their_words() -> None:
    said = [Turn("Mark", None, None, "Mark the data, Mark. Mark Smith?")]
    chosen = {"Mark": "[Person 1]", "Mark Smith": "[Person 2]"}
    left = {Place(0, TEXT, 0, "Mark"), Place(0, TEXT, 21, "Mark")}
    turns, key = pseudonymised(said, chosen, left=left)
    assert turns[0] == Turn("[Person 1]", None, None, "Mark the data, [Person 1]. [Person 2]?")
    assert restored(turns, key) == tuple(said)


def test_the_key_alone_gives_the_words_back() -> None:
    turns, key = pseudonymised(TURNS, CHOSEN)
    assert not any("Anna" in text for text in texts(turns))
    assert restored(turns, read_keys(key_file([key]))[0]) == TURNS
    assert pseudonyms_of([[key]]) == {**CHOSEN, "Anna Schmidt": "[Person 1]"}


def test_positions_move_with_the_words() -> None:
    turns, key = pseudonymised(TURNS, CHOSEN)
    for words in ("use", "🐦", "says"):
        before = TURNS[1].text.index(words)
        assert turns[1].text.index(words) == new_position(key, 1, before)
    assert new_position(key, 1, 2) == 0
    assert new_position(key, 1, len(TURNS[1].text)) == len(turns[1].text)


def test_a_segment_has_whole_the_words_that_it_cuts_through() -> None:
    text = "So Anna Schmidt said."
    turns, key = pseudonymised([Turn("", None, None, text)], {"Anna Schmidt": "[Person 1]"})
    replaced = {
        words: turns[0].text[
            slice(*new_segment(key, 0, text.index(words), text.index(words) + len(words)))
        ]
        for words in ("So Anna", "Anna", "Schmidt", "Schmidt said", "said", text)
    }
    assert replaced == {
        "So Anna": "So [Person 1]",
        "Anna": "[Person 1]",
        "Schmidt": "[Person 1]",
        "Schmidt said": "[Person 1] said",
        "said": "said",
        text: "So [Person 1] said.",
    }


words = st.text("ab [1]\n.", max_size=12)


choices = st.dictionaries(
    st.sampled_from(["a", "b", "ab", "a b", "."]), st.sampled_from(["[X]", "[Y 2]"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, words), max_size=3), choices)
def test_any_transcript_is_restored(said: list[tuple[str, str]], chosen: dict[str, str]) -> None:
    before = tuple(Turn(speaker, None, None, text) for speaker, text in said)
    after, key = pseudonymised(before, chosen)
    assert restored(after, key) == before


@pytest.mark.parametrize(
    ("pseudonym", "expected"),
    [
        ("Person 1", "Person 1 is no pseudonym."),
        ("[a\nb]", "is no pseudonym."),
        ("[there]", "[there] stands in the transcript already."),
    ],
)
def test_pseudonyms_can_be_told_from_words(pseudonym: str, expected: str) -> None:
    with pytest.raises(TranscriptFileError) as caught:
        pseudonymised([Turn("", None, None, "Anna [there]")], {"Anna": pseudonym})
    assert expected in str(caught.value)


def test_a_key_opens_its_own_transcript_only() -> None:
    turns, key = pseudonymised(TURNS, CHOSEN)
    with pytest.raises(TranscriptFileError, match="belongs to another transcript"):
        restored(turns[:1], key)


@pytest.mark.parametrize(
    "change",
    [{"turn": 9}, {"turn": -1}, {"start": 4}, {"part": "start"}, {"words": 3}, {"turn": "0"}],
)
def test_a_key_that_was_changed_by_hand_is_refused(change: dict[str, object]) -> None:
    """Its digest still fits, its places do not."""
    turns, key = pseudonymised(TURNS, CHOSEN)
    changed = replace(key.occurrences[0], **change)  # type: ignore[arg-type]
    text = key_file([replace(key, occurrences=(changed,))])
    with pytest.raises(TranscriptFileError, match=r"Use the key|Choose the JSON file"):
        restored(turns, read_keys(text)[0])
