"""How many began by the hour and by the day, in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from survey.participation.arrivals import Arrivals, arrivals, midnight
from survey.population import Population
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

LATE = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)


def of(world: World, now: datetime) -> Arrivals:
    return arrivals(world.founding.study, Population.PEOPLE, now=now)[1]


def told(found: Arrivals) -> list[tuple[str, int, int]]:
    return [(f"{one.since:%d %H}", one.began, one.completed) for one in found.steps]


def test_on_the_first_days_every_hour_is_told_also_those_without_anybody(world: World) -> None:
    assert of(world, NOON) == Arrivals(by_hour=True, steps=(), is_complete=True)
    finish(world.ada)
    world.join("bo", now=NOON + timedelta(minutes=59, seconds=59))
    world.join("cy", now=NOON + timedelta(hours=2))
    world.join("pia", population=Population.PILOTS)
    found = of(world, NOON + timedelta(hours=2, minutes=30))
    assert found.by_hour
    assert told(found) == [("31 12", 2, 1), ("31 13", 0, 0), ("31 14", 1, 0)]


def test_later_days_are_told_and_begin_at_midnight_in_utc(world: World) -> None:
    _ = world.ada
    world.join("bo", now=LATE)
    world.join("cy", now=LATE + timedelta(minutes=31))
    found = of(world, NOON + timedelta(days=2))
    assert not found.by_hour
    assert told(found) == [("31 00", 2, 0), ("01 00", 1, 0), ("02 00", 0, 0)]
    assert found.is_complete


def test_only_the_last_sixty_days_are_told(world: World) -> None:
    _ = world.ada
    found = of(world, NOON + timedelta(days=60))
    assert (len(found.steps), found.is_complete) == (60, False)
    assert found.steps[0].since == midnight(NOON + timedelta(days=1))


def test_midnight_is_that_of_utc_wherever_the_clock_is() -> None:
    in_tokyo = timezone(timedelta(hours=9))
    assert midnight(datetime(2027, 2, 1, 8, tzinfo=in_tokyo)) == datetime(2027, 1, 31, tzinfo=UTC)
