"""A study in which people are in every state."""

import pytest

from survey.leaving.withdraw import stop, withdraw
from survey.models import Participant
from survey.population import Population
from tests.survey.steps import finish
from tests.world import NOON, World


@pytest.fixture
def people(world: World) -> World:
    """Ada completed, bo stopped, cy withdrew, dan is still there, and two are no people."""
    finish(world.ada)
    world.join("bo")
    stop(Participant.objects.get(start="bo"), now=NOON)
    withdraw(world.join("cy"), now=NOON)
    world.join("dan")
    finish(world.join("sim", population=Population.SIMULATED))
    finish(world.join("pia", population=Population.PILOTS))
    return world
