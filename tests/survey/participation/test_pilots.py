"""A researcher walks the study; every page says that it is a pilot, and how its data are named."""

import re

import pytest
from django.test import Client

from survey.models import EnrolmentWindow, Participant, ScreenedOut, Slot
from survey.population import Population
from survey.simulation.walker import hidden_in
from tests.survey.walker import STATEMENTS, Walker
from tests.world import World

pytestmark = pytest.mark.django_db

PILOT = "/studies/tda-needfinding/pilot/"


def keys_in(page: str) -> list[str]:
    return re.findall(r"<code>([^<]+)</code>", page)


def is_marked(page: str) -> bool:
    return "<strong>Pilot</strong>" in page


def begin(client: Client) -> Walker:
    consent = client.get(PILOT).headers["Location"]
    page = client.get(consent).content.decode()
    assert is_marked(page)
    assert keys_in(page) == ["consent.consent", *STATEMENTS]
    hidden = hidden_in(client.get(consent))  # type: ignore[arg-type]
    ticked = {**hidden, "agree": "yes", **dict.fromkeys(STATEMENTS, "on")}
    agreed = client.post(consent, ticked)
    assert keys_in(agreed.content.decode()) == ["inclusion.inclusion", "developed_models"]
    walker = Walker(client)
    walker.include(agreed, {"developed_models": "yes"})  # type: ignore[arg-type]
    return walker


def test_a_researcher_walks_a_closed_study_to_its_end(researcher: Client, world: World) -> None:
    world.open(quota=0)
    EnrolmentWindow.objects.all().delete()
    walker = begin(researcher)
    seen: list[str] = []
    while (name := walker.page) != "compensation.compensation":
        page = walker.read()
        assert is_marked(page), name
        assert keys_in(page)[0] == name
        seen += keys_in(page)[1:]
        walker.answer(name)
    assert is_marked(walker.read())
    assert {"gender", "check_metric", "action", "metric", "number", "suspected_cause"} <= set(seen)
    assert Participant.objects.get().population == Population.PILOTS
    assert not Slot.objects.exists()


@pytest.mark.parametrize("page", ["leave", "stopped"])
def test_the_pages_for_leaving_are_marked_too(researcher: Client, world: World, page: str) -> None:
    world.open()
    walker = begin(researcher)
    if page == "stopped":
        researcher.post(f"{walker.home}leave/", {"wish": "stop", "sure": "yes"})
    assert is_marked(researcher.get(f"{walker.home}{page}/").content.decode())


def test_participants_see_neither_the_word_nor_a_key(client: Client, world: World) -> None:
    world.open()
    walker = Walker(client)
    walker.begin()
    page = walker.read()
    assert (is_marked(page), keys_in(page)) == (False, [])


def test_a_pilot_that_is_turned_away_is_not_counted(researcher: Client, world: World) -> None:
    consent = researcher.get(PILOT).headers["Location"]
    declined = researcher.post(consent, {"decline": "yes"})
    assert is_marked(declined.content.decode())
    assert not ScreenedOut.objects.exists()


def test_a_visitor_is_asked_to_log_in(client: Client, world: World) -> None:
    assert client.get(PILOT).headers["Location"].startswith("/admin/login/")


def test_nobody_else_pilots_not_even_by_the_address(recruiter: Client, world: World) -> None:
    world.open()
    assert recruiter.get(PILOT).status_code == 403
    for client in (recruiter, Client()):
        consent = "/studies/tda-needfinding/consent/?pilot=yes"
        assert client.get(consent).status_code == 403
        assert client.post(consent, {"agree": "yes"}).status_code == 403


def test_a_study_that_is_not_there_answers_as_one_of_others(
    researcher: Client, world: World
) -> None:
    assert researcher.get("/studies/none/pilot/", follow=True).status_code == 403
