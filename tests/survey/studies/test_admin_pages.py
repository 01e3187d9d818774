"""Researchers read studies in the admin; nobody edits them there."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import escape
from pytest_django.asserts import assertInHTML

from survey.members.roles import PERMISSIONS, Role
from survey.models import EnrolmentWindow
from tests.roles import with_role
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_a_researcher_sees_a_version_and_the_path_it_makes(
    researcher: Client, world: World
) -> None:
    page = researcher.get(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    text = page.content.decode()
    assert world.founding.digest in text
    assert "Step 11: Thank you" in text


def test_a_version_tells_how_it_is_going(researcher: Client, world: World) -> None:
    assert world.ada.version == world.founding
    page = researcher.get(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    assertInHTML('<tr><th scope="row">Began</th><td>1</td></tr>', page.content.decode())
    order = ", ".join(trial.scenario for trial in world.ada.trials.all())
    row = f'<tr><th scope="row">{order}</th><td>0</td><td>1</td><td>0</td></tr>'
    assertInHTML(row, page.content.decode())


def test_a_study_leads_researchers_to_a_pilot_and_nobody_else(
    researcher: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/admin/survey/study/{world.founding.study.pk}/change/"
    assert "/studies/tda-needfinding/pilot/" in researcher.get(address).content.decode()
    monkeypatch.setitem(PERMISSIONS, Role.AUDITOR, frozenset({"survey.view_study"}))
    page = with_role(Role.AUDITOR).get(address)
    assert (page.status_code, "/pilot/" in page.content.decode()) == (200, False)


def test_a_study_tells_its_title_its_address_and_its_versions(
    researcher: Client, world: World
) -> None:
    page = researcher.get(f"/admin/survey/study/{world.founding.study.pk}/change/")
    text = page.content.decode()
    assert escape(world.founding.definition.title) in text
    assertInHTML('<a href="/studies/tda-needfinding/">/studies/tda-needfinding/</a>', text)
    version = f"/admin/survey/studyversion/{world.founding.pk}/change/"
    assertInHTML(f'<a href="{version}">{world.founding.label}</a>', text)


def test_a_researcher_finds_studies_and_versions_in_their_lists(
    researcher: Client, world: World
) -> None:
    assert "tda-needfinding" in researcher.get("/admin/survey/study/").content.decode()
    for model in ("study", "studyversion"):
        listed = researcher.get(f"/admin/survey/{model}/").content.decode()
        assert escape(world.founding.definition.title) in listed


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


def test_when_studies_are_open_is_listed_and_leads_to_the_page_that_opens_them(
    researcher: Client, world: World
) -> None:
    world.open()
    window = EnrolmentWindow.objects.get()
    listed = researcher.get("/admin/survey/enrolmentwindow/").content.decode()
    assert escape(world.founding.definition.title) in listed
    row = researcher.get(f"/admin/survey/enrolmentwindow/{window.pk}/change/")
    assert row.headers["Location"] == "/admin/studies/tda-needfinding/design/opening/"
    assert researcher.get("/admin/survey/enrolmentwindow/add/").status_code == 403


def test_lists_name_studies_by_their_titles_and_versions_show_their_questions(
    researcher: Client, world: World
) -> None:
    title = escape(world.founding.definition.title)
    for model in ("study", "studyversion"):
        listed = researcher.get(f"/admin/survey/{model}/").content.decode()
        assert title in listed
        assert world.founding.digest not in listed
    page = researcher.get(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    assert "<li>Where do you work with machine learning?</li>" in page.content.decode()
