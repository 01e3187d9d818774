"""A pilot walks the study and leaves no trace in its numbers."""

import pytest

from survey.leaving.withdraw import withdraw
from survey.models import AllocationStep, Opening, Participant, Slot, State, Tombstone
from survey.population import Population
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_a_pilot_needs_no_opening_no_invitation_and_no_place(world: World) -> None:
    world.open(quota=0)
    Opening.objects.update(invited_only=True, closes_at=NOON)
    pilot = world.join("pia", population=Population.PILOTS)
    assert sorted(trial.scenario for trial in pilot.trials.all()) == ["image", "tabular"]
    Opening.objects.all().delete()
    world.join("pit", population=Population.PILOTS)
    assert not Slot.objects.exists()


def test_a_pilot_that_completes_takes_no_place_somebody_gave_up(world: World) -> None:
    withdraw(world.ada, now=NOON)
    for name in ("pia", "pit", "pam", "pip"):  # one of them has the order of the free place
        finish(world.join(name, population=Population.PILOTS))
    assert set(Participant.objects.values_list("state", flat=True)) == {State.COMPLETED}
    assert Slot.objects.get().completed_at is None
    assert AllocationStep.objects.count() == 2


def test_a_pilot_deleted_is_nobody_who_withdrew(world: World) -> None:
    world.open()
    withdraw(world.join("pia", population=Population.PILOTS), now=NOON)
    assert not Participant.objects.exists()
    assert not Tombstone.objects.exists()
