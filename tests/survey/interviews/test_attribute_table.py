"""Attributes typed into one table are stored together, and never over somebody else's."""

import pytest

from survey.errors import SampleChangedMeanwhile, UnfitInterviewee
from survey.interviews.attribute_table import TypedValue, write_attribute_table
from survey.interviews.write import erase_interviewee, write_attributes
from survey.models import Interviewee
from tests.interview_world import interviewee
from tests.world import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_only_what_was_changed_is_stored() -> None:
    person, other = interviewee("P1", role="user", experience="2.50"), interviewee("P2")
    typed = {
        person.pk: {
            "role": TypedValue("developer", "user"),
            "experience": TypedValue("2.5", "2.5"),
        },
        other.pk: {"location": TypedValue(" Munich ", "")},
    }
    assert write_attribute_table(person.study, typed) == 2
    person.refresh_from_db()
    other.refresh_from_db()
    assert person.attributes == {"role": "developer", "experience": 2.5}
    assert other.attributes == {"role": "developer", "location": "Munich"}


def test_a_value_that_somebody_else_changed_is_not_replaced() -> None:
    person = interviewee("P1", role="user", location="Munich")
    write_attributes(person, {"role": "developer"})
    typed = {"location": TypedValue("Berlin", "Munich"), "role": TypedValue("", "user")}
    with pytest.raises(SampleChangedMeanwhile):
        write_attribute_table(person.study, {person.pk: typed})
    person.refresh_from_db()
    assert person.attributes == {"role": "developer", "location": "Munich"}


def test_one_value_that_does_not_fit_keeps_all_others_out() -> None:
    person, other = interviewee("P1"), interviewee("P2")
    typed = {
        person.pk: {"location": TypedValue("Munich", "")},
        other.pk: {"role": TypedValue("boss", "developer")},
    }
    with pytest.raises(UnfitInterviewee, match="P2: Role: boss is not among its choices"):
        write_attribute_table(person.study, typed)
    assert not any("location" in row.attributes for row in Interviewee.objects.all())


def test_attributes_of_somebody_who_withdrew_are_not_stored() -> None:
    person = interviewee("P1")
    key = person.pk
    erase_interviewee(person, now=NOON)
    with pytest.raises(SampleChangedMeanwhile, match="not in the study any more"):
        write_attribute_table(person.study, {key: {"location": TypedValue("Munich", "")}})
