"""What is changed of a participant of interviews is changed wherever they were coded."""

from dataclasses import replace
from datetime import date

import pytest

from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.store import turns_of
from analysis.coding.transcripts.turns import Turn
from analysis.interviews.write import change_interviewee, move_transcript
from analysis.models import Transcript, Unit
from survey.errors import UnfitInterviewee
from survey.interviews.write import Details
from tests.analysis.coding_world import InterviewWorld
from tests.world import NOON

DETAILS = Details("P6", date(2026, 5, 4), "en", "")


def test_nobody_consented_after_an_interview(interviews: InterviewWorld) -> None:
    transcript = interviews.talk("P1", held=Held(date(2026, 5, 20)))
    one = interviews.person("P1")
    late = replace(DETAILS, consented_on=date(2026, 5, 21))
    with pytest.raises(UnfitInterviewee, match="was interviewed on 2026-05-20, before a consent"):
        change_interviewee(one, late, now=NOON)
    one.refresh_from_db()
    transcript.case.refresh_from_db()
    assert (one.label, transcript.case.label) == ("P1", "P1")
    assert change_interviewee(one, DETAILS, now=NOON).label == "P6"


def words(transcript: Transcript) -> list[str]:
    return [turn.text for turn in turns_of(transcript)]


def test_turns_follow_one_another_in_the_new_order_of_the_interviews(
    interviews: InterviewWorld,
) -> None:
    said = {"One": ["a", "b", "c"], "Two": ["d"], "Three": ["e", "f"]}
    talks = {
        title: interviews.talk("P1", title, [Turn("P", None, None, text) for text in texts])
        for title, texts in said.items()
    }
    move_transcript(talks["Three"], up=True)
    move_transcript(talks["One"], up=False)
    case = talks["One"].case
    assert [row.title for row in case.transcripts.order_by("position")] == ["Three", "One", "Two"]
    units = Unit.objects.filter(case=case).order_by("position")
    assert "".join(unit.turn for unit in units) == "efabcd"
    assert [unit.position for unit in units] == [1, 2, 3, 4, 5, 6]
    assert {title: words(talk) for title, talk in talks.items()} == said


def test_the_first_interview_cannot_move_further_up(interviews: InterviewWorld) -> None:
    first, second = interviews.talk("P1", "One"), interviews.talk("P1", "Two")
    move_transcript(first, up=True)
    move_transcript(second, up=False)
    assert list(first.case.transcripts.order_by("position")) == [first, second]
