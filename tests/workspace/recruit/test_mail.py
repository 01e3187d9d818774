"""Recruiters write to people, look at a mail, send a part at a time, remind and delete."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from operations.models import Change
from survey.enrolment.invitations import make_invitations
from survey.models import Invitation, Study
from survey.recruitment.mailing import Letter, make_mailing
from survey.recruitment.models import InvitationMail, Mailing
from tests.survey.recruitment.mail_server import Behaviour, mail_server
from tests.world import NOON, World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

SLUG = "tda-needfinding"
PAGE = f"/admin/studies/{SLUG}/recruit/mail/"
SENT = {
    "subject": "A study",
    "text": "Hello,\r\n\r\nyour link: {{ link }}\r\n",
    "typed": "ada@example.org\nbo@example.org\nADA@example.org",
}


@pytest.fixture(autouse=True)
def opened(world: World) -> None:
    world.open()


@pytest.fixture
def server(settings: Any) -> Iterator[Behaviour]:
    with mail_server(settings) as behaviour:
        yield behaviour


def written(recruiter: Client, **changed: Any) -> str:
    """The address of a mailing's page, after it was written."""
    response = recruiter.post(f"{PAGE}new/", SENT | changed)
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_letter_begins_with_what_the_study_file_says(recruiter: Client, world: World) -> None:
    page = text_of(recruiter, f"{PAGE}new/")
    study = world.founding.survey
    assert f"about {study.duration_minutes} minutes" in page
    assert "{{ link }}" in page
    assert study.contact.organisation in page


def test_nothing_is_sent_before_somebody_looked_at_a_mail(
    recruiter: Client, server: Behaviour
) -> None:
    address = written(recruiter)
    page = text_of(recruiter, address)
    assert (server.received, Invitation.objects.count()) == ([], 0)
    assert "Send to 2 addresses" in page
    link = f"http://testserver/studies/{SLUG}/?invitation="
    assert f"Hello, your link: {link}an-example" in page
    assert "ada@example.org" in page


def test_duplicates_and_those_invited_before_are_told(recruiter: Client) -> None:
    page = recruiter.post(f"{PAGE}new/", SENT, follow=True).content.decode()
    assert "1 address came more than once and gets one mail." in page
    more = SENT | {"typed": "bo@example.org, cy@example.org"}
    page = recruiter.post(f"{PAGE}new/", more, follow=True).content.decode()
    assert "1 was invited to this study before and left out." in page


