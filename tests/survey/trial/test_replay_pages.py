"""A trial is looked at again in its own templates; it changes nothing and names nobody."""

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.models import StoredBundle
from survey.members.roles import Role
from survey.models import Exploration, Participant
from survey.population import Population
from tests.roles import with_role
from tests.survey.steps import finish
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def address(person: Participant, scenario: str = "tabular") -> str:
    return f"/admin/survey/participant/{person.pk}/replay/{scenario}/"


def test_each_apply_is_shown_as_the_participant_saw_it(researcher: Client, world: World) -> None:
    finish(world.ada)
    before = list(Exploration.objects.values())
    first = researcher.get(address(world.ada)).content.decode()
    assert "Removal of 3 training samples, chosen by the loss" in first
    assert "Apply 1 of 2" in first
    assert first.count("<mark>submitted</mark>") == 1
    second = researcher.get(address(world.ada), {"shown": "2"}).content.decode()
    assert "Upweighting of 1 training sample, chosen by the loss" in second
    assert second.count(" checked") == 3
    untouched = researcher.get(address(world.ada), {"shown": "0"}).content.decode()
    assert "No setting has been applied yet" in untouched
    for page in (first, second, untouched):
        assert world.ada.token not in page
        assert "Submit setting" not in page
        assert "csrfmiddlewaretoken" not in page
        assert "<script" not in page
    assert list(Exploration.objects.values()) == before


@pytest.mark.parametrize("shown", ["", "-1", "99", "two", "9" * 40])
def test_an_apply_that_is_not_there_is_the_last(
    researcher: Client, world: World, shown: str
) -> None:
    finish(world.ada)
    page = researcher.get(address(world.ada), {"shown": shown}).content.decode()
    assert "Apply 2 of 2" in page


def test_nothing_can_be_sent_and_pilots_and_other_scenarios_are_not_there(
    researcher: Client, world: World
) -> None:
    assert researcher.post(address(world.ada), {"apply": "yes"}).status_code == 405
    assert researcher.get(address(world.ada, "birds")).status_code == 404
    pilot = world.join("pia", population=Population.PILOTS)
    assert researcher.get(address(pilot)).status_code == 404
    simulated = world.join("sim", population=Population.SIMULATED)
    assert "a program takes part here" in researcher.get(address(simulated)).content.decode()


def test_effects_that_are_gone_are_said_to_be(researcher: Client, world: World) -> None:
    page = address(world.ada)
    StoredBundle.objects.all().delete()
    effects._index.cache_clear()
    assert researcher.get(page).status_code == 503


@pytest.mark.parametrize("role", [Role.CODER, Role.RECRUITER])
def test_others_cannot_look(world: World, role: Role) -> None:
    assert with_role(role).get(address(world.ada)).status_code == 403
