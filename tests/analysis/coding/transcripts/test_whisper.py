"""Whisper's JSON is read in the dialects of its programs."""

import json

from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.turns import Turn


def test_whispers_json_in_its_dialects() -> None:
    plain = {
        "segments": [
            {"start": 0, "end": 1.5, "text": " Hello there."},
            {"start": 2, "end": 3, "text": "Hi.", "speaker": "S1"},
        ]
    }
    assert read_transcript("a.json", json.dumps(plain).encode()).turns == (
        Turn("", 0, 1.5, "Hello there."),
        Turn("S1", 2, 3, "Hi."),
    )
    cpp = {"transcription": [{"offsets": {"from": 250, "to": 1250}, "text": " Hi."}]}
    assert read_transcript("a.json", json.dumps(cpp).encode()).turns == (
        Turn("", 0.25, 1.25, "Hi."),
    )
