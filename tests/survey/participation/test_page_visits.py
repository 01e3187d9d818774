"""One page sent ten times at once: one answer stands, and everybody gets a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from survey.models import Answer, Choice, PageVisit, Participant, Slot
from tests.survey.crowd import at_once
from tests.survey.walker import BACKGROUND, CHECK, Walker
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 1  # 28 races; 112 with four people, which takes a minute


@pytest.fixture(autouse=True)
def opened(transactional_db: None) -> None:
    World().open()


def begun() -> Walker:
    walker = Walker(Client())
    walker.begin()
    return walker


def answers_to(page: str, words: str) -> dict[str, Any]:
    """An answer to any page; other words make another answer wherever there is a choice."""
    if page.startswith("background"):
        return BACKGROUND | {"gender__other": words}
    if page.endswith(".check"):
        return {**CHECK}
    if page.endswith(".trial"):
        return {"submit": "1" if words == "one" or int(words) % 2 else "2"}
    return dict.fromkeys(
        (
            "suspected_cause",
            "proposed_fix",
            "reason_for_action",
            "reason_for_metric",
            "reason_for_number",
            "missing_information",
            "remarks",
        ),
        f"Because {words}.",
    )


def sender(address: str, page: str, words: str) -> Callable[[], HttpResponse]:
    def send() -> HttpResponse:
        client = Client(raise_request_exception=False)
        return client.post(address, answers_to(page, words))  # type: ignore[return-value]

    return send


def race(walker: Walker, words: list[str]) -> None:
    """Ten at once on every page of one participation."""
    while (page := walker.page) != "compensation.compensation":
        if page.endswith(".trial"):
            walker.apply()
            walker.apply(number="7")
        responses = at_once([sender(walker.address(page), page, word) for word in words])
        assert {response.status_code for response in responses} == {302}, page
        assert PageVisit.objects.filter(page=page, submitted_at__isnull=False).count() == 1, page
        assert walker.page != page


@pytest.mark.parametrize(
    "words", [["one"] * 10, [str(number) for number in range(10)]], ids=["alike", "in conflict"]
)
def test_ten_submits_of_each_page_at_once_store_one(words: list[str]) -> None:
    for _person in range(PEOPLE):
        walker = begun()
        race(walker, words)
        assert Choice.objects.count() == 2
        assert Answer.objects.count() == 1 + 5 + 2 * (2 + 3) + 2
        assert_of_one_hand()
        Participant.objects.all().delete()


def assert_of_one_hand() -> None:
    """All answers of a page come from the same submit."""
    for visit in PageVisit.objects.filter(page__contains="the_"):
        assert len({answer.value for answer in visit.answers.all() if answer.question}) <= 1


def test_ten_wrong_and_right_tries_of_the_check_at_once_end_it_once() -> None:
    walker = begun()
    walker.go_on_to("tutorial.check")
    address = walker.address("tutorial.check")
    wrong = {**CHECK, "check_metric": "worse"}

    def send(answers: dict[str, str]) -> Callable[[], int]:
        return lambda: Client(raise_request_exception=False).post(address, answers).status_code

    statuses = at_once([send(CHECK if number % 2 else wrong) for number in range(10)])
    assert set(statuses) == {302}
    assert PageVisit.objects.filter(page="tutorial.check", submitted_at=None).count() == 0
    assert Participant.objects.get().attempts.filter(passed=True).count() == 1


def test_sixteen_applies_at_once_are_sixteen_explorations_in_order() -> None:
    walker = begun()
    walker.go_on_to(first_trial(walker))
    address = walker.address()
    sent = {"apply": "yes", "action": "removal", "metric": "loss", "number": "2"}
    statuses = at_once([lambda: Client().post(address, sent).status_code] * 16)
    assert set(statuses) == {302}
    trial = Participant.objects.get().trials.get(position=1)
    assert [exploration.position for exploration in trial.explorations.all()] == list(range(1, 17))


def first_trial(walker: Walker) -> str:
    first = Participant.objects.get().trials.get(position=1)
    return f"scenario.{first.scenario}.trial"


def test_the_start_sent_ten_times_at_once_begins_once() -> None:
    agreed = Walker(Client()).agree()

    def send() -> HttpResponse:
        walker = Walker(Client(raise_request_exception=False))
        return walker.include(agreed, {"developed_models": "yes"})

    responses = at_once([send] * 10)
    assert {response.status_code for response in responses} == {302}
    assert len({response.headers["Location"] for response in responses}) == 1
    assert Participant.objects.count() == Slot.objects.count() == 1


def test_deleting_everything_from_ten_tabs_at_once_beside_reading_ends_in_pages() -> None:
    walker = begun()
    address = walker.address()

    def delete() -> int:
        client = Client(raise_request_exception=False)
        sent = {"wish": "delete", "sure": "yes"}
        return client.post(walker.home + "leave/", sent).status_code

    def read() -> int:
        return Client(raise_request_exception=False).get(address).status_code

    def write() -> int:
        return Client(raise_request_exception=False).post(address, BACKGROUND).status_code

    statuses = at_once([delete, read, write] * 5)
    assert set(statuses) <= {200, 302, 404}
    assert not Participant.objects.exists()
