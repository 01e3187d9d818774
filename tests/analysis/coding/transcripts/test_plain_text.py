"""Text and Word documents are read by the labels of their speakers."""

import pytest

from analysis.coding.transcripts.plain_text import text_of_turns, turns_of_lines
from analysis.coding.transcripts.reading import read_transcript
from analysis.coding.transcripts.turns import Turn
from tests.analysis.coding.transcripts.reading_files import said

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
    text = b"[00:05] Ada: Hello\n(1:02:03.5) Bo B.: no\n1:02:03.5 Bo: Hi"
    turns = read_transcript("a.txt", text).turns
    assert [(turn.speaker, turn.start) for turn in turns] == [
        ("Ada", 5),
        ("Bo B.", 3723.5),
        ("Bo", 3723.5),
    ]


@pytest.mark.parametrize(
    "turns",
    [
        (Turn("Ada Bo", None, None, "One\ntwo."), Turn("B 2", 5, None, "Three.")),
        (Turn("Ada", 3723.25, None, "Hi."), Turn("Ada", 59.999, None, "Hi.")),
        (Turn("", None, None, "First."), Turn("", None, None, "Second.")),
        (Turn("", None, None, "Noise."), Turn("Ada", 0, None, "Hi.")),
    ],
)
def test_turns_written_as_text_are_read_as_they_were(turns: tuple[Turn, ...]) -> None:
    assert turns_of_lines(text_of_turns(turns).split("\n")).turns == turns
