"""A full order of scenarios gives its turn to another, and the rest stays balanced."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from survey.enrolment.order_quotas import quotas_by_order, set_order_quotas
from survey.errors import EverySlotTaken, QuotaRefused
from survey.leaving.withdraw import withdraw
from survey.models import EnrolmentWindow, Participant, Slot, StudyVersion
from survey.population import Population
from survey.studies.enrolment_window import Phase, enrolment_state
from tests.survey.crowd import at_once, complete
from tests.survey.enrolment.test_enrol_at_once import comes
from tests.world import NOON, World

pytestmark = pytest.mark.django_db

IMAGE_FIRST, TABULAR_FIRST = "image,tabular", "tabular,image"


def orders_held() -> Counter[str]:
    held = Slot.objects.filter(participant__isnull=False, population=Population.PEOPLE)
    return Counter(",".join(slot.order) for slot in held)


def fill(world: World, number: int) -> list[Participant]:
    return [world.join(f"person {turn}") for turn in range(number)]


@pytest.fixture
def quotas(world: World) -> StudyVersion:
    world.open(quota=20)
    set_order_quotas(world.founding, {IMAGE_FIRST: 3})
    return world.founding


def test_a_full_order_gives_its_turn_to_the_other(world: World, quotas: StudyVersion) -> None:
    # Blocks of four hold each order twice, so that the third of an order comes seventh at latest.
    fill(world, 7)
    assert orders_held() == {IMAGE_FIRST: 3, TABULAR_FIRST: 4}
    for turn in range(5):
        world.join(f"later {turn}")
    assert orders_held() == {IMAGE_FIRST: 3, TABULAR_FIRST: 9}


def test_when_every_order_is_full_the_study_is(world: World, quotas: StudyVersion) -> None:
    set_order_quotas(quotas, {IMAGE_FIRST: 2, TABULAR_FIRST: 3})
    fill(world, 5)
    with pytest.raises(EverySlotTaken, match="Every place"):
        world.join("late")
    assert orders_held() == {IMAGE_FIRST: 2, TABULAR_FIRST: 3}
    state = enrolment_state(quotas.study, now=NOON)
    assert state is not None
    assert (state.phase, state.taken) == (Phase.FULL, 5)


def test_the_quota_of_the_study_holds_for_all_orders_together(
    world: World, quotas: StudyVersion
) -> None:
    EnrolmentWindow.objects.update(quota=4)
    fill(world, 4)
    with pytest.raises(EverySlotTaken):
        world.join("late")


def test_a_slot_given_up_in_a_full_order_goes_to_whoever_comes_next(
    world: World, quotas: StudyVersion
) -> None:
    set_order_quotas(quotas, {IMAGE_FIRST: 2, TABULAR_FIRST: 2})
    first, *_others = fill(world, 4)
    order = first.slot.order
    withdraw(first, now=NOON)
    assert world.join("next").slot.order == order


def test_an_idle_holder_makes_room_in_their_order(world: World, quotas: StudyVersion) -> None:
    set_order_quotas(quotas, {IMAGE_FIRST: 1, TABULAR_FIRST: 1})
    fill(world, 2)
    world.join("later", now=NOON + timedelta(minutes=121))
    assert sum(orders_held().values()) == 1


def test_a_larger_quota_fills_the_slots_that_were_passed_over_first(
    world: World, quotas: StudyVersion
) -> None:
    fill(world, 10)
    passed = Slot.objects.filter(participant=None, completed_at=None).order_by("number").first()
    assert passed is not None
    set_order_quotas(quotas, {})
    assert world.join("more").slot.number == passed.number


def test_where_an_order_is_bounded_both_stay_alike_until_it_is_full(
    world: World, quotas: StudyVersion
) -> None:
    set_order_quotas(quotas, {IMAGE_FIRST: 6})
    for turn in range(12):
        complete(world.join(f"person {turn}"), minute=turn)
        held = orders_held()
        # Blocks of four hold each order twice, so that no moment has more than two apart.
        assert abs(held[IMAGE_FIRST] - held[TABULAR_FIRST]) <= 2
    assert orders_held() == {IMAGE_FIRST: 6, TABULAR_FIRST: 6}


def test_simulated_participants_and_pilots_know_no_quota(
    world: World, quotas: StudyVersion
) -> None:
    set_order_quotas(quotas, {IMAGE_FIRST: 0, TABULAR_FIRST: 0})
    for population in (Population.SIMULATED, Population.PILOTS):
        assert world.join(population, population=population).trials.count() == 2
    with pytest.raises(EverySlotTaken):
        world.join("ada")


def test_how_far_each_order_is_filled_is_told_by_the_titles_of_its_scenarios(
    world: World, quotas: StudyVersion
) -> None:
    fill(world, 4)
    image, tabular = quotas_by_order(quotas, now=NOON)
    assert (image.key, image.quota, image.taken) == (IMAGE_FIRST, 3, 2)
    assert (tabular.key, tabular.quota, tabular.taken) == (TABULAR_FIRST, None, 2)
    assert image.titles == tabular.titles[::-1]
    assert "clothing" in image.titles[0]


@pytest.mark.parametrize(
    ("sent", "said"),
    [({"image": 3}, "No order"), ({IMAGE_FIRST: -1}, "number from 0")],
)
def test_quotas_that_cannot_be_are_refused(
    world: World, quotas: StudyVersion, sent: dict[str, int], said: str
) -> None:
    with pytest.raises(QuotaRefused, match=said):
        set_order_quotas(quotas, sent)
    assert EnrolmentWindow.objects.get().order_quotas == {IMAGE_FIRST: 3}


def test_a_study_that_was_never_opened_has_none(world: World) -> None:
    assert quotas_by_order(world.founding, now=NOON) == ()
    with pytest.raises(QuotaRefused, match="Open it first"):
        set_order_quotas(world.founding, {IMAGE_FIRST: 3})


def test_a_study_with_one_order_has_the_quota_of_the_study_alone(world: World) -> None:
    world.open()
    content = world.founding.content.replace('"balanced_blocks"', '"as_written"')
    StudyVersion.objects.update(content=content, digest="e" * 64)
    version = StudyVersion.objects.get()
    with pytest.raises(QuotaRefused, match="the same order"):
        set_order_quotas(version, {IMAGE_FIRST: 3})


@pytest.mark.django_db(transaction=True)
def test_of_many_who_come_at_once_no_more_begin_than_the_orders_have_slots() -> None:
    world = World()
    world.open(quota=100)
    set_order_quotas(world.founding, {IMAGE_FIRST: 1, TABULAR_FIRST: 2})
    came = at_once(partial(comes, world, f"guest {number}") for number in range(12))
    assert came.count(True) == 3
    assert orders_held() == {IMAGE_FIRST: 1, TABULAR_FIRST: 2}
