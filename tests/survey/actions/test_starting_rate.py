"""Beginning again and again is slowed down, without knowing who does it."""

from datetime import timedelta

import pytest

from survey.actions.places import STARTS_A_MINUTE
from survey.actions.withdrawal import withdraw
from survey.errors import TooManyAtOnce
from survey.models import Participant
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def crowd(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("survey.actions.places.STARTS_A_MINUTE", 3)
    world.open(quota=20)
    for number in range(3):
        world.join(str(number))
    return world


def test_more_than_a_minute_lets_in_are_asked_to_wait_and_nothing_is_kept(crowd: World) -> None:
    with pytest.raises(TooManyAtOnce, match="wait a minute"):
        crowd.join("one more")
    assert Participant.objects.count() == 3


def test_a_minute_later_they_begin(crowd: World) -> None:
    crowd.join("one more", now=NOON + timedelta(minutes=1))
    assert Participant.objects.count() == 4


def test_withdrawing_makes_no_room_for_another_start(crowd: World) -> None:
    for participant in Participant.objects.all():
        withdraw(participant, now=NOON)
    with pytest.raises(TooManyAtOnce):
        crowd.join("again")


def test_pilots_and_simulated_participants_neither_wait_nor_count(crowd: World) -> None:
    crowd.join("pilot", is_pilot=True)
    for number in range(5):
        crowd.join(f"program {number}", is_simulated=True)
    crowd.join("one more", now=NOON + timedelta(minutes=1))


def test_a_class_can_begin_together() -> None:
    assert STARTS_A_MINUTE >= 30
