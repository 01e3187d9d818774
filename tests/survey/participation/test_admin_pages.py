"""The list of participants in the admin."""

import pytest
from django.test import Client
from pytest_django.asserts import assertInHTML

from survey.population import Population
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_participants_are_listed_without_what_would_let_one_act_for_them(
    researcher: Client, world: World
) -> None:
    for address in ("", f"{world.ada.pk}/change/"):
        page = researcher.get(f"/admin/survey/participant/{address}")
        assert page.status_code == 200
        text = page.content.decode()
        assert "taking part" in text
        assert world.ada.token not in text
        assert f">{world.ada.start}<" not in text
    for address in ("add/", f"{world.ada.pk}/delete/"):
        assert researcher.get(f"/admin/survey/participant/{address}").status_code == 403


def test_simulated_participants_are_called_so(researcher: Client, world: World) -> None:
    world.open()
    simulated = world.join("sim", population=Population.SIMULATED)
    for address in ("", f"{simulated.pk}/change/"):
        listed = researcher.get(f"/admin/survey/participant/{address}").content.decode()
        assert "simulated participant" in listed
    page = researcher.get(f"/admin/survey/studyversion/{world.founding.pk}/change/")
    row = '<tr><th scope="row">Simulated, counted nowhere else</th><td>1</td></tr>'
    assertInHTML(row, page.content.decode())
