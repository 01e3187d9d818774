"""Subtitles are read with their times, as WebVTT and SubRip write them."""

import pytest

from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.turns import Turn

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


def test_cues_make_turns_with_their_times() -> None:
    assert read_transcript("a.vtt", VTT.encode()).turns == (
        Turn("", 0, 4, "So what we do is we train models. & test"),
        Turn("Ada Lovelace", 3604, 3606, "Really? Why so?"),
    )


@pytest.mark.parametrize("comma", [",", "."])
def test_subrip_with_and_without_hours(comma: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAda: Yes.\n\n2\n00:02,000 --> 00:03,250\nAda: No.\n"
    text = text.replace(",", comma)
    assert read_transcript("a.srt", text.encode()).turns == (Turn("Ada", 1, 3.25, "Yes. No."),)
