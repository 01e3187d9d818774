"""Beginning again and again keeps nobody out, without knowing who does it."""

from datetime import datetime, timedelta

import pytest

from survey.design.allocation import order_of_slot
from survey.enrolment.invitations import make_invitations
from survey.errors import EverySlotTaken, TooManyAtOnce
from survey.leaving.withdraw import withdraw
from survey.models import AllocationStep, EnrolmentWindow, Invitation, Participant, Slot
from survey.participation.page_visits import current_page
from survey.population import Population
from survey.studies import models
from survey.studies.enrolment_window import HELD_UNANSWERED, Phase, enrolment_state, slots_taken
from tests.survey.steps import do_page
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])

LATER = NOON + HELD_UNANSWERED


@pytest.fixture
def crowd(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Three people began at noon; no more may within a minute."""
    monkeypatch.setattr(models, "MOST_STARTS", 3)
    world.open(quota=20, starts_a_minute=3)
    for number in range(3):
        world.join(str(number))
    return world


@pytest.fixture
def full(world: World) -> list[Participant]:
    """Two people hold both slots and have sent nothing."""
    world.open(quota=2)
    return [world.join("ada"), world.join("bo")]


def answer(participant: Participant, now: datetime = NOON) -> None:
    """Send the page that the participant is on, as read anew from the database."""
    fresh = Participant.objects.get(pk=participant.pk)
    page = current_page(fresh)
    assert page is not None
    do_page(fresh, page, now)


def holds_slot(participant: Participant) -> bool:
    return Slot.objects.filter(participant=participant).exists()


def phase(world: World, now: datetime) -> Phase:
    state = enrolment_state(world.founding.study, now=now)
    assert state is not None
    return state.phase


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
    crowd.join("pilot", population=Population.PILOTS)
    for number in range(5):
        crowd.join(f"program {number}", population=Population.SIMULATED)
    crowd.join("one more", now=NOON + timedelta(minutes=1))


def test_whoever_was_invited_does_not_wait(crowd: World) -> None:
    make_invitations(crowd.founding.study, 5, made_at=LONG_AGO)
    for invitation in Invitation.objects.all():
        crowd.join(invitation.token, invitation=invitation.token)
    assert Participant.objects.count() == 8


@pytest.mark.parametrize(
    ("quota", "set_to", "kept", "most"),
    [
        (1, None, 3, 300),
        (31, None, 3, 300),
        (40, None, 4, 300),
        (1000, None, 100, 300),
        (1000, 7, 7, 300),
        (31, 25, 25, 300),
        (9000, None, 900, 900),
    ],
)
def test_slots_are_kept_while_a_tenth_of_them_begin_in_a_minute_and_300_may(
    quota: int, set_to: int | None, kept: int, most: int
) -> None:
    window = EnrolmentWindow(quota=quota, starts_a_minute=set_to)
    assert (window.kept_starts, window.most_starts) == (kept, most)


def test_a_slot_is_kept_for_five_minutes_before_a_first_page(
    world: World, full: list[Participant]
) -> None:
    with pytest.raises(EverySlotTaken):
        world.join("eve", now=LATER - timedelta(seconds=1))
    assert phase(world, LATER - timedelta(seconds=1)) is Phase.FULL
    assert phase(world, LATER) is Phase.OPEN
    eve = world.join("eve", now=LATER)
    assert (holds_slot(eve), holds_slot(full[0]), holds_slot(full[1])) == (True, False, True)
    assert AllocationStep.objects.get(kind="freed").reason == "unanswered"


def test_a_slot_is_kept_from_the_first_page_on(world: World, full: list[Participant]) -> None:
    for person in full:
        answer(person)
    with pytest.raises(EverySlotTaken):
        world.join("eve", now=NOON + timedelta(minutes=120))


def test_nobody_loses_a_slot_while_others_are_free(world: World) -> None:
    world.open(quota=3)
    ada = world.join("ada")
    world.join("bo", now=NOON + timedelta(hours=1))
    assert holds_slot(ada)


def test_whoever_answers_late_takes_a_slot_of_somebody_who_has_not(
    world: World, full: list[Participant]
) -> None:
    eve = world.join("eve", now=LATER)
    answer(full[0], LATER)
    assert holds_slot(full[0])
    assert Slot.objects.get(participant=full[0]).order == list(full[0].order)
    assert [holds_slot(eve), holds_slot(full[1])] == [True, False]
    assert slots_taken(world.founding.study_id) == 2


def test_whoever_answers_when_all_others_have_is_told_so_and_nothing_is_stored(
    world: World, full: list[Participant]
) -> None:
    eve = world.join("eve", now=LATER)
    for person in (full[1], eve):
        answer(person, LATER)
    with pytest.raises(EverySlotTaken):
        answer(full[0], LATER)
    assert not full[0].visits.exclude(submitted_at=None).exclude(page="inclusion").exists()
    assert slots_taken(world.founding.study_id) == 2


def test_while_many_begin_a_slot_belongs_to_whoever_answers(world: World) -> None:
    world.open(quota=4, starts_a_minute=3)
    for number in range(4):
        world.join(f"program {number}")
    people = []
    for number in range(4):
        people.append(world.join(f"person {number}"))
        for again in range(3):
            world.join(f"program {number} {again}")
        answer(people[-1])
    assert all(map(holds_slot, people))
    with pytest.raises(EverySlotTaken):
        world.join("too late")
    assert slots_taken(world.founding.study_id) == 4


def test_where_slots_were_given_on_orders_stay_as_they_were_allocated(world: World) -> None:
    world.open(quota=4, starts_a_minute=1)
    for number in range(16):
        answer(world.join(f"person {number % 4} {number}")) if number % 5 == 0 else world.join(
            f"program {number}"
        )
    for slot in Slot.objects.all():
        order = order_of_slot(world.founding.survey, slot.number, seed=world.founding.seed)
        assert tuple(slot.order) == order
        if slot.participant:
            assert tuple(slot.order) == slot.participant.order
