"""Slots are reserved, freed and filled again, so that completed orders stay balanced."""

from datetime import timedelta

import pytest

from survey.design.allocation import order_of_slot
from survey.errors import StudyClosed
from survey.leaving.withdraw import stop, withdraw
from survey.models import AllocationStep, EnrolmentWindow, PageVisit, Participant, Slot, State
from survey.participation.page_visits import note_activity
from survey.population import Population
from tests.survey.crowd import come_and_go, complete
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

SOON = NOON + timedelta(minutes=90)
LATE = NOON + timedelta(minutes=121)  # a slot is kept for 120 minutes without a page


@pytest.fixture(autouse=True)
def opened(world: World) -> None:
    world.open(quota=4)


def number_of_slot(participant: Participant) -> int | None:
    return Slot.objects.filter(participant=participant).values_list("number", flat=True).first()


def fill(world: World) -> list[Participant]:
    """Four people hold every slot, and have sent a first page."""
    people = [world.join(name) for name in ("ada", "bo", "cy", "dee")]
    PageVisit.objects.filter(submitted_at=None).update(submitted_at=NOON)
    return people


def test_the_first_block_holds_each_order_twice(world: World) -> None:
    orders = [slot.order for person in fill(world) for slot in [person.slot]]
    assert sorted(orders) == [["image", "tabular"]] * 2 + [["tabular", "image"]] * 2


def test_nobody_begins_once_every_slot_is_taken(world: World) -> None:
    fill(world)
    with pytest.raises(StudyClosed, match="Every place"):
        world.join("late")
    assert Participant.objects.count() == 4


@pytest.mark.parametrize("leave", [stop, withdraw])
def test_a_slot_given_up_goes_to_whoever_comes_next(world: World, leave: type) -> None:
    _ada, bo, *_others = fill(world)
    order = bo.slot.order
    leave(bo, now=SOON)
    eve = world.join("eve", now=SOON)
    assert number_of_slot(eve) == 1
    assert [trial.scenario for trial in eve.trials.all()] == order


def test_withdrawal_after_the_end_frees_the_slot_too(world: World) -> None:
    ada = fill(world)[0]
    complete(ada, minute=30)
    withdraw(ada, now=SOON)
    assert number_of_slot(world.join("eve", now=SOON)) == 0


def test_a_completed_slot_stays_taken_however_long_ago(world: World) -> None:
    for person in fill(world):
        complete(person, minute=30)
    with pytest.raises(StudyClosed):
        world.join("eve", now=NOON + timedelta(days=300))


def test_a_slot_without_a_page_for_too_long_is_given_on(world: World) -> None:
    fill(world)
    with pytest.raises(StudyClosed):
        world.join("eve", now=NOON + timedelta(minutes=120))
    assert number_of_slot(world.join("eve", now=LATE)) == 0


def test_whoever_still_reads_keeps_the_slot(world: World) -> None:
    ada = fill(world)[0]
    note_activity(ada, now=SOON)
    assert number_of_slot(world.join("eve", now=LATE)) == 1
    assert number_of_slot(ada) == 0


def test_how_long_a_slot_is_kept_can_be_set(world: World) -> None:
    fill(world)
    EnrolmentWindow.objects.update(idle_minutes=30)
    assert number_of_slot(world.join("eve", now=NOON + timedelta(minutes=31))) == 0


def test_whoever_returns_after_their_slot_was_given_on_takes_a_free_one_of_their_order(
    world: World,
) -> None:
    ada, bo, cy, dee = fill(world)
    eve = world.join("eve", now=LATE)  # all four slots are freed, and eve takes ada's
    complete(ada, minute=130)
    ada.refresh_from_db()
    assert (ada.state, ada.slot.order) == (State.COMPLETED, eve.slot.order)
    assert ada.slot.completed_at is not None
    assert {number_of_slot(person) for person in (bo, cy, dee)} == {None}


def test_whoever_returns_when_none_is_free_completes_the_next_slot_of_their_order(
    world: World,
) -> None:
    ada = fill(world)[0]
    for number in range(4):
        world.join(f"later {number}", now=LATE)
    complete(ada, minute=130)
    ada.refresh_from_db()
    assert ada.slot.number >= 4
    assert ada.slot.order == [trial.scenario for trial in ada.trials.all()]
    passed = Slot.objects.filter(number__gte=4, number__lt=ada.slot.number)
    assert {state_of(slot) for slot in passed} <= {"free"}


def test_a_pilot_takes_no_slot_and_leaves_no_step(world: World) -> None:
    pilot = world.join("pilot", population=Population.PILOTS)
    assert pilot.trials.count() == 2
    complete(pilot, minute=30)
    assert not Slot.objects.exists()
    assert not AllocationStep.objects.exists()


def test_the_log_and_the_seed_replay_who_held_what(world: World) -> None:
    world.open(quota=1000)
    come_and_go(world, 60, dropout=0.4, present=8, seed=3)
    world.founding.refresh_from_db()
    held: dict[int, str] = {}
    for step in AllocationStep.objects.select_related("slot"):
        slot = step.slot
        held |= dict.fromkeys(range(len(held), slot.number + 1), "free")
        if step.kind == "reserved":
            assert slot.number == min(number for number in held if held[number] == "free")
        assert tuple(slot.order) == order_of_slot(
            world.founding.survey, slot.number, seed=world.founding.seed
        )
        assert (held[slot.number] == "free") <= (step.kind in {"reserved", "completed"})
        held[slot.number] = "free" if step.kind == "freed" else step.kind
    assert held == {slot.number: state_of(slot) for slot in Slot.objects.all()}


def state_of(slot: Slot) -> str:
    if slot.completed_at:
        return "completed"
    return "reserved" if slot.participant_id else "free"


@pytest.mark.slow
@pytest.mark.any_database
def test_with_two_in_five_dropping_out_completed_orders_stay_balanced(world: World) -> None:
    # checks/robustness/balance.py runs this with 10,000, where alternating would be about 49 apart.
    world.open(quota=10_000)
    completed = come_and_go(world, 300, dropout=0.4, present=32, seed=1)
    assert sum(completed.values()) > 150
    assert len(completed) == 2
    assert abs(completed["image tabular"] - completed["tabular image"]) <= 10


@pytest.mark.slow
@pytest.mark.any_database
def test_where_people_come_until_the_quota_is_filled_both_orders_fill_it_alike(
    world: World,
) -> None:
    world.open(quota=40)
    completed = come_and_go(world, 700, dropout=0.4, present=8, seed=1)
    assert Slot.objects.filter(number__lt=40).exclude(completed_at=None).count() == 40
    assert abs(completed["image tabular"] - completed["tabular image"]) <= 2
