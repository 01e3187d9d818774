"""Turns are corrected the same way before an import and after, and segments move along."""

from collections.abc import Callable

import pytest

from analysis.coding.transcripts.edits import (
    Carried,
    Correction,
    Segment,
    Talk,
    alternate_speakers,
    correct_words,
    merge_turns,
    rename_speaker,
    set_interviewers,
    set_speaker,
    split_turn,
)
from analysis.coding.transcripts.turns import Turn
from analysis.errors import CannotCorrect

TALK = Talk(
    (
        Turn("", 0, 1, "What do you do?"),
        Turn("", 1, 5, "I look. I ask."),
        Turn("I", 5, 6, "And then?"),
        Turn("", 6, 9, "Nothing."),
    ),
    interviewers=("I",),
)


def speakers(correction: Correction) -> list[str]:
    return [turn.speaker for turn in TALK.corrected(correction).turns]


def test_speakers_are_set_by_turn_by_range_and_in_alternation() -> None:
    assert speakers(set_speaker(TALK, 2, 2, "P1")) == ["", "P1", "I", ""]
    assert speakers(set_speaker(TALK, 1, 3, "P1")) == ["P1", "P1", "P1", ""]
    assert speakers(alternate_speakers(TALK, 2, "P1", "I")) == ["", "P1", "I", "P1"]
    assert alternate_speakers(TALK, 2, "P1", "I").summary == "Speakers alternate from turn 2 on"


def test_renaming_keeps_who_interviews_and_a_speaker_without_turns_is_none() -> None:
    renamed = TALK.corrected(rename_speaker(TALK, "I", "Interviewer"))
    assert (renamed.interviewers, renamed.turns[2].speaker) == (("Interviewer",), "Interviewer")
    assert TALK.corrected(set_speaker(TALK, 3, 3, "P1")).interviewers == ()
    assert TALK.corrected(set_interviewers(TALK, [""])).interviewers == ("",)


def test_words_are_corrected_and_turns_split_and_merged_with_their_times() -> None:
    corrected = TALK.corrected(correct_words(TALK, 2, "I look. I ask them."))
    assert corrected.turns[1] == Turn("", 1, 5, "I look. I ask them.")
    split = TALK.corrected(split_turn(TALK, 2, 8))
    assert split.turns[1:3] == (Turn("", 1, None, "I look."), Turn("", None, 5, "I ask."))
    merged = TALK.corrected(merge_turns(TALK, 3))
    assert merged.turns[2:] == (Turn("I", 5, 9, "And then? Nothing."),)
    back = split.corrected(merge_turns(split, 2))
    assert back == TALK


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (lambda: set_speaker(TALK, 3, 2, "P1"), "There are turns 1 to 4"),
        (lambda: set_speaker(TALK, 1, 9, "P1"), "There are turns 1 to 4"),
        (lambda: set_speaker(TALK, 3, 3, "I"), "have this speaker already"),
        (lambda: set_speaker(TALK, 1, 1, "x" * 101), "has up to 100 characters"),
        (lambda: set_speaker(TALK, 1, 1, "x\x01"), "the character U\\+0001 is not text"),
        (lambda: rename_speaker(TALK, "Zoe", "P1"), "Nobody is called Zoe here"),
        (lambda: correct_words(TALK, 1, " \n"), "Turn 1 would have no words"),
        (lambda: correct_words(TALK, 4, "Nothing."), "are as they were"),
        (lambda: split_turn(TALK, 4, 8), "One half of turn 4 would have no words"),
        (lambda: merge_turns(TALK, 4), "There are turns 1 to 4"),
        (lambda: set_interviewers(TALK, ["Zoe"]), "Nobody is called Zoe here"),
        (lambda: set_interviewers(TALK, ["I"]), "The interviewers are as they were"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    asked: Callable[[], Correction], sentence: str
) -> None:
    with pytest.raises(CannotCorrect, match=sentence):
        asked()


def test_segments_go_to_the_turn_that_their_words_went_to() -> None:
    split = Carried(["I look. I ask."], ["I look.", "I ask."])
    assert split.segments(Segment(0, 0, 6)) == [Segment(0, 0, 6)]
    assert split.segments(Segment(0, 8, 13)) == [Segment(1, 0, 5)]
    assert split.segments(Segment(0, 2, 9)) == [Segment(0, 2, 7), Segment(1, 0, 1)]
    assert split.segments(Segment(0, 0, 14)) == [Segment(0, 0, 7), Segment(1, 0, 6)]
    within = Carried(["look"], ["lo", "ok"])
    assert within.segments(Segment(0, 1, 3)) == [Segment(0, 1, 2), Segment(1, 0, 1)]
    merged = Carried(["I look.", "I ask."], ["I look. I ask."])
    assert merged.segments(Segment(1, 0, 5)) == [Segment(0, 8, 13)]


def test_what_covered_a_whole_turn_does_so_when_its_words_are_corrected() -> None:
    carried = Carried(["I look"], ["Well, I look there"])
    assert carried.segments(Segment(0, 0, 6)) == [Segment(0, 0, 18)]
    assert not carried.takes_out_words
    assert Carried(["I look there"], ["I look"]).takes_out_words
    assert Carried(["I look there"], ["I look"]).segments(Segment(0, 7, 12)) == []
