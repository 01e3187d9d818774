"""Cases of a project as interviews, and what was coded in them turn by turn."""

from analysis.coding.exchange.coders import coders_of, rounds_of
from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.interviews import Coded, Interview, interviews_of
from analysis.coding.exchange.project import (
    CONSENSUS,
    Case,
    Code,
    Project,
    ReadProject,
    Selection,
    Source,
    User,
    user_of,
)

ADA, BO = User(guid_of("ada"), "ada"), User(guid_of("bo"), " ada ")
CODE = Code(guid_of("code"), "Code")
TEXT = "P1: One two.\nP2: Three."


def chosen(words: str, user: str = ADA.guid, text: str = TEXT, memo: str = "") -> Selection:
    start = text.index(words)
    return Selection(guid_of(words, user), start, start + len(words), CODE.guid, user, memo)


def read(*sources: Source, cases: tuple[Case, ...] = (), ours: bool = False) -> ReadProject:
    project = Project("x", (ADA, BO, user_of(CONSENSUS)), (CODE,), sources, cases)
    return ReadProject(project, (), ours)


def source(name: str, *selections: Selection, text: str = TEXT) -> Source:
    return Source(guid_of(name), name, text, selections)


def segments(interview: Interview) -> list[tuple[str, str]]:
    return [(interview.turns[c.turn].text[c.start : c.end], c.memo) for c in interview.codings]


def test_a_segment_over_several_turns_is_one_in_each_with_its_memo_on_the_first() -> None:
    (found,), remarks = interviews_of(read(source("a", chosen("two.\nP2: Th", memo="Why?"))))
    assert segments(found) == [("two.", "Why?"), ("Th", "")]
    assert remarks == ("1 segments reach over several turns; each became one in every turn.",)


def test_a_coding_on_a_label_alone_is_left_out_and_that_is_told() -> None:
    (found,), remarks = interviews_of(read(source("a", chosen("P2:"))))
    assert not found.codings
    assert remarks[0].startswith("Left out: 1 codings on words that are in no turn")


def test_a_coding_that_stands_twice_is_kept_once_with_both_memos() -> None:
    twice = (chosen("One", memo="a"), chosen("One", memo="b"), chosen("One", user=BO.guid))
    (found,), remarks = interviews_of(read(source("a", *twice)))
    assert found.codings == (
        Coded(0, 0, 3, CODE.guid, ADA.guid, "a\n\nb"),
        Coded(0, 0, 3, CODE.guid, BO.guid),
    )
    assert remarks == ("1 codings stand twice, of one coder on the same words; each is kept once.",)


def test_texts_of_a_case_are_one_participant_and_those_of_several_cases_stand_alone() -> None:
    sources = [source(name) for name in ("a", "b", "c", "d")]
    guids = [each.guid for each in sources]
    cases = (
        Case(guid_of("1"), "Anna", (guids[2], guids[0], guids[1])),
        Case(guid_of("2"), "anna", (guids[1],)),
        Case(guid_of("3"), "ANNA", (guids[3],)),
        Case(guid_of("4"), "Nobody"),
    )
    found, remarks = interviews_of(read(*sources, cases=cases))
    assert [(each.title, len(each.turns)) for each in found] == [
        ("Anna", 4),
        ("b", 2),
        ("ANNA (2)", 2),
    ]
    assert remarks == (
        "1 texts are in several cases; each becomes a participant of its own.",
        "Left out: 1 cases without a text.",
    )


def test_texts_of_our_own_files_stay_whole_and_keep_what_they_are_called_by() -> None:
    texts = (
        source("T1 0001 [Person 1]"),
        source("T1 0002", text=" Blank \n\n"),
        source("P3 loan why"),
    )
    guids = tuple(each.guid for each in texts)
    cases = (Case(guid_of("1"), "T1", guids[:2]), Case(guid_of("2"), "P3", guids[2:]))
    found, remarks = interviews_of(read(*texts, cases=cases, ours=True))
    turns = [[(turn.speaker, turn.text) for turn in each.turns] for each in found]
    assert turns == [[("[Person 1]", TEXT), ("", " Blank \n\n")], [("loan why", TEXT)]]
    assert remarks == ()


def test_coders_have_names_of_their_own_and_in_our_files_count_even_with_nothing() -> None:
    bare = read(source("a", chosen("One", user=BO.guid), chosen("One", user="")))
    interviews, _ = interviews_of(bare)
    found = [(each.name, each.codings, each.cases) for each in coders_of(bare, interviews)]
    assert found == [("ada", 1, 1), ("unnamed coder", 1, 1)]
    ours = read(source("a", chosen("One", user=BO.guid)), ours=True)
    names = [(each.name, each.codings) for each in coders_of(ours, interviews_of(ours)[0])]
    assert names == [("ada", 0), ("ada (2)", 1)]


def test_what_only_a_consensus_has_was_coded_together() -> None:
    together = source("a", chosen("One", user=user_of(CONSENSUS).guid))
    apart = source("b", chosen("One"), chosen("Three", user=user_of(CONSENSUS).guid))
    project = read(together, apart, source("c"))
    interviews, _ = interviews_of(project)
    coders = coders_of(project, interviews)
    (everything,) = rounds_of(coders, interviews, read_all=True)
    assert (everything.users, everything.apart, everything.joint) == ((ADA.guid,), (1, 2), (0,))
    (own,) = rounds_of(coders, interviews, read_all=False)
    assert (own.apart, own.joint) == ((1,), (0,))
    assert rounds_of((), interviews[2:], read_all=True) == ()
