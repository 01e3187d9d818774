"""Researchers make invitations in the admin and find their links until they are used."""

import pytest
from django.test import Client

from survey.models import Invitation
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_researcher_makes_invitations_and_finds_the_links_until_they_are_used(
    researcher: Client, world: World
) -> None:
    world.open()
    sent = {"study": str(world.founding.study.pk), "number": "3"}
    page = researcher.post("/admin/survey/invitation/add/", sent, follow=True).content.decode()
    tokens = [invitation.token for invitation in Invitation.objects.all()]
    links = [f"http://testserver/studies/tda-needfinding/?invitation={token}" for token in tokens]
    assert len(links) == 3
    assert all(f"<code>{link}</code>" in page for link in links)
    world.join("ada", invitation=tokens[0])
    page = researcher.get("/admin/survey/invitation/links/tda-needfinding/").content.decode()
    assert [tokens[0] in page, tokens[1] in page] == [False, True]


@pytest.mark.parametrize("number", ["0", "501", "-1", "many", ""])
def test_a_number_of_invitations_that_cannot_be_is_refused(
    researcher: Client, world: World, number: str
) -> None:
    sent = {"study": str(world.founding.study.pk), "number": number}
    assert researcher.post("/admin/survey/invitation/add/", sent).status_code == 200
    assert not Invitation.objects.exists()


def test_the_list_of_invitations_leads_to_the_links_and_shows_no_token(
    researcher: Client, world: World
) -> None:
    researcher.post(
        "/admin/survey/invitation/add/", {"study": str(world.founding.study.pk), "number": "1"}
    )
    page = researcher.get("/admin/survey/invitation/").content.decode()
    assert "/admin/survey/invitation/links/tda-needfinding/" in page
    assert Invitation.objects.get().token not in page
