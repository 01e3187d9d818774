"""Cases of a project as interviews, and what was coded in them turn by turn."""

from dataclasses import replace

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.interviews import Coded, Interview, interviews_of
from analysis.coding.exchange.project import (
    Case,
)
from analysis.coding.exchange.whole_texts import (
    ANSWERS,
    INTERVIEW,
    Said,
    question_label,
    whole,
)
from tests.analysis.coding.exchange.read_projects import ADA, BO, CODE, TEXT, chosen, read, source


def segments(interview: Interview) -> list[tuple[str, str]]:
    return [(interview.turns[c.turn].text[c.start : c.end], c.memo) for c in interview.codings]


def test_a_segment_over_several_turns_is_one_in_each_with_its_memo_on_the_first() -> None:
    (interview,), remarks = interviews_of(read(source("a", chosen("two.\nP2: Th", memo="Why?"))))
    assert segments(interview) == [("two.", "Why?"), ("Th", "")]
    assert remarks == ("1 segments reach over several turns; each became one in every turn.",)


def test_a_coding_on_a_label_alone_is_left_out_and_that_is_told() -> None:
    (interview,), remarks = interviews_of(read(source("a", chosen("P2:"))))
    assert not interview.codings
    assert remarks[0].startswith("Left out: 1 codings on words that are in no turn")


def test_a_coding_that_stands_twice_is_kept_once_with_both_memos() -> None:
    twice = (chosen("One", memo="a"), chosen("One", memo="b"), chosen("One", user=BO.guid))
    (interview,), remarks = interviews_of(read(source("a", *twice)))
    assert interview.codings == (
        Coded(0, 0, 3, CODE.guid, ADA.guid, "a\n\nb"),
        Coded(0, 0, 3, CODE.guid, BO.guid),
    )
    assert remarks == ("1 codings stand twice, of one coder on the same words; each is kept once.",)


def test_texts_of_our_own_files_have_the_turns_that_they_had() -> None:
    said = [Said("[00:01:02] [Person 1]: ", TEXT), Said("", " Blank \n\n"), Said("A: ", "Yes")]
    text, _ = whole(said)
    talk = replace(source("T1 · Talk", text=text), description=INTERVIEW)
    answers, _ = whole([Said(question_label("loan why", "Why?"), "a\n\nb")])
    wrote = replace(source("P3", text=answers), description=ANSWERS)
    cases = (
        Case(guid_of("1"), "T1", (talk.guid,), (("role", "nurse"),)),
        Case(guid_of("2"), "P3", (wrote.guid,)),
    )
    interviews, remarks = interviews_of(read(talk, wrote, cases=cases, ours=True))
    turns = [[(turn.speaker, turn.text) for turn in interview.turns] for interview in interviews]
    assert turns == [
        [("[Person 1]", TEXT), ("", " Blank \n\n"), ("A", "Yes")],
        [("loan why", "a\n\nb")],
    ]
    assert interviews[0].turns[0].start == 62
    assert [interview.title for interview in interviews] == ["T1", "P3"]
    assert [talk.opening.title for talk in interviews[0].talks] == ["Talk"]
    assert interviews[0].values == (("role", "nurse"),)
    assert remarks == ()
