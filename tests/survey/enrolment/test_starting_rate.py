"""Beginning again and again is slowed down, without knowing who does it."""

from datetime import timedelta

import pytest

from survey.enrolment.invitations import make_invitations
from survey.errors import EverySlotTaken, TooManyAtOnce
from survey.leaving.withdraw import withdraw
from survey.models import EnrolmentWindow, Invitation, Participant
from survey.population import Population
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.fixture
def crowd(world: World) -> World:
    world.open(quota=20, starts_a_minute=3)
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
    crowd.join("pilot", population=Population.PILOTS)
    for number in range(5):
        crowd.join(f"program {number}", population=Population.SIMULATED)
    crowd.join("one more", now=NOON + timedelta(minutes=1))


def test_whoever_was_invited_does_not_wait(crowd: World) -> None:
    make_invitations(crowd.founding.study, 5, made_at=LONG_AGO)
    for invitation in Invitation.objects.all():
        crowd.join(invitation.token, invitation=invitation.token)
    assert Participant.objects.count() == 8


def test_a_class_can_begin_together_where_the_enrolment_window_says_so(crowd: World) -> None:
    EnrolmentWindow.objects.update(starts_a_minute=20)
    for number in range(17):
        crowd.join(f"student {number}")
    assert Participant.objects.count() == 20


@pytest.mark.parametrize(("quota", "starts"), [(1, 3), (31, 3), (40, 4), (1000, 100)])
def test_an_enrolment_window_that_says_nothing_lets_in_a_tenth_of_its_slots(
    quota: int, starts: int
) -> None:
    assert EnrolmentWindow(quota=quota).most_starts == starts


def test_a_program_takes_eight_minutes_for_the_slots_of_a_small_study(world: World) -> None:
    """It took 23 slots in 3.1 seconds when a minute had room for 60 at least."""
    world.open(quota=23, starts_a_minute=None)
    seconds, began = 0, 0
    while began < 23:
        try:
            world.join(str(began), now=NOON + timedelta(seconds=seconds))
            began += 1
        except TooManyAtOnce:
            seconds += 10
    assert seconds >= 7 * 60
    with pytest.raises(EverySlotTaken):
        world.join("too late", now=NOON + timedelta(seconds=seconds))
