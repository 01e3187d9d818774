"""Compensation on the last page: a code of one's own, or an address that is kept apart."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from survey.leaving.retention import delete_expired_contacts, expired_contacts
from survey.models import Answer, Participant, StudyVersion
from survey.population import Population
from survey.recruitment.codes import add_codes, codes_left
from survey.recruitment.models import CompensationCode, CompensationContact
from tests.survey.all_rows import about_people
from tests.survey.conftest import opened
from tests.survey.steps import finish
from tests.world import NOON, World, joined

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

BY_CODES = """
extends: ../tda-needfinding/study.yaml
study: by-codes
version: "1.0"
compensation: {kind: codes, code: null, text: Thank you. This is your code.}
"""


@pytest.fixture
def study(world: World, study_folder: Path) -> StudyVersion:
    return opened(world, study_folder, BY_CODES)


@pytest.fixture
def through(study: StudyVersion, django_capture_on_commit_callbacks: Any) -> Any:
    """Gives the address of the last page of somebody new who has completed."""

    def complete(name: str, **options: Any) -> str:
        participant = joined(study, name, **options)
        with django_capture_on_commit_callbacks(execute=True):
            finish(participant)
        return f"/take-part/{participant.token}/pages/compensation.compensation/"

    return complete


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_everybody_reads_a_code_of_their_own_and_it_stays(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    pages = [through("ada"), through("bo")]
    shown = [{code for code in ("AAA-1", "BBB-2") if code in read(client, page)} for page in pages]
    assert sorted(map(len, shown)) == [1, 1]
    assert shown[0] != shown[1]
    assert [{c for c in ("AAA-1", "BBB-2") if c in read(client, page)} for page in pages] == shown
    assert codes_left("by-codes") == 0


def test_which_code_it_was_is_not_kept_with_the_answers(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1"])
    through("ada")
    assert not any("AAA-1" in str(rows) for rows in about_people().values())


def test_where_none_is_left_they_ask_again_later(client: Client, through: Any) -> None:
    page = through("ada")
    thanks = read(client, page)
    assert "There is no code for you yet" in thanks
    assert "mailto:study@example.org" in thanks
    add_codes("by-codes", ["AAA-1"])
    assert "AAA-1" not in read(client, page)  # reading gives nothing away
    assert "AAA-1" in client.post(page, follow=True).content.decode()
    assert "AAA-1" in read(client, page)


@pytest.mark.parametrize("population", [Population.PILOTS, Population.SIMULATED])
def test_only_people_use_codes_up(client: Client, through: Any, population: Population) -> None:
    add_codes("by-codes", ["AAA-1"])
    page = through("pia", population=population)
    assert "A participant finds a personal code here" in read(client, page)
    client.post(page)
    assert codes_left("by-codes") == 1


def test_codes_given_go_with_the_contacts_and_unused_ones_stay(
    client: Client, study: StudyVersion, through: Any
) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    through("ada")
    later = study.definition.retention.contacts_until.replace(year=2999)
    study_row = study.study
    (expired,) = expired_contacts(later)
    assert (expired.codes, expired.identifiers, expired.addresses, expired.beginnings) == (
        1,
        0,
        0,
        0,
    )
    delete_expired_contacts(study_row, today=later)
    assert CompensationCode.objects.filter(receiver=None).count() == 1
    assert CompensationCode.objects.count() == 1


def test_nobody_is_given_another_once_theirs_is_deleted(
    client: Client, study: StudyVersion, through: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_codes("by-codes", ["AAA-1", "BBB-2"])
    page = through("ada")
    until = study.definition.retention.contacts_until
    over = NOON.replace(year=until.year + 1)
    delete_expired_contacts(study.study, today=over.date())
    monkeypatch.setattr(timezone, "now", lambda: over)
    assert "Codes were kept until" in read(client, page)
    client.post(page)
    assert codes_left("by-codes") == 1


def test_whoever_withdraws_leaves_a_code_that_leads_nowhere(client: Client, through: Any) -> None:
    add_codes("by-codes", ["AAA-1"])
    page = through("ada")
    client.post(page.split("pages/")[0] + "leave/", {"wish": "delete", "sure": "yes"})
    assert not Participant.objects.exists()
    assert codes_left("by-codes") == 0


def at_the_end(version: StudyVersion, name: str = "ada", **options: Any) -> str:
    """The address of the last page of somebody who has come to it."""
    participant = joined(version, name, **options)
    finish(participant)
    return f"/take-part/{participant.token}/pages/compensation.compensation/"


def addresses() -> list[str]:
    return [contact.address for contact in CompensationContact.objects.all()]


def test_an_address_is_kept_apart_with_the_day(client: Client, mail_study: StudyVersion) -> None:
    last = at_the_end(mail_study)
    assert "Your e-mail address" in client.get(last).content.decode()
    page = client.post(last, {"address": "ada@example.org"}, follow=True).content.decode()
    assert "Your address is stored, apart from your answers." in page
    contact = CompensationContact.objects.get()
    assert (contact.study, contact.address) == ("by-mail", "ada@example.org")
    assert contact.given_on == datetime.now(tz=UTC).date()
    assert "ada" not in str(contact)
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
