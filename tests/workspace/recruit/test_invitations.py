"""Links are made together, listed until they are used, downloaded, and taken back."""

import csv

import pytest
from django.test import Client

from survey.enrolment.invitations import make_invitations
from survey.models import Invitation
from survey.studies.load import open_study
from tests.interview_world import interview_version
from tests.world import LONG_AGO, NOON, World

pytestmark = [pytest.mark.django_db(databases=["default", "recruitment"]), pytest.mark.any_database]

PAGE = "/admin/studies/tda-needfinding/recruit/invitations/"


def text_of(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_links_are_made_with_a_label_and_listed_until_they_are_used(
    researcher: Client, world: World
) -> None:
    world.open()
    sent = {"number": "3", "label": "Seminar, spring"}
    page = researcher.post(PAGE, sent, follow=True).content.decode()
    tokens = [invitation.token for invitation in Invitation.objects.all()]
    links = [f"http://testserver/studies/tda-needfinding/?invitation={token}" for token in tokens]
    assert len(links) == 3
    assert all(f"<code data-copy>{link}</code>" in page for link in links)
    assert "3 links were made." in page
    world.join("ada", invitation=tokens[0])
    page = text_of(researcher)
    assert [tokens[0] in page, tokens[1] in page] == [False, True]
    assert "<td>3</td><td>1</td>" in page
    assert "Seminar, spring" in page


@pytest.mark.parametrize("number", ["0", "501", "-1", "many", ""])
def test_a_number_of_links_that_cannot_be_is_refused(
    researcher: Client, world: World, number: str
) -> None:
    assert researcher.post(PAGE, {"number": number}).status_code == 422
    assert not Invitation.objects.exists()


def test_the_table_of_links_is_safe_in_a_spreadsheet(researcher: Client, world: World) -> None:
    (token,) = make_invitations(world.founding.study, 1, made_at=NOON, label="=cmd|' /C calc'!A0")
    response = researcher.get(f"{PAGE}links.csv")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="tda-needfinding-invitations.csv"'
    )
    header, row = csv.reader(response.content.decode().splitlines())
    assert header == ["link", "label", "made_on"]
    assert row == [
        f"http://testserver/studies/tda-needfinding/?invitation={token}",
        "'=cmd|' /C calc'!A0",
        "2027-01-31",
    ]


def test_links_that_were_mailed_are_counted_and_not_given_away_again(
    researcher: Client, world: World
) -> None:
    (token,) = make_invitations(world.founding.study, 1, made_at=NOON, is_mailed=True)
    page = text_of(researcher)
    assert "Sent by mail" in page
    assert token not in page
    assert token not in researcher.get(f"{PAGE}links.csv").content.decode()


def test_unused_links_can_be_taken_back_and_used_ones_stay(
    researcher: Client, world: World
) -> None:
    world.open()
    used, unused, kept = make_invitations(world.founding.study, 3, made_at=NOON)
    world.join("ada", invitation=used)
    sent = {"token": [used, unused, "unknown"]}
    page = researcher.post(f"{PAGE}delete/", sent, follow=True).content.decode()
    assert "1 link no longer admits anybody." in page
    assert set(Invitation.objects.values_list("token", flat=True)) == {used, kept}


def test_links_of_another_study_are_out_of_reach(researcher: Client, world: World) -> None:
    other = interview_version().study
    (token,) = make_invitations(other, 1, made_at=NOON)
    page = researcher.post(f"{PAGE}delete/", {"token": token}, follow=True).content.decode()
    assert "No unused link was chosen" in page
    assert Invitation.objects.filter(token=token).exists()
    assert token not in text_of(researcher)


def test_a_long_list_is_shown_by_pages(researcher: Client, world: World) -> None:
    open_study(world.founding.study, opens_at=LONG_AGO, quota=5)
    make_invitations(world.founding.study, 101, made_at=NOON)
    assert text_of(researcher).count("data-copy") == 100
    assert researcher.get(PAGE, {"page": "2"}).content.decode().count("data-copy") == 1
    assert researcher.get(PAGE, {"page": "nonsense"}).status_code == 200
