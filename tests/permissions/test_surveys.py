"""Every address of interviews, asked for with a survey: it is right, or refused."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.permissions.routes import all_routes, filled
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROUTES = [route for route in all_routes() if "interviewee/of/<slug:slug>" in route]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_of_interviews_opens_for_a_survey(
    world: World, client: Client, method: str
) -> None:
    client.force_login(User.objects.create_superuser("root"))
    assert len(ROUTES) > 4
    for route in ROUTES:
        for population in ("people", "simulated"):
            values = {"slug": world.founding.study.slug, "population": population}
            address = filled(route, values)
            answer = getattr(client, method)(address)
            assert answer.status_code in {404, 405}, address
