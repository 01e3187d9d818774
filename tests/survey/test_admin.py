"""Researchers read studies in the admin; nobody edits them there."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.roles import RESEARCHERS
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def researcher(client: Client) -> Client:
    user = User.objects.create_user("rita", is_staff=True)
    user.groups.add(Group.objects.get(name=RESEARCHERS))
    client.force_login(user)
    return client


def test_a_researcher_sees_a_version_and_the_path_it_makes(
    researcher: Client, world: World
) -> None:
    page = researcher.get(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    text = page.content.decode()
    assert world.founding.digest in text
    assert "Step 11: Thank you" in text


def test_a_researcher_finds_studies_and_versions_in_their_lists(
    researcher: Client, world: World
) -> None:
    for model in ("study", "studyversion"):
        assert "tda-needfinding" in researcher.get(f"/admin/survey/{model}/").content.decode()


@pytest.mark.parametrize("model", ["study", "studyversion"])
def test_not_even_a_superuser_adds_or_deletes_a_study_in_the_admin(
    client: Client, world: World, model: str
) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(f"/admin/survey/{model}/add/").status_code == 403
    key = world.founding.pk if model == "studyversion" else world.founding.study.pk
    assert client.post(f"/admin/survey/{model}/{key}/delete/", {"post": "yes"}).status_code == 403
    world.founding.refresh_from_db()


def test_an_account_without_the_role_sees_no_study(client: Client, world: World) -> None:
    client.force_login(User.objects.create_user("nora", is_staff=True))
    assert client.get("/admin/survey/studyversion/").status_code == 403


def test_a_visitor_is_asked_to_log_in(client: Client, world: World) -> None:
    response = client.get("/admin/survey/studyversion/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")
