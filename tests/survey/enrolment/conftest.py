"""Somebody who has come to an open study and not begun it."""

import pytest
from django.test import Client

from tests.survey.walker import Walker
from tests.world import World


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    return Walker(client)
