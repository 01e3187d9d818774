import json
from io import BytesIO

import docx
import pytest

from analysis.coding.transcripts import reading
from analysis.coding.transcripts.documents import WORD
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.turns import Turn
from analysis.errors import TranscriptFileError
from core import zip_files as archive


def said(name: str, content: str | bytes) -> list[tuple[str, str]]:
    found = read_transcript(name, content if isinstance(content, bytes) else content.encode())
    return [(turn.speaker, turn.text) for turn in found]


def refusal(name: str, content: str | bytes) -> str:
    with pytest.raises(TranscriptFileError) as caught:
        said(name, content)
    return str(caught.value)


def document(*paragraphs: str) -> bytes:
    made = docx.Document()
    for each in paragraphs:
        made.add_paragraph(each)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


SPOKEN = "Interviewer: What do you do?\nAnd since when?\n\nP1: I build models:\tmany.\n"
EXPECTED = [("Interviewer", "What do you do?\nAnd since when?"), ("P1", "I build models:\tmany.")]


@pytest.mark.parametrize(
    "content",
    [
        SPOKEN,
        SPOKEN.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + SPOKEN.encode(),
        SPOKEN.encode("utf-16"),
    ],
)
def test_labels_begin_turns_and_other_lines_go_on(content: str | bytes) -> None:
    assert said("a.TXT", content) == EXPECTED


def test_without_labels_paragraphs_are_turns() -> None:
    assert said("a.txt", "It began small\nand then grew.\n\nNow\n") == [
        ("", "It began small and then grew."),
        ("", "Now"),
    ]


def test_times_before_labels_are_kept() -> None:
    turns = read_transcript("a.txt", b"[00:05] Ada: Hello\n(1:02:03.5) Bo B.: no\n1:02:03.5 Bo: Hi")
    assert [(turn.speaker, turn.start) for turn in turns] == [("Ada", 5), ("Bo", 3723.5)]


def test_documents_are_read_like_text() -> None:
    content = document(
        "Interviewer: What do you do?", "And since when?", "P1: I build models:\tmany."
    )
    assert said("a.docx", content) == EXPECTED


def test_documents_that_are_traps_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entity = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d xmlns="{WORD[1:-1]}">&x;</d>'
    )
    trap = archive.packed([("word/document.xml", entity.encode())])
    assert "declares entities or a document type" in refusal("a.docx", trap)
    assert "damaged or no ZIP archive" in refusal("a.docx", b"words")
    other = archive.packed([("word/document.xml", b"<a/>")])
    assert "Save it as .docx in Word or LibreOffice." in refusal("a.docx", other)
    assert "is not valid XML" in refusal("a.docx", archive.packed([("x", b"")]))
    monkeypatch.setattr(archive, "LARGEST_FILE", 100)
    assert "unpacks to" in refusal("a.docx", document("x"))


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
    assert read_transcript("a.vtt", VTT.encode()) == (
        Turn("", 0, 4, "So what we do is we train models. & test"),
        Turn("Ada Lovelace", 3604, 3606, "Really? Why so?"),
    )


@pytest.mark.parametrize("comma", [",", "."])
def test_subrip_with_and_without_hours(comma: str) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nAda: Yes.\n\n2\n00:02,000 --> 00:03,250\nAda: No.\n"
    text = text.replace(",", comma)
    assert read_transcript("a.srt", text.encode()) == (Turn("Ada", 1, 3.25, "Yes. No."),)


def test_sentences_part_turns_of_unknown_speakers() -> None:
    text = "".join(
        f"{at}\n00:0{at}.000 --> 00:0{at}.900\n{words}\n\n"
        for at, words in enumerate(["One", "two.", "Three", "four?"])
    )
    assert said("a.srt", text) == [("", "One two."), ("", "Three four?")]


def test_whispers_json_in_its_dialects() -> None:
    plain = {
        "segments": [
            {"start": 0, "end": 1.5, "text": " Hello there."},
            {"start": 2, "end": 3, "text": "Hi.", "speaker": "S1"},
        ]
    }
    assert read_transcript("a.json", json.dumps(plain).encode()) == (
        Turn("", 0, 1.5, "Hello there."),
        Turn("S1", 2, 3, "Hi."),
    )
    cpp = {"transcription": [{"offsets": {"from": 250, "to": 1250}, "text": " Hi."}]}
    assert read_transcript("a.json", json.dumps(cpp).encode()) == (Turn("", 0.25, 1.25, "Hi."),)


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
