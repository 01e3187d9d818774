"""JSON and tables of programs that recognise speech are read in their dialects."""

import json
from typing import Any

import pytest

from analysis.coding.transcripts.turns import ReadTranscript, Turn
from tests.analysis.coding.transcripts.reading_files import read, refusal, sample

SEGMENT = {"start": 0, "end": 1.5, "text": " Hello there."}


def segments(*changes: dict[str, Any]) -> str:
    return json.dumps({"segments": [{**SEGMENT, **change} for change in changes]})


def test_json_in_its_dialects() -> None:
    assert read("a.json", segments({}, {"start": 2, "end": 3, "speaker": "S1"})).turns == (
        Turn("", 0, 1.5, "Hello there."),
        Turn("S1", 2, 3, "Hello there."),
    )
    cpp = {"transcription": [{"offsets": {"from": 250, "to": 1250}, "text": " Hi.", "speaker": 0}]}
    assert read("a.json", json.dumps(cpp)).turns == (Turn("0", 0.25, 1.25, "Hi."),)
    chunks = {"text": "Hi.", "chunks": [{"timestamp": [0.5, None], "text": " Hi."}]}
    assert read("a.json", json.dumps(chunks)).turns == (Turn("", 0.5, None, "Hi."),)
    assert sample("transcripts/assembly.json").turns == (Turn("A", 0, 0.2, "Hello"),)


def test_segments_without_a_speaker_are_told() -> None:
    assert sample("transcripts/whisperx.json") == ReadTranscript(
        (Turn("SPEAKER_00", 0.1, 2, "Hello there."), Turn("", 2.1, 4, "Hi.")),
        ("Segment 2 names no speaker.",),
    )
    whisper = sample("transcripts/P1_whisper.json")
    assert {turn.speaker for turn in whisper.turns} == {""}
    assert whisper.remarks == ("No speakers were named.",)


def test_the_table_of_whisper() -> None:
    table = "start\tend\ttext\n0\t1500\tHello there.\n2000\t1900\tHi\n\n"
    assert read("a.tsv", table) == ReadTranscript(
        (Turn("", 0, 1.5, "Hello there."), Turn("", 1.9, 2, "Hi")),
        (
            "Segment 2 ended before it began; its times were put in order.",
            "No speakers were named.",
        ),
    )
    assert "line 1: this should be the headings start, end" in refusal("a.tsv", "a\tb\n")
    assert "segment 1: it needs a start" in refusal("a.tsv", "start\tend\ttext\n0\n")
    assert "no seconds" in refusal("a.tsv", f"start\tend\ttext\n{'9' * 10_000}\t2\ta\n")


def test_times_in_the_wrong_order_are_put_right_and_told() -> None:
    talk = sample("transcripts/whisper_hallu.json")
    assert [(turn.start, turn.end) for turn in talk.turns] == [(0, 0), (4.9, 5)]
    assert talk.remarks[0] == "Segment 2 ended before it began; its times were put in order."


@pytest.mark.parametrize("time", ["9" * 10_000, "1e400", "NaN", "-Infinity", "-1", "3600001"])
def test_absurd_times_are_refused(time: str) -> None:
    content = segments({}, {"end": 77}).replace("77", time)
    assert "a.json, segment 2: its times are no seconds of a recording." in refusal(
        "a.json", content
    )


@pytest.mark.parametrize("time", ["1", True, [], {}])
def test_times_that_are_no_numbers_are_refused(time: Any) -> None:
    assert "segment 1: its times are no seconds" in refusal("a.json", segments({"start": time}))


@pytest.mark.parametrize(
    "change", [{"speaker": []}, {"speaker": True}, {"speaker": 1.5}, {"text": None}, {"text": 3}]
)
def test_words_and_speakers_that_are_no_text_are_refused(change: dict[str, Any]) -> None:
    assert "it needs a start, an end and a text" in refusal("a.json", segments(change))


@pytest.mark.parametrize("part", ["text", "speaker"])
@pytest.mark.parametrize("character", ["\0", "\ud83d", "\x1b", "\uffff"])
def test_characters_that_cannot_be_stored_are_refused(part: str, character: str) -> None:
    content = segments({part: f"a{character}b"})
    expected = f"a.json, segment 1: the character U+{ord(character):04X} is not text."
    assert expected in refusal("a.json", content)
