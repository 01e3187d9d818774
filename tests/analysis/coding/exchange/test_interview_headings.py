"""The line that opens an interview is read back, and nothing else is one."""

from datetime import date

import pytest

from analysis.coding.exchange.interview_headings import Opening, opening_in, opening_line
from analysis.coding.exchange.whole_texts import (
    INTERVIEW,
    Said,
    openings_in,
    spoken_label,
    turns_in,
    whole,
)
from analysis.coding.transcripts.interview_conduct import Held

KNOWN = Opening("Talk == two", "pt-BR", Held(date(2026, 5, 4), "in_person", 45))


@pytest.mark.parametrize("opening", [KNOWN, Opening("Interview 1", "en"), Opening("==", "de")])
def test_an_opening_comes_back_as_it_was(opening: Opening) -> None:
    assert opening_in(opening_line(opening)) == opening


def test_people_read_what_is_known() -> None:
    assert opening_line(KNOWN) == "== Talk == two == pt-BR, 2026-05-04, in_person, 45 minutes"


@pytest.mark.parametrize("line", ["Hm.", "== Talk", "==Talk== en", "P1: == a == b"])
def test_other_lines_open_nothing(line: str) -> None:
    assert opening_in(line) is None


def test_words_that_look_like_an_opening_stay_words() -> None:
    words = "== Talk == en"
    text, _ = whole([Said(spoken_label("", None, words), words)])
    (turn,) = turns_in(text, INTERVIEW)
    assert turn.turn.text == words
    assert openings_in(text) == ()
