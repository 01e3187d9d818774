"""A request is its participant's own, and its time never runs backwards."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from attribution.errors import NotInBundle
from survey.audit_chain.verify_version import problems_of_version
from survey.leaving.retention import expired_answers
from survey.models import (
    AllocationStep,
    EnrolmentWindow,
    Exploration,
    PageVisit,
    Participant,
    State,
)
from survey.participation.drop_off import page_flow
from survey.participation.requests import (
    RETRY_AFTER,
    SIMULATED_REQUEST,
    SimulatedRequest,
    participant_time,
    participants_own,
    request_time,
    simulated_request,
    unavailable_response,
)
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
        times = [exploration.applied_at for exploration in trial.explorations.order_by("position")]
        assert times == sorted(times)
        assert trial.choice.chosen_at >= times[-1]
    assert Exploration.objects.count() == 4
    flow = page_flow(Participant.objects.all(), world.founding.survey)
    assert all((page.seconds or 0) >= 0 for page in flow)
    assert list(problems_of_version(person.version)) == []


def test_a_clock_set_back_lets_people_begin_and_throws_nobody_out(
    world: World, walker: Walker, clock: Clock
) -> None:
    EnrolmentWindow.objects.update(starts_a_minute=5)
    for number in range(5):
        world.join(str(number), now=clock())
    clock.set_back()
    walker.begin()
    assert Participant.objects.count() == 6
    assert not AllocationStep.objects.filter(kind=AllocationStep.Kind.FREED).exists()
    assert expired_answers(clock().date()) == ()


def simulated(now: datetime) -> SimulatedRequest:
    return SimulatedRequest(Random(1), now)  # noqa: S311


def test_a_simulated_participant_goes_by_a_clock_of_its_own(rf: RequestFactory) -> None:
    person = simulated(NOON)
    request = rf.get("/", **{SIMULATED_REQUEST: person})  # type: ignore[arg-type]
    assert simulated_request(request) is person
    person.spend(90)
    assert request_time(request) == NOON + timedelta(seconds=90)


@pytest.mark.parametrize("value", ["yes", "", None, 1])
def test_no_value_that_a_browser_could_send_makes_a_request_simulated(
    rf: RequestFactory, value: object
) -> None:
    request = rf.get("/", **{SIMULATED_REQUEST: value})  # type: ignore[arg-type]
    assert simulated_request(request) is None


@pytest.mark.parametrize(("minutes", "counted"), [(-60, 0), (0, 0), (5, 5)])
def test_a_request_is_never_earlier_than_what_its_participant_did_last(
    world: World, rf: RequestFactory, minutes: int, counted: int
) -> None:
    request = rf.get("/", **{SIMULATED_REQUEST: simulated(NOON + timedelta(minutes=minutes))})  # type: ignore[arg-type]
    assert world.ada.last_active_at == NOON
    assert participant_time(world.ada, request) == NOON + timedelta(minutes=counted)


@participants_own
def kind_of(_request: HttpRequest, participant: Participant) -> HttpResponse:
    if participant.state == State.STOPPED:
        raise Participant.DoesNotExist
    return HttpResponse(participant.kind)


def test_a_link_leads_to_its_participant_and_any_other_to_a_page_that_says_so(
    world: World, rf: RequestFactory
) -> None:
    assert kind_of(rf.get("/"), token=world.ada.token).content == b"participant"
    assert kind_of(rf.get("/"), token="nobody").status_code == 404
    Participant.objects.update(state=State.STOPPED)
    gone = kind_of(rf.get("/"), token=world.ada.token)
    assert gone.status_code == 404
    assert gone.content == kind_of(rf.get("/"), token="nobody").content


def test_people_are_asked_to_come_back_and_whoever_runs_the_server_learns_why(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    response = unavailable_response(
        rf.get("/"), HttpResponse(status=503), NotInBundle("No effects of loan.")
    )
    assert response.headers["Retry-After"] == str(RETRY_AFTER)
    assert "No effects of loan. People are asked to come back later" in caplog.text
    assert "`needfinder load_effects`" in caplog.text
