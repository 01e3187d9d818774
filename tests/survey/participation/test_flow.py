"""How many came, and how far they got."""

from typing import Any

import pytest

from survey.enrolment.enrol import count_screened_out
from survey.leaving.withdraw import stop, withdraw
from survey.models import ScreenedOut, Slot
from survey.participation.flow import slots_by_order, study_flow, version_flow
from survey.population import Population
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_everybody_is_counted_once_and_pilots_not_at_all(world: World) -> None:
    finish(world.ada)
    withdraw(world.join("bo"), now=NOON)
    stop(world.join("cy"), now=NOON)
    world.join("dee")
    world.join("pia", population=Population.PILOTS)
    withdraw(world.join("pit", population=Population.PILOTS), now=NOON)
    count_screened_out(world.founding, ScreenedOut.Reason.NOT_ELIGIBLE)
    flow = version_flow(world.founding, Population.PEOPLE)
    assert (flow.taking_part, flow.completed, flow.stopped, flow.withdrew) == (1, 1, 1, 1)
    assert flow.began == 4
    assert flow.screened_out == {"not eligible": 1}
    assert version_flow(world.founding, Population.PILOTS).began == 1
    assert study_flow(world.founding.study, Population.PEOPLE) == flow


def test_slots_are_counted_by_order_as_completed_held_or_free(world: World) -> None:
    finish(world.ada)
    people = [world.join(name) for name in ("bo", "cy", "dee")]  # with ada, a whole block
    stop(people[0], now=NOON)
    slots = slots_by_order(Slot.objects.filter(version=world.founding))
    assert [slot.order for slot in slots] == [("image", "tabular"), ("tabular", "image")]
    assert sum(slot.completed for slot in slots) == 1
    assert sum(slot.held for slot in slots) == 2
    assert sum(slot.free for slot in slots) == 1
    ada = tuple(trial.scenario for trial in world.ada.trials.all())
    assert next(slot for slot in slots if slot.order == ada).completed == 1


def test_nobody_has_come_yet(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        flow = version_flow(world.founding, Population.PEOPLE)
    assert (flow.began, flow.screened_out, flow.expired) == (0, {}, {})
