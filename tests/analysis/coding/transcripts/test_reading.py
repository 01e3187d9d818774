"""Files that are no transcripts are refused with what is wrong, and where."""

import pytest

from analysis.coding.transcripts import reading
from tests.analysis.coding.transcripts.reading_files import refusal


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", "", "a.pdf is of no known kind. Use one of: .txt, .vtt, .srt, .json, .docx."),
        ("a.txt", " \n", "Nothing is said in a.txt."),
        ("a.txt", b"ok\nGr\xfc\xdfe", "a.txt, line 2: this is not UTF-8 text."),
        ("a.txt", "ok\n\x00", "a.txt, line 2: the character U+0000 is not text."),
        ("a.vtt", "1\n", "a.vtt, line 1: this should be WEBVTT."),
        ("a.vtt", "WEBVTT\n00:01.000 --> 00:02.000\nHi", "a.vtt, line 2: a cue follows at once."),
        ("a.vtt", "WEBVTT\n\nx\n00:01 -> 00:02\nHi", "a.vtt, line 4: this cue has no times such"),
        ("a.vtt", "WEBVTT\n\nlonely", "a.vtt, line 3: this cue has no times"),
        ("a.srt", "1\n00:02,000 --> 00:01,000\nHi", "a.srt, line 2: this cue ends before it"),
        ("a.json", "{\n,", "a.json, line 2: this is not valid JSON."),
        ("a.json", "[" * 100_000, "this is not valid JSON."),
        ("a.json", "[]", "a.json has no list of segments."),
        ("a.json", '{"segments": [{"start": 1}]}', "a.json, segment 1: it needs a start"),
        ("a.json", '{"segments": [3]}', "a.json, segment 1: it needs a start"),
        ("a.json", '{"segments": [{"start": 2, "end": 1, "text": ""}]}', "ends before it begins"),
        ("a.json", '{"segments": [{"start": 2, "end": NaN, "text": ""}]}', "ends before it begins"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    name: str, content: str | bytes, expected: str
) -> None:
    assert expected in refusal(name, content)


def test_recordings_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    assert "Choose the transcript, not the recording." in refusal("a.txt", "long")
