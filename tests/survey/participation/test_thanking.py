"""The address for somebody's compensation, given on the last page and kept apart."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from survey.models import Answer, Participant, StudyVersion
from survey.population import Population
from survey.recruitment.models import CompensationContact
from tests.survey.steps import finish
from tests.world import joined

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


def at_the_end(version: StudyVersion, name: str = "ada", **options: Any) -> str:
    """The address of the last page of somebody who has come to it."""
    participant = joined(version, name, **options)
    finish(participant)
    return f"/take-part/{participant.token}/pages/compensation.compensation/"


def addresses() -> list[str]:
    return [each.address for each in CompensationContact.objects.all()]


def test_an_address_is_kept_apart_with_the_day(client: Client, mail_study: StudyVersion) -> None:
    last = at_the_end(mail_study)
    assert "Your e-mail address" in client.get(last).content.decode()
    page = client.post(last, {"address": "ada@example.org"}, follow=True).content.decode()
    assert "Your address is stored, apart from your answers." in page
    kept = CompensationContact.objects.get()
    assert (kept.study, kept.address) == ("by-mail", "ada@example.org")
    assert kept.given_on == datetime.now(tz=UTC).date()
    assert "ada" not in str(kept)
    row = Participant.objects.values().get()
    assert not any("ada@" in str(value) for value in row.values())
    assert not Answer.objects.filter(value__icontains="ada@").exists()


def test_one_person_gives_one_address(client: Client, mail_study: StudyVersion) -> None:
    last = at_the_end(mail_study)
    for address in ("ada@example.org", "ada@example.org", "another@example.org"):
        page = client.post(last, {"address": address}, follow=True)
        assert page.status_code == 200
        assert "Keep my address" not in page.content.decode()
    assert addresses() == ["ada@example.org"]


@pytest.mark.parametrize("address", ["", "ada", "a@b", "ada@example.org\0", "x" * 300 + "@a.org"])
def test_what_is_no_address_is_explained_and_not_kept(
    client: Client, mail_study: StudyVersion, address: str
) -> None:
    last = at_the_end(mail_study)
    page = client.post(last, {"address": address})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert addresses() == []


def test_two_people_of_one_address_are_thanked_there(
    client: Client, mail_study: StudyVersion
) -> None:
    for name in ("ada", "bo"):
        client.post(at_the_end(mail_study, name), {"address": "both@example.org"})
    assert addresses() == ["both@example.org"]
    assert Participant.objects.filter(contact_given=True).count() == 2


def test_a_pilots_address_is_thrown_away(client: Client, mail_study: StudyVersion) -> None:
    last = at_the_end(mail_study, population=Population.PILOTS)
    client.post(last, {"address": "pia@example.org"})
    assert addresses() == []


def test_a_study_that_asks_for_no_address_takes_none(
    client: Client, panel_study: StudyVersion
) -> None:
    last = at_the_end(panel_study)
    page = client.post(last, {"address": "ada@example.org"})
    assert "Your e-mail address" not in page.content.decode()
    assert addresses() == []
    assert not Participant.objects.get().contact_given


def test_whoever_deletes_their_answers_is_told_that_the_address_stays(
    client: Client, mail_study: StudyVersion
) -> None:
    last = at_the_end(mail_study)
    leave = last.split("pages/")[0] + "leave/"
    said = "The address you gave for your compensation is stored elsewhere"
    assert said not in client.get(leave).content.decode()
    client.post(last, {"address": "ada@example.org"})
    assert said in client.get(leave).content.decode()
