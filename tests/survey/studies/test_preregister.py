"""The plan of a version is registered once, for good."""

from datetime import timedelta
from hashlib import sha256

import pytest

from survey.errors import AlreadyRegistered
from survey.leaving.withdraw import withdraw
from survey.models import Preregistration
from survey.population import Population
from survey.studies.preregister import register_plan
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


PLAN = '{"alpha": 0.05}'
LATER = NOON + timedelta(days=1)


def test_a_plan_is_stored_to_the_letter_with_its_digest_and_its_day(world: World) -> None:
    registered = register_plan(world.founding, PLAN, now=NOON)
    assert registered.is_new
    stored = Preregistration.objects.get()
    assert (stored.plan, stored.digest) == (PLAN, sha256(PLAN.encode()).hexdigest())
    assert (stored.version, stored.registered_at) == (world.founding, NOON)
    assert stored.begun_before == 0


def test_the_same_plan_again_changes_nothing(world: World) -> None:
    first = register_plan(world.founding, PLAN, now=NOON).preregistration
    again = register_plan(world.founding, PLAN, now=LATER)
    assert (again.preregistration, again.is_new) == (first, False)
    assert Preregistration.objects.get().registered_at == NOON


def test_another_plan_is_refused_with_the_day_of_the_first_and_a_remedy(world: World) -> None:
    register_plan(world.founding, PLAN, now=NOON)
    with pytest.raises(AlreadyRegistered) as refused:
        register_plan(world.founding, PLAN + " ", now=LATER)
    assert "was registered on 2027-01-31" in str(refused.value)
    assert "Give the study file a new version" in str(refused.value)
    assert Preregistration.objects.get().plan == PLAN


def test_people_who_began_before_are_counted_and_nobody_else(world: World) -> None:
    withdraw(world.ada, now=NOON)
    world.join("bo")
    for population in (Population.PILOTS, Population.SIMULATED):
        world.join(population.value, population=population)
    assert register_plan(world.founding, PLAN, now=NOON).preregistration.begun_before == 2
