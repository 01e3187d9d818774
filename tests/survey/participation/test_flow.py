from typing import Any

import pytest

from survey.enrolment.enrol import count_turned_away
from survey.leaving.withdraw import stop, withdraw
from survey.models import TurnedAway
from survey.participation.flow import PlacesOfOrder, version_counts
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_everybody_is_counted_once_and_pilots_not_at_all(world: World) -> None:
    finish(world.ada)
    withdraw(world.join("bo"), now=NOON)
    stop(world.join("cy"), now=NOON)
    world.join("dee")
    world.join("pia", is_pilot=True)
    withdraw(world.join("pit", is_pilot=True), now=NOON)
    count_turned_away(world.founding, TurnedAway.Reason.NOT_ELIGIBLE)
    counts = version_counts(world.founding)
    assert (counts.active, counts.completed, counts.stopped, counts.withdrawn) == (1, 1, 1, 1)
    assert counts.began == 4
    assert counts.turned_away == {"not eligible": 1}


def test_places_are_counted_by_order_as_completed_held_or_free(world: World) -> None:
    finish(world.ada)
    people = [world.join(name) for name in ("bo", "cy", "dee")]  # with ada, a whole block
    stop(people[0], now=NOON)
    counts = version_counts(world.founding)
    assert [place.order for place in counts.places] == [("image", "tabular"), ("tabular", "image")]
    assert sum(place.completed for place in counts.places) == 1
    assert sum(place.held for place in counts.places) == 2
    assert sum(place.free for place in counts.places) == 1
    ada = tuple(trial.scenario for trial in world.ada.trials.all())
    assert next(place for place in counts.places if place.order == ada).completed == 1


def test_nobody_has_come_yet(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        counts = version_counts(world.founding)
    no_places: tuple[PlacesOfOrder, ...] = ()
    assert (counts.began, counts.turned_away, counts.places) == (0, {}, no_places)
