"""One key file for a study holds what was replaced in each of its transcripts."""

import json

import pytest

from analysis.coding.transcripts.keys import (
    Key,
    Occurrence,
    key_file,
    pseudonyms_of,
    read_keys,
)
from analysis.coding.transcripts.pseudonyms import pseudonymised
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError
from tests.analysis.coding.transcripts.interview import CHOSEN, TURNS


def test_a_file_holds_the_keys_of_several_transcripts_each_once() -> None:
    first, second = (Key(digest, (Occurrence(0, "text", 0, "Ä", "[A]"),)) for digest in "ab")
    assert read_keys(key_file([first, second, first])) == (first, second)


def test_a_key_of_the_first_format_is_read_as_one_transcript() -> None:
    """Files that were written before a study had one key."""
    one = {"turn": 0, "part": "text", "start": 12, "words": "Anna", "pseudonym": "[Person 1]"}
    content = json.dumps({"format": 1, "digest": "x", "occurrences": [one]})
    assert read_keys(content) == (Key("x", (Occurrence(0, "text", 12, "Anna", "[Person 1]"),)),)


def test_within_one_file_a_person_may_be_called_by_other_words_and_the_latest_counts() -> None:
    """The second interview calls Anna by her surname; in the third, Anna is another person."""
    said = [("Anna", "[Person 1]"), ("Schmidt", "[Person 1]"), ("Anna", "[Person 5]")]
    keys = [Key(words, (Occurrence(0, "text", 0, words, named),)) for words, named in said]
    assert pseudonyms_of([keys]) == {"Anna": "[Person 5]", "Schmidt": "[Person 1]"}


def test_keys_of_transcripts_that_continued_each_other_are_used_together() -> None:
    _, first = pseudonymised(TURNS, CHOSEN)
    _, second = pseudonymised(
        [Turn("Anna", None, None, "Bob?")], {"Anna": "[Person 1]", "Bob": "[B]"}
    )
    assert pseudonyms_of([[first], [second]]) == {**CHOSEN, "Bob": "[B]"}


@pytest.mark.parametrize("chosen", [{"Anna": "[Person 2]"}, {"Bob": "[Person 1]"}])
def test_keys_that_contradict_each_other_are_refused(chosen: dict[str, str]) -> None:
    """Anna has two pseudonyms, or Anna and Bob have the same."""
    _, first = pseudonymised([Turn("Anna", None, None, "")], {"Anna": "[Person 1]"})
    _, second = pseudonymised([Turn("Anna", None, None, "Bob")], chosen)
    with pytest.raises(TranscriptFileError, match="The keys contradict each other on"):
        pseudonyms_of([[first], [second]])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 3}',
        '{"format": 2}',
        '{"format": 1, "digest": "x", "occurrences": [{"a": 1}]}',
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(TranscriptFileError, match="no key to a transcript"):
        read_keys(text)
