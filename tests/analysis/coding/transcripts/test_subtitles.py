"""Subtitles are read with their times and speakers, as WebVTT and SubRip write them."""

import pytest

from analysis.coding.transcripts.turns import ReadTranscript, Turn
from tests.analysis.coding.transcripts.reading_files import read, said, sample

# Whisper leaves hours out below one hour; its command line writes cues like these.
VTT = """WEBVTT

NOTE made by a tool

00:00.000 --> 00:02.500
So what we do is

intro
00:02.500 --> 00:04.000 align:start
we train models. &amp; test

01:00:04.000 --> 01:00:05.000
<v Ada Lovelace>Really?</v>

01:00:05.000 --> 01:00:06.000
<v Ada Lovelace>Why <b>so</b>?
"""
TOLD = "Lines 3, 6, 9, 12, 15 and 2 more ended before they began; their times were put in order."


def test_cues_make_turns_with_their_times() -> None:
    talk = read("a.vtt", VTT)
    assert talk.turns == (
        Turn("", 0, 4, "So what we do is we train models. & test"),
        Turn("Ada Lovelace", 3604, 3606, "Really? Why so?"),
    )
    assert talk.remarks == ("Lines 5 and 9 name no speaker.",)
    assert read("a.txt", VTT) == talk


@pytest.mark.parametrize("comma", [",", "."])
def test_subrip_with_and_without_hours(comma: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAda: Yes.\n\n2\n00:02,000 --> 00:03,250\nAda: No.\n"
    text = text.replace(",", comma)
    assert read("a.srt", text).turns == (Turn("Ada", 1, 3.25, "Yes. No."),)
    assert read("a.txt", text) == read("a.srt", text)


def test_speakers_of_zoom_teams_and_webex() -> None:
    zoom = sample("transcripts/P2_zoom.vtt")
    assert [turn.speaker for turn in zoom.turns] == [
        *("Dr. Helena Brandt", "Jörg Öztürk-Lindqvist (he/him)") * 3,
        *("iPhone von Jörg", "Dr. Helena Brandt", "iPhone von Jörg"),
    ]
    assert "The other half is: somebody changed the scanner" in zoom.turns[3].text
    assert sample("transcripts/teams.vtt").turns == (
        Turn("Brandt, Helena", 3.1, 5, "What do you do?"),
        Turn("Weber, Nora", 5.1, 9, "I look at the data."),
    )
    assert sample("transcripts/nested.vtt").turns == (
        Turn("Anna Weber", 0, 2, "I look at data a < b and b > c."),
    )


def test_several_voices_in_a_cue_and_signs_that_are_no_tags() -> None:
    times = "00:01.000 --> 00:02.000"
    cue = f"WEBVTT\n\n{times}\n<v.loud Ada>Yes <laughs></v> and <v Bo>no,\n<c.x>never</c>"
    assert said("a.vtt", cue) == [("Ada", "Yes <laughs>"), ("", "and"), ("Bo", "no, never")]
    entities = f"R&D &lt;3 &copy &#{'9' * 5_000};"
    assert said("a.vtt", f"WEBVTT\n\n{times}\n{entities}") == [("", entities.replace("&lt;", "<"))]


def test_labels_on_the_lines_of_one_cue_part_it() -> None:
    text = "1\n00:01,000 --> 00:02,000\nI: Why?\nP1: Because\nof noise.\n"
    assert read("a.srt", text).turns == (
        Turn("I", 1, 2, "Why?"),
        Turn("P1", 1, 2, "Because of noise."),
    )


def test_times_in_the_wrong_order_are_put_right_and_told() -> None:
    cues = [f"0:0{at}:02.000 --> 0:0{at}:01.000\nP1: Hi.\n" for at in range(7)]
    assert read("a.srt", cues[0]) == ReadTranscript(
        (Turn("P1", 1, 2, "Hi."),), ("Line 1 ended before it began; its times were put in order.",)
    )
    assert read("a.vtt", "\n".join(["WEBVTT\n", *cues])) == ReadTranscript(
        (Turn("P1", 1, 362, " ".join(["Hi."] * 7)),),
        (TOLD,),
    )
