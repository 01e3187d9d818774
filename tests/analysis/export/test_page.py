"""Researchers download a study's data from its page."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from survey.members.roles import Role
from tests.analysis.participation import go_through
from tests.operations.newest_change import newest
from tests.roles import with_role
from tests.survey.steps import finish
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ADDRESS = "/analysis/studies/tda-needfinding/export/"


def names(content: bytes) -> list[str]:
    with ZipFile(BytesIO(content)) as archive:
        return archive.namelist()


def test_the_page_of_a_study_leads_there_and_the_package_comes_as_an_archive(world: World) -> None:
    researcher = with_role(Role.RESEARCHER)
    page = researcher.get(f"/admin/survey/study/{world.founding.study.pk}/change/")
    assert ADDRESS in page.content.decode()
    asked = researcher.get(ADDRESS).content.decode()
    assert "your account may not export them" in asked
    assert 'name="identifying"' not in asked
    response = researcher.post(ADDRESS, {"who": "people", "identifying": "on"})
    assert response.headers["Content-Disposition"] == 'attachment; filename="tda-needfinding.zip"'
    assert "tda-needfinding/datapackage.json" in names(response.getvalue())


def test_simulated_data_come_under_another_name(world: World) -> None:
    finish(world.ada)
    response = with_role(Role.RESEARCHER).post(ADDRESS, {"who": "simulated"})
    file_names = names(response.getvalue())
    assert "tda-needfinding-simulated/simulated-answers.csv" in file_names


def test_only_a_permission_of_its_own_offers_identifying_answers(world: World) -> None:
    assert 'name="identifying"' not in with_role(Role.RESEARCHER).get(ADDRESS).content.decode()
    client = with_role(Role.LEAD)
    assert 'name="identifying"' in client.get(ADDRESS).content.decode()
    content = client.post(ADDRESS, {"who": "people", "identifying": "on"}).getvalue()
    assert (newest().which, newest().by) == ("data package", "account lead")
    assert newest().details == {
        "population": "people",
        "participants": 0,
        "identifying": True,
        "formats": ["csv"],
    }
    with ZipFile(BytesIO(content)) as archive:
        assert b"pass it on to nobody" in archive.read("tda-needfinding/README.md")


def test_nobody_else_gets_there(world: World, client: Client) -> None:
    assert client.post(ADDRESS, {"who": "people"}).headers["Location"].startswith("/admin/login/")
    assert with_role(Role.CODER).post(ADDRESS, {"who": "people"}).status_code == 403
    client.force_login(User.objects.create_user("nora", is_staff=True))
    assert client.post(ADDRESS, {"who": "people"}).status_code == 404


def test_a_wrong_wish_is_asked_again(world: World) -> None:
    assert with_role(Role.RESEARCHER).post(ADDRESS, {"who": "everybody"}).status_code == 422


def test_formats_and_days_are_as_wished(world: World) -> None:
    go_through(world.ada)
    wish = {"who": "people", "formats": ["xlsx", "dta"], "days_only": "on"}
    content = with_role(Role.RESEARCHER).post(ADDRESS, wish).getvalue()
    assert {"tda-needfinding/data.xlsx", "tda-needfinding/trials.dta"} <= set(names(content))
    with ZipFile(BytesIO(content)) as archive:
        assert b"2027-01-31," in archive.read("tda-needfinding/participants.csv")


def test_a_format_that_cannot_hold_the_data_is_asked_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.export.formats.MOST_COLUMNS", 5)
    again = with_role(Role.RESEARCHER).post(ADDRESS, {"who": "people", "formats": ["xlsx"]})
    assert again.status_code == 422
    assert "Leave out xlsx" in again.content.decode()
