"""A key goes on to fit a transcript that was corrected after it was written."""

import pytest

from analysis.coding.transcripts.corrections import correct, talk_of, undo_correction
from analysis.coding.transcripts.edits import (
    Correction,
    correct_words,
    merge_turns,
    rename_speaker,
    split_turn,
)
from analysis.coding.transcripts.fitting_keys import original_of
from analysis.coding.transcripts.keys import Key
from analysis.coding.transcripts.store import store_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError
from analysis.models import Transcript
from tests.analysis.coding_world import BY, InterviewWorld
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SAID = (
    Turn("I", None, None, "Hello Anna Schmidt."),
    Turn("Anna Schmidt", None, None, "Hello. I am Anna, of Acme, says Anna."),
    Turn("Bo Chen", None, None, "And I am Bo."),
)
CHOSEN = {"Anna Schmidt": "[Person 1]", "Anna": "[Person 1]", "Acme": "[C]", "Bo": "[Person 2]"}


@pytest.fixture
def stored(interviews: InterviewWorld) -> tuple[Transcript, Key]:
    return store_transcript(interviews.person(), "One", SAID, CHOSEN, now=NOON)


def change(transcript: Transcript, correction: Correction) -> None:
    transcript.refresh_from_db()
    correct(transcript, correction, seen=transcript.digest, **BY)
    transcript.refresh_from_db()


def said(transcript: Transcript, key: Key) -> tuple[list[tuple[str, str]], int]:
    turns, missing = original_of(transcript, [key])
    return [(turn.speaker, turn.text) for turn in turns], missing


def test_names_are_put_back_wherever_their_words_have_gone(
    stored: tuple[Transcript, Key],
) -> None:
    transcript, key = stored
    change(transcript, split_turn(talk_of(transcript), 2, 7))
    change(transcript, correct_words(talk_of(transcript), 1, "Hello to you, [Person 1]."))
    change(transcript, merge_turns(talk_of(transcript), 3))
    change(transcript, rename_speaker(talk_of(transcript), "I", "Q"))
    assert said(transcript, key) == (
        [
            ("Q", "Hello to you, Anna Schmidt."),
            ("Anna Schmidt", "Hello."),
            ("Anna Schmidt", "I am Anna, of Acme, says Anna. And I am Bo."),
        ],
        0,
    )


def test_names_whose_words_were_corrected_are_counted(stored: tuple[Transcript, Key]) -> None:
    transcript, key = stored
    change(
        transcript, correct_words(talk_of(transcript), 2, "Hello. I am of [C], says [Person 1].")
    )
    turns, missing = said(transcript, key)
    assert (turns[1][1], missing) == ("Hello. I am of Acme, says Anna.", 1)


def test_a_key_fits_again_once_the_change_is_undone(stored: tuple[Transcript, Key]) -> None:
    transcript, key = stored
    change(transcript, merge_turns(talk_of(transcript), 1))
    undo_correction(transcript, transcript.changes.get().guid, **BY)
    transcript.refresh_from_db()
    assert original_of(transcript, [key]) == (SAID, 0)


def test_the_key_of_another_transcript_is_refused(
    interviews: InterviewWorld, stored: tuple[Transcript, Key]
) -> None:
    _other, key = store_transcript(interviews.person(), "Two", SAID[:1], CHOSEN, now=NOON)
    with pytest.raises(TranscriptFileError, match="belongs to another transcript"):
        original_of(stored[0], [key])
