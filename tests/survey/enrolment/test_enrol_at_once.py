"""Many who come, leave or press twice at the same moment, each on a connection of their own."""

from datetime import timedelta
from functools import partial

import pytest

from survey.errors import StudyClosed
from survey.leaving.withdraw import withdraw
from survey.models import AllocationStep, Participant, Slot, Tombstone
from tests.survey.crowd import at_once
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


def comes(world: World, name: str, minute: int = 0) -> bool:
    try:
        world.join(name, now=NOON + timedelta(minutes=minute))
    except StudyClosed:
        return False
    return True


def goes(participant: Participant, minute: int = 0) -> bool:
    try:
        withdraw(participant, now=NOON + timedelta(minutes=minute))
    except Participant.DoesNotExist:
        return False
    return True


def test_of_sixty_four_who_come_at_once_one_gets_the_last_slot(world: World) -> None:
    world.open(quota=3)
    for name in ("ada", "bo"):
        world.join(name)
    came = at_once(partial(comes, world, f"guest {number}") for number in range(64))
    assert came.count(True) == 1
    assert Participant.objects.count() == Slot.objects.count() == 3
    assert Slot.objects.filter(participant=None).count() == 0


def test_whoever_begins_in_many_tabs_at_once_is_one_participant(world: World) -> None:
    world.open(quota=3)
    begun = at_once([lambda: world.join("ada").pk] * 16)
    assert len(set(begun)) == 1
    assert Slot.objects.count() == 1


def test_two_who_find_the_same_idle_slot_do_not_share_it(world: World) -> None:
    world.open(quota=1)
    world.join("ada")
    came = at_once(partial(comes, world, f"guest {number}", 121) for number in range(8))
    assert came.count(True) == 1


def test_a_withdrawal_beside_an_arrival_never_takes_the_slot_of_another(world: World) -> None:
    world.open(quota=1)
    for turn in range(5):
        ada = Participant.objects.first() or world.join(f"ada {turn}")
        leaves = partial(goes, ada, turn)
        at_once([leaves, partial(comes, world, f"bo {turn}", 200 * turn + 121)])
        for participant in Participant.objects.all():
            assert Slot.objects.filter(participant=participant).exists()


def test_ten_withdrawals_of_one_leave_one_tombstone(world: World) -> None:
    world.open(quota=1)
    ada = world.join("ada")
    assert at_once([partial(goes, ada)] * 10).count(True) == 1
    assert Tombstone.objects.count() == 1
    assert AllocationStep.objects.filter(kind="freed").count() == 1
