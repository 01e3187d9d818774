"""Exclusions are logged, undone, refused where they make no sense, and held by the database."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from analysis.errors import CannotExclude
from analysis.models import Exclusion, ExclusionStep
from analysis.records.exclude import exclude, readmit
from analysis.records.models import Reason
from survey.audit_chain.verify_version import problems_of_version
from survey.errors import EverySlotTaken
from survey.leaving.withdraw import withdraw
from survey.models import AllocationStep, Participant, Slot
from survey.participation.flow import slots_by_order, version_flow
from survey.population import Population
from tests.analysis.conftest import Studied
from tests.survey.crowd import at_once
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_the_log_keeps_every_step_with_its_reason_and_who_took_it(
    studied: Studied, rosa: User
) -> None:
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON, note="two words an answer")
    readmit(studied.ada, Reason.MISTAKEN, by=rosa, now=NOON)
    exclude(studied.ada, Reason.REPEATED, by=rosa, now=NOON)
    assert list(studied.ada.exclusion_steps.values_list("number", "kind", "reason", "by")) == [
        (1, "excluded", "low_quality", rosa.pk),
        (2, "readmitted", "mistaken", rosa.pk),
        (3, "excluded", "repeated", rosa.pk),
    ]


def test_nobody_is_excluded_twice_or_taken_in_without_having_been(
    studied: Studied, rosa: User
) -> None:
    with pytest.raises(CannotExclude, match="not excluded"):
        readmit(studied.ada, Reason.MISTAKEN, by=rosa, now=NOON)
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="excluded already"):
        exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="no reason here"):
        readmit(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    assert ExclusionStep.objects.count() == 1


def test_pilots_and_those_still_taking_part_are_not_excluded(studied: Studied, rosa: User) -> None:
    with pytest.raises(CannotExclude, match="still taking part"):
        exclude(studied.fay, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="pilot"):
        exclude(studied.pia, Reason.OTHER, by=rosa, now=NOON)


def test_the_database_itself_lets_nobody_be_excluded_twice(studied: Studied, rosa: User) -> None:
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Exclusion.objects.create(participant=studied.ada, reason=Reason.OTHER)


def test_whoever_withdraws_takes_their_exclusions_along(studied: Studied, rosa: User) -> None:
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON, note="about ada")
    withdraw(studied.ada, now=NOON)
    assert not ExclusionStep.objects.exists()
    assert not Exclusion.objects.exists()


def test_a_place_given_on_goes_with_its_order_to_whoever_comes_next(
    world: World, rosa: User
) -> None:
    """Of 34 who answered, the paper excluded 3 and analysed 31."""
    world.open(quota=1)
    ada = world.join("ada")
    order = ada.slot.order
    finish(ada)
    exclude(ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    with pytest.raises(EverySlotTaken):
        world.join("bo")
    readmit(ada, Reason.MISTAKEN, by=rosa, now=NOON)
    exclude(ada, Reason.LOW_QUALITY, by=rosa, now=NOON, frees_slot=True)
    bo = world.join("bo")
    assert (bo.slot.number, bo.slot.order) == (0, order)
    finish(bo)
    assert version_flow(world.founding, Population.PEOPLE).completed == 2
    slots = slots_by_order(world.founding.slots.all())
    assert [(slot.completed, slot.held, slot.free) for slot in slots] == [(1, 0, 0)]
    steps = AllocationStep.objects.values_list("kind", "reason")
    assert ("freed", "excluded") in steps
    assert list(problems_of_version(world.founding)) == []


def test_taking_somebody_in_again_takes_nobodys_place(world: World, rosa: User) -> None:
    world.open(quota=1)
    ada = world.join("ada")
    finish(ada)
    exclude(ada, Reason.LOW_QUALITY, by=rosa, now=NOON, frees_slot=True)
    bo = world.join("bo")
    readmit(ada, Reason.REASSESSED, by=rosa, now=NOON)
    assert bo.slot.number == 0
    withdraw(ada, now=NOON)
    assert Slot.objects.get().participant == bo


def test_a_simulated_participants_place_stays(world: World, rosa: User) -> None:
    world.open()
    sim = world.join("sim", population=Population.SIMULATED)
    finish(sim)
    exclude(sim, Reason.OTHER, by=rosa, now=NOON, frees_slot=True)
    assert Slot.objects.get().completed_at is not None


@pytest.mark.django_db(transaction=True)
def test_an_exclusion_beside_arrivals_gives_one_place_to_one(
    transactional_db: None, django_user_model: type[User]
) -> None:
    world, by = World(), django_user_model.objects.create_user("rosa")
    world.open(quota=1)
    ada = world.join("ada")
    finish(ada)

    def arrive(name: str) -> None:
        with suppress(EverySlotTaken):
            world.join(name)

    def leave_out() -> None:
        exclude(ada, Reason.OTHER, by=by, now=NOON, frees_slot=True)

    jobs: list[Callable[[], None]] = [partial(arrive, f"guest {number}") for number in range(7)]
    at_once([leave_out, *jobs])
    assert Slot.objects.count() == 1
    assert Participant.objects.count() <= 2
