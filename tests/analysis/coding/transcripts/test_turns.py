"""Cues that break where a line is full are joined to turns."""

from tests.analysis.coding.transcripts.reading_files import said


def test_sentences_part_turns_of_unknown_speakers() -> None:
    text = "".join(
        f"{at}\n00:0{at}.000 --> 00:0{at}.900\n{words}\n\n"
        for at, words in enumerate(["One", "two.", "Three", "four?"])
    )
    assert said("a.srt", text) == [("", "One two."), ("", "Three four?")]
