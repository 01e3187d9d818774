"""Every page and the report state the same flow, also after data were deleted."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from analysis.report.observe import study_observations
from survey.leaving.retention import delete_expired_answers, expired_answers
from survey.leaving.withdraw import withdraw
from survey.members.roles import Role
from survey.population import Population
from tests.roles import with_role
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

VERSION = "/admin/survey/studyversion/{}/change/"
WATCH = "/admin/studies/tda-needfinding/watch/"
ROW = re.compile(r"<tr[^>]*><th scope=\"row\">([^<]*)</th><td[^>]*>(\d+)</td></tr>")


@pytest.fixture
def watching(world: World) -> World:
    """Ada completes, Bo is in the middle, Cy withdraws."""
    finish(world.ada)
    world.join("bo")
    withdraw(world.join("cy"), now=NOON)
    return world


def numbers(client: Client, address: str) -> dict[str, int]:
    """The rows of the tables on a page."""
    return {row: int(number) for row, number in ROW.findall(client.get(address).content.decode())}


def purge(world: World) -> None:
    last_day = world.founding.definition.retention.answers_until
    (expired,) = expired_answers(last_day + timedelta(days=1))
    assert list(delete_expired_answers(expired, now=NOON)) == [1, 2]


def test_pages_and_report_agree_before_and_after_a_purge(watching: World) -> None:
    client = with_role(Role.RESEARCHER)
    expected = {"Began": 3, "Withdrew, everything deleted": 1}
    before = {"Taking part now": 1, "Completed": 1, "Stopped, answers kept": 0}
    deleted = "Deleted when their retention was over: "
    after = {
        "Taking part now": 0,
        "Completed": 0,
        "Stopped, answers kept": 0,
        f"{deleted}taking part": 1,
        f"{deleted}completed": 1,
    }
    for moment in (before, after):
        if moment is after:
            purge(watching)
        for address in (VERSION.format(watching.founding.pk), WATCH):
            rows = numbers(client, address)
            assert {name: rows[name] for name in expected | moment} == expected | moment
        assert "People (3)" in client.get(WATCH).content.decode()
        flow = study_observations(watching.founding.study, Population.PEOPLE).flow
        assert (flow.began, flow.taking_part, flow.completed) == (
            3,
            moment["Taking part now"],
            moment["Completed"],
        )
