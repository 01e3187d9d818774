"""Headers that keep participants' private addresses from being passed on."""

import pytest
from django.test import Client

from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_pages_of_participants_are_neither_kept_nor_named_to_others(walker: Walker) -> None:
    headers = walker.client.get(walker.address()).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "strict-origin"
