"""Files that are no transcripts are refused with what is wrong, and where."""

import pytest

from analysis.coding.transcripts import reading
from tests.analysis.coding.transcripts.reading_files import read, refusal, said


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.xyz",
            "",
            "a.xyz is of no known kind. Use one of: .txt, .vtt, .srt, .json, .tsv, .docx.",
        ),
        ("a.PDF", "", "a.PDF cannot be read, only .txt, .vtt, .srt, .json, .tsv, .docx. Ask the"),
        ("a.txt", " \n", "Nothing is said in a.txt."),
        ("a.txt", b"ok\nGr\xfc\xdfe", "a.txt, line 2: this is not UTF-8 text."),
        ("a.txt", "ok\n\x00", "a.txt, line 2: the character U+0000 is not text."),
        ("a.vtt", "1\n", "a.vtt, line 1: this should be WEBVTT."),
        ("a.vtt", "WEBVTT\n00:01.000 --> 00:02.000\nHi", "a.vtt, line 2: a cue follows at once."),
        ("a.vtt", "WEBVTT\n\nx\n00:01 -> 00:02\nHi", "a.vtt, line 4: this cue has no times such"),
        ("a.vtt", "WEBVTT\n\nlonely", "a.vtt, line 3: this cue has no times"),
        ("a.json", "{\n,", "a.json, line 2: this is not valid JSON."),
        ("a.json", "[" * 100_000, "this is not valid JSON."),
        ("a.json", "[]", "a.json has no list of segments, transcription, utterances or chunks,"),
        ("a.json", '{"segments": [{"start": 1}]}', "a.json, segment 1: it needs a start"),
        ("a.json", '{"segments": [3]}', "a.json, segment 1: it needs a start"),
        (
            "a.json",
            '{"segments": [{"start": 2, "end": NaN, "text": ""}]}',
            "no seconds of a recording",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    name: str, content: str | bytes, expected: str
) -> None:
    assert expected in refusal(name, content)


def test_recordings_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 3)
    assert "Choose the transcript, not the recording." in refusal("a.txt", "long")
    monkeypatch.undo()


CUE = "WEBVTT\n\n00:01.000 --> 00:02.000\n"


@pytest.mark.parametrize(
    ("name", "content", "wrong"),
    [
        ("a.txt", "\n" * 50_001, "more than 50,000 lines"),
        ("a.vtt", CUE + "<v Ann>a" * 100_001, "more than 100,000 voices"),
        ("a.vtt", CUE + "&" * 500_001, "more than 500,000 tags and signs"),
        ("a.json", '{"segments": ' + "[" * 500_001, "more than 500,000 lists and objects"),
        ("a.json", f'{{"segments": [{"0," * 50_000}0]}}', "more than 50,000 segments"),
    ],
)
def test_what_would_take_the_server_too_long_is_refused_before_it_is_read(
    name: str, content: str, wrong: str
) -> None:
    assert refusal(name, content) == (
        f"{name} has {wrong}. Choose the transcript, or cut it in parts."
    )


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt", "pdf", "csv", "mp4"])
def test_files_often_at_hand_are_refused_with_what_to_do(ending: str) -> None:
    assert refusal(f"a.{ending}", "").startswith(
        f"a.{ending} cannot be read, only .txt, .vtt, .srt, .json, .tsv, .docx. "
    )
    assert refusal(f"a.{ending}", "").endswith(".")


def test_a_speaker_that_is_too_long_is_cut_and_told() -> None:
    content = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {'a' * 150}>Hi.\n"
    talk = read("a.vtt", content)
    assert talk.turns[0].speaker == "a" * 100
    assert talk.remarks == ("Turn 1 had a speaker of more than 100 characters, which was cut.",)


def test_characters_that_a_file_spells_out_are_found_too() -> None:
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\na&#x85;b &#x81;\n"
    assert "turn 1: the character U+0081 is not text." in refusal("a.vtt", content)
    assert said("a.txt", "P1: one\fP2: two\v three") == [("P1", "one"), ("P2", "two\nthree")]


def test_many_lines_and_many_cues_of_one_speaker_become_one_turn() -> None:
    """`checks.robustness.expensive_input` times them at the limit of what is read."""
    number = 2_000
    cue = "{}:{:02}:{:02}.000 --> 99:00:00.000\nP1: so\n\n"
    cues = "".join(cue.format(n // 3600, n // 60 % 60, n % 60) for n in range(number))
    lines = "so\n" * number
    words = ("so " * number).strip()
    assert said("a.txt", f"P1: {lines}") == [("P1", lines.strip())]
    assert said("a.srt", cues) == [("P1", words)]
    assert said("a.vtt", f"WEBVTT\n\n0:00.0 --> 0:01.0\n{lines}") == [("", words)]