def test_addresses_come_from_a_table_as_well(recruiter: Client) -> None:
    table = SimpleUploadedFile("people.csv", b"Name;E-mail\nAda;ada@example.org\n")
    written(recruiter, typed="", file=table)
    assert InvitationMail.objects.get().address == "ada@example.org"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"typed": ""}, "There is no address"),
        ({"typed": "ada@example.org\nnobody"}, "Line 2 holds no e-mail address: “nobody”."),
        ({"text": "Hello"}, "has no {{ link }}"),
        ({"subject": ""}, "This field is required"),
        ({"subject": "A study\nBcc: eve@example.org"}, "one line"),
        ({"text": "{{ link }} {{ name }}"}, "Nothing is filled in for {{ name }}"),
        ({"file": SimpleUploadedFile("people.xlsx", b"PK\xff\xfe")}, "no text in UTF-8"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_what_was_written(
    recruiter: Client, changed: dict[str, Any], said: str
) -> None:
    response = recruiter.post(f"{PAGE}new/", SENT | changed)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert not Mailing.objects.exists()


def test_sending_says_how_many_went_and_the_list_shows_the_day(
    recruiter: Client, server: Behaviour
) -> None:
    address = written(recruiter)
    server.replies["bo@example.org"] = "550 no such user"
    page = " ".join(recruiter.post(f"{address}send/", follow=True).content.decode().split())
    assert "1 of 2 mails were sent." in page
    assert "1 failed" in page
    assert "bo@example.org: 550 no such user" in page
    assert "Send the rest" not in page
    listed = text_of(recruiter, PAGE)
    assert re.search(r"A study</a></th> <td>[^<]+</td><td>1</td><td>1</td> <td>0</td>", listed)


def test_a_server_that_is_away_is_one_sentence_and_the_rest_can_be_sent(
    recruiter: Client, settings: Any
) -> None:
    address = written(recruiter)
    with mail_server(settings):
        pass
    page = recruiter.post(f"{address}send/", follow=True).content.decode()
    assert "The mail server could not be used" in page
    assert "Send the rest (2)" in page
    with mail_server(settings) as back:
        recruiter.post(f"{address}send/")
        assert sorted(back.receivers) == ["ada@example.org", "bo@example.org"]


def test_without_a_mail_server_the_pages_say_what_to_set(recruiter: Client) -> None:
    address = written(recruiter)
    assert "EMAIL_URL" in text_of(recruiter, PAGE)
    assert "Send to" not in text_of(recruiter, address)
    page = recruiter.post(f"{address}send/", follow=True).content.decode()
    assert "knows no mail server" in page
    assert InvitationMail.objects.filter(state="waiting").count() == 2


def test_a_reminder_goes_to_those_who_got_the_mail_and_says_that_who_began_is_unknown(
    recruiter: Client, server: Behaviour
) -> None:
    address = written(recruiter)
    recruiter.post(f"{address}send/")
    assert "who they are is not known" in text_of(recruiter, f"{address}remind/")
    sent = {"subject": "Reminder", "text": "There is time until Friday."}
    reminder = recruiter.post(f"{address}remind/", sent).headers["Location"]
    recruiter.post(f"{reminder}send/")
    assert len(server.received) == 4
    assert Invitation.objects.count() == 2
    assert "second link" not in text_of(recruiter, reminder)


def test_a_reminder_with_a_second_link_warns(recruiter: Client, server: Behaviour) -> None:
    address = written(recruiter)
    recruiter.post(f"{address}send/")
    sent = {"subject": "Reminder", "text": "{{ link }}"}
    reminder = recruiter.post(f"{address}remind/", sent).headers["Location"]
    assert "brings a second link" in text_of(recruiter, reminder)


def test_a_mailing_is_deleted_with_its_addresses_and_links_stay(
    recruiter: Client, server: Behaviour
) -> None:
    address = written(recruiter)
    recruiter.post(f"{address}send/")
    assert "2 addresses" in text_of(recruiter, f"{address}delete/")
    assert Mailing.objects.exists()
    recruiter.post(f"{address}delete/")
    assert not InvitationMail.objects.exists()
    assert Invitation.objects.count() == 2


def test_the_log_of_changes_says_that_mails_went_out_and_to_nobody_by_name(
    recruiter: Client, server: Behaviour
) -> None:
    address = written(recruiter)
    recruiter.post(f"{address}send/")
    recruiter.post(f"{address}delete/")
    logged = [
        (change.kind, change.study, change.by)
        for change in Change.objects.filter(what="mailing").order_by("number")
    ]
    assert logged == [
        (kind, SLUG, "account recruiter")
        for kind in (Change.Kind.ADDED, Change.Kind.CHANGED, Change.Kind.DELETED)
    ]
    assert "example.org" not in str(list(Change.objects.values()))


@pytest.mark.parametrize("below", ["", "send/", "remind/", "delete/"])
def test_a_mailing_of_another_study_is_not_there(recruiter: Client, below: str) -> None:
    Study.objects.create(slug="of-others")
    letter = Letter("A study", "{{ link }}")
    other, _before = make_mailing(
        "of-others", letter, ["eve@example.org"], page="http://x/", day=NOON.date()
    )
    for pk in (other.pk, 1, 2**63):
        address = f"{PAGE}{pk}/{below}"
        statuses = {recruiter.get(address).status_code, recruiter.post(address).status_code}
        assert statuses <= {400, 404, 405}
    assert Mailing.objects.filter(pk=other.pk).exists()


def test_no_page_shows_an_address_beside_a_link(
    recruiter: Client, researcher: Client, server: Behaviour, world: World
) -> None:
    address = written(recruiter)
    recruiter.post(f"{address}send/")
    tokens = list(Invitation.objects.values_list("token", flat=True))
    make_invitations(world.founding.study, 1, made_at=NOON)
    for page in (address, PAGE, f"/admin/studies/{SLUG}/recruit/"):
        assert not any(token in text_of(recruiter, page) for token in tokens)
    invitations = text_of(researcher, f"/admin/studies/{SLUG}/recruit/invitations/")
    assert not any(token in invitations for token in tokens)
    assert "example.org" not in invitations
