"""What the database promises of participants, whatever the code does."""

import pytest
from django.db import IntegrityError, transaction

from survey.models import Participant, State
from survey.population import Population
from tests.world import World

pytestmark = pytest.mark.django_db


def test_there_is_no_fourth_population(world: World) -> None:
    world.open()
    with pytest.raises(IntegrityError), transaction.atomic():
        world.join("sim", population="robots")


def test_the_kind_of_each_is_told_in_words(world: World) -> None:
    world.open()
    kinds = {
        world.ada.kind,
        world.join("pia", population=Population.PILOTS).kind,
        world.join("sim", population=Population.SIMULATED).kind,
    }
    assert kinds == {"participant", "pilot", "simulated participant"}
    assert set(Participant.objects.values_list("state", flat=True)) == {State.ACTIVE}
