"""Participants of interviews are recorded once they consented, and never half."""

from datetime import date, timedelta

import pytest

from survey.errors import NotInterviews, UnfitInterviewee
from survey.interviews.write import (
    Details,
    NewInterviewee,
    add_interviewee,
    add_interviewees,
    change_details,
    erase_interviewee,
    place_interviewee,
    write_attributes,
)
from survey.models import Interviewee, InterviewWithdrawal
from survey.population import Population
from tests.interview_world import interview_version, interviewee
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def test_a_participant_holds_the_digest_of_the_text_and_who_recorded_them() -> None:
    person = interviewee("P3", role="User", experience="2,5")
    assert person.consent_digest == person.version.interviews.consent_digest
    assert (person.recorded_by, person.recorded_at) == ("rita", NOON)
    assert person.attributes == {"role": "user", "experience": 2.5}


def test_two_participants_of_one_number_are_refused_in_any_case() -> None:
    interviewee("P3")
    with pytest.raises(UnfitInterviewee, match="There is a participant p3 in small-interviews"):
        interviewee("p3")
    assert Interviewee.objects.count() == 1


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        (NewInterviewee("P1", DAY, "en", {"role": "boss"}), "Role: boss is not among its choices"),
        (NewInterviewee("P1", DAY, "en", {"experience": "-1"}), "Experience: -1 is no number"),
        (NewInterviewee("P1", DAY, "en", {"age": "40"}), "has no attribute age"),
        (NewInterviewee("P1", DAY, "en", {"location": "a\0b"}), "Location: a value has at most"),
        (NewInterviewee("P\0", DAY, "en", {}), "needs a number of at most 20 characters"),
        (NewInterviewee("P1", DAY, "en", {"location": "a\x07b"}), "Location: a value has at most"),
        (NewInterviewee("P1", DAY, "en", {}, "a\x07b"), "has at most 200 characters"),
        (NewInterviewee("P\u200b1", DAY, "en", {}), "all of them visible, such as P7"),
        (NewInterviewee("P\u202e1", DAY, "en", {}), "all of them visible, such as P7"),
        (NewInterviewee("", DAY, "en", {}), "needs a number of at most 20 characters"),
        (NewInterviewee("P1", DAY, "English", {}), "The language of a consent is a code"),
        (NewInterviewee("P1", DAY, "en", {}, "x" * 201), "has at most 200 characters"),
        (
            NewInterviewee("P1", NOON.date() + timedelta(days=1), "en", {}),
            "P1 cannot have consented on 2027-02-01, which is still to come",
        ),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(new: NewInterviewee, wrong: str) -> None:
    with pytest.raises(UnfitInterviewee, match=wrong):
        add_interviewee(interview_version(), new, by="rita", now=NOON)
    assert not Interviewee.objects.exists()


def test_of_several_all_are_recorded_or_none() -> None:
    good, bad = NewInterviewee("P1", DAY, "en", {}), NewInterviewee("P1", DAY, "en", {})
    with pytest.raises(UnfitInterviewee):
        add_interviewees(interview_version(), [good, bad], by="rita", now=NOON)
    assert not Interviewee.objects.exists()


def test_nobody_is_recorded_in_a_survey(world: World) -> None:
    with pytest.raises(NotInterviews):
        add_interviewee(world.founding, NewInterviewee("P1", DAY, "en", {}), by="rita", now=NOON)


def test_a_number_that_is_taken_is_not_given_to_somebody_else() -> None:
    first, second = interviewee("P1"), interviewee("P2")
    details = Details("P1", DAY, "de", "A friend")
    with pytest.raises(UnfitInterviewee):
        change_details(second, details, now=NOON)
    changed = change_details(first, details, now=NOON)
    assert (changed.label, changed.consent_language, changed.channel) == ("P1", "de", "A friend")


def test_somebody_moves_to_a_place_and_all_others_stay_in_order() -> None:
    people = [interviewee(label) for label in ("P1", "P2", "P3", "P4")]
    place_interviewee(people[3], 2)
    assert [row.label for row in Interviewee.objects.order_by("position")] == [
        *("P1", "P4", "P2", "P3")
    ]
    place_interviewee(people[0], 99)
    assert [row.label for row in Interviewee.objects.order_by("position")] == [
        *("P4", "P2", "P3", "P1")
    ]
    assert sorted(Interviewee.objects.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_attributes_that_are_not_named_stay() -> None:
    person = interviewee("P1", role="user", location="Munich")
    assert write_attributes(person, {"role": ""}).attributes == {"location": "Munich"}


def test_of_somebody_who_withdrew_only_that_stays() -> None:
    person = interviewee("P1")
    erase_interviewee(person, now=NOON)
    assert not Interviewee.objects.exists()
    (left,) = InterviewWithdrawal.objects.all()
    assert (left.version, left.withdrawn_at, left.expired) == (person.version, NOON, False)


def test_of_a_simulated_participant_nothing_stays() -> None:
    new = NewInterviewee("S1", DAY, "en", {}, population=Population.SIMULATED)
    erase_interviewee(add_interviewee(interview_version(), new, by="rita", now=NOON), now=NOON)
    assert not InterviewWithdrawal.objects.exists()
