"""The turns of an interview become one text, and are cut out of it to the character."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.exchange.whole_texts import (
    ANSWERS,
    INTERVIEW,
    Said,
    question_label,
    spoken_label,
    turns_in,
    whole,
)

WORDS = st.text(" a:[]0ü🐦\n", min_size=1, max_size=12).filter(str.strip)
SPEAKERS = st.text("Ab:] \n", max_size=4)
SECONDS = st.none() | st.integers(0, 400_000).map(lambda number: number / 4)
TURNS = st.lists(st.tuples(SPEAKERS, SECONDS, WORDS), min_size=1, max_size=5)


def test_people_read_who_speaks_when_and_what_was_asked() -> None:
    talk, _ = whole(
        [
            Said(spoken_label("Interviewer", 62, "Why?"), "Why?"),
            Said(spoken_label("P 1", 3725.5, "So.\n\nWell."), "So.\n\nWell."),
            Said(spoken_label("", None, "Hm."), "Hm."),
        ]
    )
    assert talk == ("[00:01:02] Interviewer: Why?\n\n[01:02:05.5] P 1: So.\n \nWell.\n\nHm.")
    answers, _ = whole([Said(question_label("loan why", "Why\nthis?"), "It helps.")])
    assert answers == "[loan why] Why this?\nIt helps."


@given(TURNS)
def test_turns_come_back_as_they_were(turns: list[tuple[str, float | None, str]]) -> None:
    said = [Said(spoken_label(name, start, words), words) for name, start, words in turns]
    text, placed = whole(said)
    back = turns_in(text, INTERVIEW)
    assert [turn.turn.text for turn in back] == [words for _name, _start, words in turns]
    assert [turn.turn.start for turn in back] == [start for _name, start, _words in turns]
    names = [" ".join(name.replace(":", " ").split()) for name, _start, _words in turns]
    assert [turn.turn.speaker for turn in back] == names
    for turn, place, (_name, _start, words) in zip(back, placed, turns, strict=True):
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                assert turn.segment(*place.segment(start, end)) == (start, end)
                marked = text[slice(*place.segment(start, end))]
                assert marked.replace(" ", "") == words[start:end].replace(" ", "")


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_answers_come_back_without_their_questions(answers: list[str]) -> None:
    text, _ = whole([Said(question_label("loan why", "Why: this?"), words) for words in answers])
    back = turns_in(text, ANSWERS)
    assert [turn.turn.text for turn in back] == answers
    assert {turn.turn.speaker for turn in back} == {"loan why"}


def test_what_somebody_added_is_words() -> None:
    (turn,) = turns_in("No question above.", ANSWERS)
    assert (turn.turn.speaker, turn.turn.text) == ("", "No question above.")
