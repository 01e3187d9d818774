"""People, pilots and simulated participants never mix in what is counted, balanced and paid."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.design.allocation import order_of_slot
from survey.enrolment.slots import reserve_slot
from survey.errors import StudyClosed
from survey.leaving.withdraw import stop, withdraw
from survey.models import EnrolmentWindow, Participant, Slot, StudyVersion, Tombstone
from survey.participation.compensation import give_contact
from survey.participation.flow import slots_by_order, version_flow
from survey.population import POPULATIONS, ParticipantFlow, Population
from tests.survey.participant_records import completed_responses
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

counts = st.integers(0, 10**6)
reasons = st.dictionaries(st.text(min_size=1), counts, max_size=3)


def test_they_need_no_enrolment_window_and_leave_the_quota_to_people(world: World) -> None:
    world.open(quota=1)
    EnrolmentWindow.objects.update(invited_only=True)
    simulated = [
        world.join(f"sim {number}", population=Population.SIMULATED) for number in range(3)
    ]
    EnrolmentWindow.objects.update(invited_only=False)
    finish(simulated[0])
    ada = world.join("ada")
    assert ada.slot.number == 0
    with pytest.raises(StudyClosed, match="Every place"):
        reserve_slot(ada, now=NOON)


def test_their_orders_are_balanced_among_themselves_and_the_same_everywhere(world: World) -> None:
    world.open()
    world.join("bo")
    StudyVersion.objects.update(seed=7)
    people = [world.join(f"sim {number}", population=Population.SIMULATED) for number in range(8)]
    orders = [tuple(person.trials.values_list("scenario", flat=True)) for person in people]
    assert set(Counter(orders).values()) == {4}
    study, seed = world.founding.survey, world.founding.content_seed
    assert orders == [order_of_slot(study, number, seed=seed) for number in range(8)]


def test_a_slot_that_a_person_left_is_for_people(world: World) -> None:
    withdraw(world.ada, now=NOON)
    finish(world.join("sim", population=Population.SIMULATED))
    free = Slot.objects.get(population=Population.PEOPLE)
    assert (free.participant, free.completed_at) == (None, None)
    simulated = world.join("sim 2", population=Population.SIMULATED)
    stop(simulated, now=NOON)
    assert world.join("bo").slot == free


def test_they_reach_analysis_alone_or_not_at_all(world: World) -> None:
    finish(world.ada)
    simulated = world.join("sim", population=Population.SIMULATED)
    finish(simulated)
    finish(world.join("pia", population=Population.PILOTS))
    study = world.founding.study
    assert [record.participant for record in completed_responses(study)] == [world.ada.pk]
    records_of_simulated = completed_responses(study, Population.SIMULATED)
    assert [record.participant for record in records_of_simulated] == [simulated.pk]


def test_they_are_counted_apart(world: World) -> None:
    finish(world.ada)
    finish(world.join("sim", population=Population.SIMULATED))
    world.join("sim 2", population=Population.SIMULATED)
    people = version_flow(world.founding, Population.PEOPLE)
    assert (people.began, people.completed) == (1, 1)
    assert version_flow(world.founding, Population.SIMULATED).began == 2
    slots = slots_by_order(Slot.objects.filter(population=Population.PEOPLE))
    assert sum(slot.completed + slot.held + slot.free for slot in slots) == 1


def test_one_deleted_is_nobody_who_withdrew_and_nobody_to_thank(world: World) -> None:
    world.open()
    simulated = world.join("sim", population=Population.SIMULATED)
    # This test may not touch the database of addresses, so none is kept.
    give_contact(simulated, "sim@example.org", day=NOON.date())
    withdraw(simulated, now=NOON)
    assert not Participant.objects.exists()
    assert not Tombstone.objects.exists()


@given(reasons, counts, counts, counts, counts, reasons)
def test_everybody_who_began_is_counted_once(
    screened_out: dict[str, int],
    taking_part: int,
    completed: int,
    stopped: int,
    withdrew: int,
    expired: dict[str, int],
) -> None:
    flow = ParticipantFlow(screened_out, taking_part, completed, stopped, withdrew, expired)
    gone = withdrew + sum(expired.values())
    assert flow.began == taking_part + completed + stopped + gone
    assert flow.answered == completed + stopped


def test_whoever_was_screened_out_did_not_begin() -> None:
    flow = ParticipantFlow({"not eligible": 7}, 0, 0, 0, 0, {})
    assert (flow.began, flow.answered, flow.expired_in_all) == (0, 0, 0)


def test_every_population_has_a_word_for_one_of_its_members() -> None:
    assert POPULATIONS == [
        ("people", "participant"),
        ("pilots", "pilot"),
        ("simulated", "simulated participant"),
    ]
