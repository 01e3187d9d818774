"""A clock that is set back while people take part."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from survey.audit_chain.verify_version import problems_of_version
from survey.leaving.retention import expired_answers
from survey.models import AllocationStep, Exploration, Opening, PageVisit, Participant, State
from survey.participation.drop_off import page_flow
from tests.survey.walker import Walker
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


class Clock:
    """Goes back by an hour whenever it is told to; a second passes each time it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def set_back(self) -> None:
        self.now -= timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def walker(client: Client, world: World, clock: Clock) -> Walker:
    world.open()
    return Walker(client)


def test_nothing_takes_less_than_no_time_and_everything_stays_in_order(
    world: World, walker: Walker, clock: Clock
) -> None:
    agreed = walker.agree()
    clock.set_back()
    walker.include(agreed, {"developed_models": "yes"})
    while walker.page != "compensation.compensation":
        clock.set_back()
        if walker.page.endswith(".trial"):
            walker.apply(number="7")
            clock.set_back()
        walker.go_on_to_next()
    person = Participant.objects.get()
    assert person.state == State.COMPLETED
    assert person.ended_at is not None
    assert person.ended_at >= person.consented_at
    for visit in PageVisit.objects.exclude(submitted_at=None):
        assert visit.submitted_at is not None
        assert visit.submitted_at >= visit.shown_at, visit.page
    for trial in person.trials.all():
        times = [each.applied_at for each in trial.explorations.order_by("position")]
        assert times == sorted(times)
        assert trial.choice.chosen_at >= times[-1]
    assert Exploration.objects.count() == 4
    flow = page_flow(Participant.objects.all(), world.founding.definition)
    assert all((each.seconds or 0) >= 0 for each in flow)
    assert list(problems_of_version(person.version)) == []


def test_a_clock_set_back_lets_people_begin_and_throws_nobody_out(
    world: World, walker: Walker, clock: Clock
) -> None:
    Opening.objects.update(starts_a_minute=5)
    for number in range(5):
        world.join(str(number), now=clock())
    clock.set_back()
    walker.begin()
    assert Participant.objects.count() == 6
    assert not AllocationStep.objects.filter(kind=AllocationStep.Kind.FREED).exists()
    assert expired_answers(clock().date()) == ()
