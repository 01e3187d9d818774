"""A participant can be interviewed several times: each interview has its own turns and codings."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.coding.cases.codable import offered_cases
from analysis.coding.cases.gather import gather_cases
from analysis.coding.desk.apply_codes import Segment
from analysis.coding.desk.records import desk
from analysis.coding.passages.read import passage_records, with_texts
from analysis.coding.rounds.side_by_side import sides
from analysis.coding.transcripts.corrections import (
    correct,
    replace_words,
    talk_of,
    undo_correction,
)
from analysis.coding.transcripts.edits import (
    Correction,
    Talk,
    correct_words,
    merge_turns,
    split_turn,
)
from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.store import erase_transcript, next_title
from analysis.models import Case, Coding, Transcript, Unit
from survey.errors import UnfitInterviewee
from survey.population import Population
from tests.analysis.coding_world import BY, SAID, InterviewWorld
from tests.world import NOON

pytestmark = pytest.mark.django_db

LATER = "later: "


@pytest.fixture
def twice(interviews: InterviewWorld) -> tuple[Transcript, Transcript]:
    """P1 was interviewed twice; ann and ben have each coded one turn of both interviews."""
    _p1, *_others = interviews.cases
    first = Transcript.objects.get(case__label="P1")
    turns = [turn.__class__(turn.speaker, turn.start, turn.end, LATER + turn.text) for turn in SAID]
    second = interviews.talk(
        "P1", "Interview 2", turns, interviewers=["I"], language="de", held=Held(NOON.date())
    )
    for user, theme in ((interviews.ann, "class_overlap"), (interviews.ben, "mislabeled_data")):
        for unit_index in (1, 1 + len(SAID)):
            interviews.code(user, theme, unit_index=unit_index, segment=Segment(4, 11))
    return first, second


def rows(transcript: Transcript) -> list[tuple[object, ...]]:
    units = Unit.objects.filter(transcript=transcript).order_by("position")
    return list(units.values_list("guid", "turn", "speaker"))


def coded(transcript: Transcript) -> list[tuple[object, ...]]:
    codings = Coding.objects.filter(unit__transcript=transcript).order_by("pk")
    return list(codings.values_list("guid", "unit__guid", "start", "end", "theme", "live"))


def positions(case: Case) -> list[int]:
    return list(case.units.order_by("position").values_list("position", flat=True))


def test_corrections_of_the_first_leave_the_second_where_it_is(
    twice: tuple[Transcript, Transcript],
) -> None:
    first, second = twice
    before, codings, own = rows(second), coded(second), rows(first)
    changes = []
    corrections: tuple[Callable[[Talk], Correction], ...] = (
        lambda talk: split_turn(talk, 2, len("The classes overlap, ")),
        lambda talk: merge_turns(talk, 1),
        lambda talk: correct_words(talk, 1, "I look at the data. The classes overlap"),
    )
    for make in corrections:
        first.refresh_from_db()
        correction = make(talk_of(first))
        changes.append(correct(first, correction, seen=first.digest, confirmed=True, **BY))
        assert (rows(second), coded(second)) == (before, codings)
        assert positions(first.case) == list(range(1, first.case.units.count() + 1))
    assert rows(first) != own
    for change in reversed(changes):
        undo_correction(first, change.guid, **BY)
        assert (rows(second), coded(second)) == (before, codings)
    assert rows(first) == own
    assert positions(first.case) == list(range(1, 2 * len(SAID) + 1))


def test_forgotten_names_are_replaced_in_the_transcript_that_is_corrected_alone(
    twice: tuple[Transcript, Transcript],
) -> None:
    first, second = twice
    before, codings = rows(second), coded(second)
    first.refresh_from_db()
    replace_words(first, {"labels": "[Word 1]"}, left=frozenset(), seen=first.digest, **BY)
    assert "[Word 1]" in str(rows(first))
    assert (rows(second), coded(second)) == (before, codings)


def test_deleting_one_moves_the_others_up_and_deleting_the_last_takes_the_case(
    interviews: InterviewWorld, twice: tuple[Transcript, Transcript]
) -> None:
    first, second = twice
    before, codings = rows(second), coded(second)
    erase_transcript(first)
    second.refresh_from_db()
    assert second.position == 1
    assert (rows(second), coded(second)) == (before, codings)
    assert positions(second.case) == list(range(1, len(SAID) + 1))
    assert next_title(interviews.person()) == "Interview 3", "Interview 2 is there"
    erase_transcript(second)
    assert not Case.objects.filter(label="P1").exists()
    labels = [case.label for case in gather_cases(interviews.study, Population.PEOPLE)]
    assert labels == ["P2", "P3"]


def test_every_page_says_which_interview_a_turn_is_from(
    interviews: InterviewWorld, twice: tuple[Transcript, Transcript]
) -> None:
    case = interviews.cases[0]
    shown = desk(interviews.part(interviews.ann), case.pk)
    headings = ["Interview 1 · en"] * len(SAID) + ["Interview 2 · 2027-01-31 · de"] * len(SAID)
    assert [unit.transcript for unit in shown.units] == headings
    compared = interviews.compare()
    assert [unit.transcript for unit in sides(compared, case.pk)] == headings
    codings = with_texts(Coding.objects.filter(coder__user=interviews.ann).order_by("pk"))
    passages = passage_records(codings, interviews.codebook)
    assert [passage.transcript for passage in passages] == ["Interview 1", "Interview 2"]
    offered = offered_cases(interviews.study, Population.PEOPLE)
    assert offered[0] == ("P1", "P1 · Interview 1, Interview 2")


def test_the_desk_takes_as_many_queries_for_two_interviews_as_for_one(
    interviews: InterviewWorld,
) -> None:
    ann, case = interviews.part(interviews.ann), interviews.cases[0]

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk(ann, case.pk)
        return len(captured)

    interviews.code(interviews.ann, "class_overlap")
    queries()  # the first one fills what is cached
    one = queries()
    interviews.talk("P1", "Interview 2")
    assert queries() == one


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-05-03", "P2 consented on 2026-05-04, after the interview"), ("2027-02-01", "to come")],
)
def test_an_interview_before_the_consent_or_still_to_come_is_refused_and_nothing_is_stored(
    interviews: InterviewWorld, day: str, sentence: str
) -> None:
    held = Held(NOON.date().fromisoformat(day))
    with pytest.raises(UnfitInterviewee, match=sentence):
        interviews.talk("P2", held=held)
    assert not Case.objects.exists()
