"""People who were interviewed are deleted on the day after their last, and no earlier."""

from datetime import date, timedelta

import pytest

from survey.interviews.retention import delete_expired_interviews, expired_interviews
from survey.interviews.write import NewInterviewee, add_interviewee
from survey.models import Interviewee, InterviewWithdrawal
from survey.population import Population
from tests.interview_world import interview_version, interviewee
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

LAST = date(2036, 12, 31)
"""`answers_until` of the small study."""
AFTER = LAST + timedelta(days=1)


def test_the_last_day_is_still_a_day() -> None:
    interviewee("P1")
    assert expired_interviews(LAST) == ()
    (expired,) = expired_interviews(AFTER)
    assert (expired.until, expired.people) == (LAST, 1)


def test_people_go_and_how_many_they_were_stays() -> None:
    interviewee("P1")
    interviewee("P2")
    (expired,) = expired_interviews(AFTER)
    assert list(delete_expired_interviews(expired, now=NOON)) == [1, 2]
    assert not Interviewee.objects.exists()
    assert InterviewWithdrawal.objects.filter(expired=True).count() == 2
    assert expired_interviews(AFTER) == ()


def test_simulated_participants_have_no_last_day() -> None:
    new = NewInterviewee("S1", date(2026, 5, 4), "en", {}, population=Population.SIMULATED)
    add_interviewee(interview_version(), new, by="rita", now=NOON)
    assert expired_interviews(AFTER) == ()


def test_surveys_are_not_among_them(over: World) -> None:
    assert expired_interviews(date(2999, 1, 1)) == ()
