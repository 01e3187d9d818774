"""The sample of a study of interviews, as reports and exports read it."""

from datetime import date

import pytest

from analysis.coding.transcripts.interview_conduct import Held
from analysis.coding.transcripts.turns import Turn
from analysis.interviews.read import interview_sample, interviewees_of
from analysis.records.interviewees import TranscriptRecord
from survey.errors import NotInterviews
from survey.interviews.retention import delete_expired_interviews, expired_interviews
from survey.interviews.write import (
    NewInterviewee,
    add_interviewee,
    erase_interviewee,
    write_attributes,
)
from survey.population import Population
from tests.analysis.coding_world import InterviewWorld
from tests.interview_world import SMALL, interview_version
from tests.world import NOON, World

PEOPLE = Population.PEOPLE


def test_everybody_is_there_with_attributes_in_words_and_interviews_in_order(
    interviews: InterviewWorld,
) -> None:
    write_attributes(interviews.person("P1"), {"experience": "2.5"})
    held = Held(date(2026, 6, 1), "video_call", 45)
    turns = [Turn("P", None, None, "I look first."), Turn("I", None, None, "Why so?")]
    first = interviews.talk("P1", "One", turns, held=held, language="de")
    interviews.talk("P1", "Two")
    sample = interview_sample(interviews.study, PEOPLE)
    assert (sample.version, sample.definition.study) == ("1.0", "small-interviews")
    assert [person.label for person in sample.people] == ["P1", "P2", "P3"]
    one = sample.people[0]
    assert one.attributes == {"role": "Developer", "experience": "2.5 years"}
    assert one.missing == ("Location",)
    assert (one.consented_on, one.version, one.synthetic) == (date(2026, 5, 4), "1.0", False)
    assert one.transcripts[0] == TranscriptRecord(
        pk=first.pk,
        position=1,
        title="One",
        held_on=date(2026, 6, 1),
        mode="by video call",
        minutes=45,
        language="de",
        parallel_language="",
        translated_by="",
        turns=2,
        words=5,
    )
    assert [record.title for record in one.transcripts] == ["One", "Two"]
    assert sample.people[1].transcripts == ()


def test_those_who_are_gone_are_counted_and_the_simulated_stay_apart(
    interviews: InterviewWorld,
) -> None:
    simulated = NewInterviewee("S1", date(2026, 5, 4), "en", {}, population=Population.SIMULATED)
    add_interviewee(interviews.version, simulated, by="rita", now=NOON)
    erase_interviewee(interviews.person("P2"), now=NOON)
    sample = interview_sample(interviews.study, PEOPLE)
    assert [person.label for person in sample.people] == ["P1", "P3"]
    assert (sample.withdrawn, sample.expired, sample.consented) == (1, 0, 3)
    (expired,) = expired_interviews(date(2999, 1, 1))
    assert list(delete_expired_interviews(expired, now=NOON)) == [1, 2]
    sample = interview_sample(interviews.study, PEOPLE)
    assert (sample.people, sample.withdrawn, sample.expired) == ((), 1, 2)
    (one,) = interviewees_of(interviews.study, Population.SIMULATED)
    assert (one.label, one.synthetic) == ("S1", True)
    gone = interview_sample(interviews.study, Population.SIMULATED)
    assert (gone.withdrawn, gone.expired) == (0, 0)


def test_columns_of_an_older_version_follow_those_of_the_newest(
    interviews: InterviewWorld,
) -> None:
    write_attributes(interviews.person("P1"), {"location": "Munich"})
    attributes = {
        "domain": {"title": "Domain"},
        "role": SMALL["attributes"]["role"],  # type: ignore[index]
    }
    interview_version(version="2.0", attributes=attributes)
    sample = interview_sample(interviews.study, PEOPLE)
    assert list(sample.attributes) == ["domain", "role", "location", "experience"]
    assert sample.people[0].attributes == {"role": "Developer", "location": "Munich"}
    assert sample.people[0].version == "1.0"


def test_a_survey_has_no_such_sample(world: World) -> None:
    with pytest.raises(NotInterviews):
        interview_sample(world.founding.study, PEOPLE)
