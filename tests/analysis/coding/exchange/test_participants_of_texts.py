"""The texts of a case are one participant."""

from analysis.coding.exchange.guids import guid_of
from analysis.coding.exchange.interviews import interviews_of
from analysis.coding.exchange.project import (
    Case,
)
from tests.analysis.coding.exchange.read_projects import read, source


def test_texts_of_a_case_are_one_participant_and_those_of_several_cases_stand_alone() -> None:
    sources = [source(name) for name in ("a", "b", "c", "d")]
    guids = [text.guid for text in sources]
    cases = (
        Case(guid_of("1"), "Anna", (guids[2], guids[0], guids[1])),
        Case(guid_of("2"), "anna", (guids[1],)),
        Case(guid_of("3"), "ANNA", (guids[3],)),
        Case(guid_of("4"), "Nobody"),
    )
    interviews, remarks = interviews_of(read(*sources, cases=cases))
    assert [(interview.title, len(interview.turns)) for interview in interviews] == [
        ("Anna", 4),
        ("b", 2),
        ("ANNA (2)", 2),
    ]
    several, without_text = remarks
    assert several.startswith("1 texts are in several cases; each becomes a participant of its own")
    assert without_text == "Left out: 1 cases without a text."
