"""Cues that break where a line is full are joined to turns."""

from analysis.coding.transcripts.turns import Turn, joined
from tests.analysis.coding.transcripts.reading_files import said


def test_sentences_part_turns_of_unknown_speakers() -> None:
    text = "".join(
        f"{at}\n00:0{at}.000 --> 00:0{at}.900\n{words}\n\n"
        for at, words in enumerate(["One", "two.", "Three", "four?"])
    )
    assert said("a.srt", text) == [("", "One two."), ("", "Three four?")]


def test_empty_cues_are_no_turns_and_a_speaker_goes_on_until_another_one() -> None:
    cues = [
        Turn("Ada", 0, 1, "Yes."),
        Turn("Ada", 1, 2, ""),
        Turn("Ada", 2, 3, "No."),
        Turn("Bo", 3, 4, "Hm."),
    ]
    assert joined(cues) == (Turn("Ada", 0, 3, "Yes. No."), Turn("Bo", 3, 4, "Hm."))
