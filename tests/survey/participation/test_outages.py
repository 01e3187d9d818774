"""Storage that fails for a while: a page that keeps what was sent, and nothing lost or doubled."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.test import Client

from survey.audit_chain.verify_version import problems_of_version
from survey.models import Exploration, Participant, State
from tests.survey.all_rows import dump
from tests.survey.leaving.planted_words import MARKER
from tests.survey.walker import SETTING, Walker
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "recruitment"])

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
Fault = Callable[[], AbstractContextManager[None]]


@contextmanager
def on_every_connection(statement: str) -> Iterator[None]:
    """What a connection is told as soon as it is open, the one at hand included."""

    def tell(connection: Any, **_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    connection.close()
    connection_created.connect(tell)
    try:
        yield
    finally:
        connection_created.disconnect(tell)
        connection.close()


def full_disk() -> AbstractContextManager[None]:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk is filled by checks.robustness.faults")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # no page is left to use again
        cursor.execute("PRAGMA page_count")
        (pages,) = cursor.fetchone()
    return on_every_connection(f"PRAGMA max_page_count = {pages}")


def read_only() -> AbstractContextManager[None]:
    if connection.vendor == "sqlite":
        return on_every_connection("PRAGMA query_only = ON")
    return on_every_connection("SET default_transaction_read_only = on")


@contextmanager
def gone() -> Iterator[None]:
    connection.close()
    before = dict(connection.settings_dict)
    connection.settings_dict |= {"NAME": "/nowhere/at/all", "PORT": "1"}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= before


@pytest.fixture(params=[full_disk, read_only, gone])
def fault(request: pytest.FixtureRequest) -> Fault:
    chosen: Fault = request.param
    return chosen


@pytest.fixture
def walker(client: Client) -> Walker:
    World().open()
    walker = Walker(client)
    walker.begin()
    return walker


def kept_in(response: HttpResponse) -> dict[str, list[str]]:
    """The form by which a page about an outage sends again what was sent."""
    page = response.content.decode()
    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert "What you just sent is not stored yet" in page
    fields: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page):
        fields.setdefault(name, []).append(unescape(value))
    return fields


def test_every_page_sent_meanwhile_is_kept_in_the_page_and_stored_once_afterwards(
    walker: Walker, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[HttpResponse] = []

    def send(answers: dict[str, Any] | None = None, page: str | None = None) -> HttpResponse:
        address = walker.address(page)
        stored = dump()
        with fault():
            refused.append(walker.client.post(address, answers or {}))  # type: ignore[arg-type]
        if refused[-1].status_code == 302:  # what little there was had room on a full disk
            return refused.pop()
        assert dump() == stored
        again = walker.client.post(address, kept_in(refused[-1]))
        assert again.status_code == 302
        return again  # type: ignore[return-value]

    monkeypatch.setattr(walker, "send", send)
    walker.finish()
    assert refused
    assert Participant.objects.get().state == State.COMPLETED
    assert Exploration.objects.count() == 2
    assert list(problems_of_version(Participant.objects.get().version)) == []


def test_whoever_begins_meanwhile_begins_once_afterwards(client: Client, fault: Fault) -> None:
    World().open()
    walker = Walker(client)
    agreed = walker.agree()
    with fault():
        answer = walker.include(agreed, {"developed_models": "yes"})
    if answer.status_code == 503:
        assert not Participant.objects.exists()
        answer = client.post(f"{walker.study}inclusion/", kept_in(answer))  # type: ignore[assignment]
    assert "/take-part/" in answer.headers["Location"]
    assert Participant.objects.count() == 1


def test_a_withdrawal_meanwhile_deletes_nothing_and_then_everything(
    walker: Walker, fault: Fault
) -> None:
    with fault():
        refused = walker.client.post(walker.home + "leave/", {"wish": "delete", "sure": "yes"})
    if refused.status_code == 503:  # deleting may need no room
        assert Participant.objects.exists()
        walker.client.post(walker.home + "leave/", kept_in(refused))  # type: ignore[arg-type]
    assert not Participant.objects.exists()


def test_reading_meanwhile_gets_a_page_to_try_again_by(walker: Walker) -> None:
    address = walker.address()
    with gone():
        page = walker.client.get(address)
        draft = walker.client.post(address + "draft/", {"gender": "other"})
    assert (page.status_code, draft.status_code) == (503, 503)
    assert "Everything you submitted is safe" in page.content.decode()
    assert f'<a href="{address}"' in page.content.decode()
    assert walker.client.get(address).status_code == 200


def test_a_form_kept_by_the_page_still_has_its_token(walker: Walker) -> None:
    """As a browser holds it: the cookie, and the token in the form."""
    browser = Client(enforce_csrf_checks=True)
    walker.go_on_to("tutorial.check")
    page = browser.get(walker.address()).content.decode()
    token = dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page))
    sent = {**token, "check_metric": "better", "check_whole_model": "trade"}
    with gone():
        form = kept_in(browser.post(walker.address("tutorial.check"), sent))  # type: ignore[arg-type]
    assert browser.post(walker.address(), form).status_code == 302


def test_the_log_says_once_what_is_wrong_and_holds_neither_words_nor_links(
    walker: Walker, fault: Fault, log_lines: Callable[[], str]
) -> None:
    while not walker.page.endswith("the_error"):
        walker.go_on_to_next()
    words = dict.fromkeys(("suspected_cause", "proposed_fix"), MARKER * 300)
    address = walker.address()
    with fault():
        for _time in range(3):
            assert walker.client.post(address, words).status_code == 503
    said = log_lines()
    assert said.count("Nothing can be stored or read (") == 1
    assert len(said.splitlines()) == 1
    assert MARKER not in said
    assert walker.home not in said


@pytest.fixture
def log_lines(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    def lines() -> str:
        warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
        return "\n".join(record.getMessage() for record in warnings)

    return lines


def test_an_apply_is_counted_only_where_it_was_stored(walker: Walker, fault: Fault) -> None:
    while not walker.page.endswith(".trial"):
        walker.go_on_to_next()
    address = walker.address()
    for _time in range(40):
        with fault():
            response = walker.client.post(address, {"apply": "yes", **SETTING})
        if response.status_code == 503:
            break
    stored = Exploration.objects.count()
    shown = walker.client.post(address, kept_in(response)).headers["Location"]  # type: ignore[arg-type]
    assert f"shown={stored + 1}#" in shown
