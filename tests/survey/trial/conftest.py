"""Somebody who has come to their first trial."""

import pytest
from django.test import Client

from tests.survey.trial.first_trial import first_trial
from tests.survey.walker import Walker
from tests.world import World


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    walker.go_on_to(f"scenario.{first_trial().scenario}.trial")
    return walker
