"""No page of a participant reads a table through that grows with the participants."""

from functools import partial

import pytest
from django.test import Client

from tests.plans import asked_by, read_through
from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db


def test_every_page_finds_its_rows_by_an_index(world: World) -> None:
    world.open()
    walker = Walker(Client())
    assert read_through(asked_by(walker.begin)) == set()
    while (page := walker.page) != "compensation.compensation":
        assert read_through(asked_by(partial(walker.read, page))) == set()
        assert read_through(asked_by(partial(walker.answer, page))) == set()
    asked = asked_by(lambda: walker.client.get(f"{walker.home}my-answers.json"))
    assert len(asked) > 5
    assert read_through(asked) == set()
    leave = {"wish": "delete", "sure": "yes"}
    assert (
        read_through(asked_by(lambda: walker.client.post(f"{walker.home}leave/", leave))) == set()
    )
