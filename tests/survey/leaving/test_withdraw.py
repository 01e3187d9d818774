"""Stopping keeps what was submitted, withdrawing keeps nothing, and both free the slot."""

from datetime import timedelta

import pytest

from survey.enrolment.models import beginning_of
from survey.leaving.withdraw import stop, withdraw
from survey.models import (
    AllocationStep,
    Anchor,
    Answer,
    Draft,
    Link,
    Participant,
    Slot,
    State,
    Tombstone,
)
from survey.participation.page_visits import current_page
from survey.participation.submit import save_draft
from survey.population import Population
from tests.survey.steps import finish, go_to_trial
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


LATER = NOON + timedelta(hours=1)


def write_draft(participant: Participant) -> None:
    page = current_page(participant)
    assert page is not None
    save_draft(participant, page, {"gender": "other"}, now=NOON)


def test_stopping_keeps_the_answers_and_deletes_the_draft(world: World) -> None:
    go_to_trial(world.ada)
    submitted = Answer.objects.count()
    write_draft(world.ada)
    stop(world.ada, now=LATER)
    ada = Participant.objects.get()
    assert (ada.state, ada.ended_at) == (State.STOPPED, LATER)
    assert Answer.objects.count() == submitted > 0
    assert not Draft.objects.exists()


@pytest.mark.parametrize(("leave", "reason"), [(stop, "stopped"), (withdraw, "withdrawn")])
def test_leaving_frees_the_slot_and_logs_why(world: World, leave: type, reason: str) -> None:
    leave(world.ada, now=LATER)
    assert Slot.objects.get().participant is None
    step = AllocationStep.objects.get(kind=AllocationStep.Kind.FREED)
    assert (step.reason, step.happened_at) == (reason, LATER)


def test_whoever_has_ended_does_not_stop(world: World) -> None:
    finish(world.ada)
    stop(world.ada, now=LATER)
    ada = Participant.objects.get()
    assert (ada.state, ada.ended_at) == (State.COMPLETED, NOON)


def test_stopping_twice_keeps_the_first_time(world: World) -> None:
    stop(world.ada, now=NOON)
    stop(world.ada, now=LATER)
    assert Participant.objects.get().ended_at == NOON
    assert Anchor.objects.filter(kind=Anchor.Kind.STOPPED).count() == 1


@pytest.mark.parametrize("state", ["taking part", "stopped", "completed"])
def test_everything_can_be_deleted_at_any_time(world: World, state: str) -> None:
    ada = world.ada
    if state == "completed":
        finish(ada)
    if state == "stopped":
        stop(ada, now=NOON)
    tombstone = withdraw(ada, now=LATER)
    assert tombstone is not None
    assert (tombstone.withdrawn_at, tombstone.beginning) == (LATER, beginning_of("ada"))
    assert not Participant.objects.exists()
    assert not Answer.objects.exists()


def test_of_the_chain_only_digests_stay_and_the_withdrawal_is_anchored(world: World) -> None:
    finish(world.ada)
    links = Link.objects.count()
    tombstone = withdraw(world.ada, now=LATER)
    assert Link.objects.count() == links
    assert not Link.objects.exclude(subject="", salt="").exists()
    assert Anchor.objects.get(kind=Anchor.Kind.WITHDRAWN).tombstone == tombstone


@pytest.mark.parametrize("population", [Population.PILOTS, Population.SIMULATED])
def test_nobody_withdrew_where_no_person_took_part(world: World, population: Population) -> None:
    world.open()
    participant = world.join("pia", population=population)
    assert withdraw(participant, now=LATER) is None
    assert not Participant.objects.exists()
    assert not Tombstone.objects.exists()
    assert not Anchor.objects.exists()


def test_whoever_withdrew_is_not_there_to_leave_once_more(world: World) -> None:
    ada, again = world.ada, Participant.objects.get()
    withdraw(ada, now=NOON)
    for leave in (stop, withdraw):
        with pytest.raises(Participant.DoesNotExist):
            leave(again, now=LATER)
    assert Tombstone.objects.count() == 1
