"""The log tells of faults and refusals, and not who they were about."""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from io import StringIO
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from config.log_formatters import JsonFormatter
from survey.models import Answer, Participant
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MARKER = "zq-marker-77"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What the handler of the settings writes."""
    handler = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    assert isinstance(handler, logging.StreamHandler)
    stream = StringIO()
    before = handler.setStream(stream)
    yield stream
    handler.setStream(before)


def test_no_refusal_writes_down_a_link(world: World, client: Client, written: StringIO) -> None:
    world.open()
    walker = Walker(client)
    walker.begin()
    token = Participant.objects.get().token
    client.post(walker.address(), {"gender": "planted"})  # no browser sends it
    client.get(walker.home + "pages/nowhere/")
    client.put(walker.home)
    Client(enforce_csrf_checks=True).post(walker.home + "leave/", {"wish": "stop"})
    log = written.getvalue()
    unprocessable = HTTPStatus(422).phrase  # Python 3.13 calls it otherwise
    for line in (f"{unprocessable}: /take-part/…/pages/", "Not Found: ", "Method Not Allowed"):
        assert line in log
    assert "Forbidden (CSRF cookie not set.): /take-part/…/leave/" in log
    assert token not in log


def test_a_fault_writes_down_no_words_of_the_row_it_was_about(
    world: World, written: StringIO
) -> None:
    ada = world.ada
    visit = ada.visits.all()[0]
    nothing: Any = None
    try:
        Answer.objects.create(participant=ada, visit=visit, question=nothing, value=MARKER)
    except IntegrityError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/somewhere/")
    log = written.getvalue()
    assert "IntegrityError" in log
    assert MARKER not in log
    assert connection.vendor != "postgresql" or "(left out)" in log


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/join/s3cret/", "/join/…/"),
        ("/join/s3cret/sign-on/", "/join/…/sign-on/"),
        ("/admin/login/?next=/join/s3cret/", "/admin/login/?next=/join/…/"),
        ("/admin/login/?next=%2Fjoin%2Fs3cret%2F", "/admin/login/?next=%2Fjoin%2F…%2F"),
        ("/admin/new-password/MQ/s3cret/", "/admin/new-password/MQ/…/"),
        ("/take-part/deleted/", "/take-part/deleted/"),
        (
            "/studies/a/?PROLIFIC_PID=s3cret&STUDY_ID=s3cret&SESSION_ID=s3cret&pilot=yes",
            "/studies/a/?PROLIFIC_PID=…&STUDY_ID=…&SESSION_ID=…&pilot=yes",
        ),
        ("/studies/a/inclusion/?consent=s3cret", "/studies/a/inclusion/?consent=…"),
        (
            "/x/?next=/studies/a/%3Finvitation%3Ds3cret%26a",
            "/x/?next=/studies/a/%3Finvitation%3D…%26a",
        ),
        ("no such mailbox: <s3cret+x@example.org>", "no such mailbox: <(an address)>"),
    ],
)
def test_links_that_let_somebody_in_are_left_out(
    written: StringIO, address: str, kept: str
) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", address)
    assert written.getvalue().endswith(f"Not Found: {kept}\n")


class Said(str):
    """Quoted by an error as it is, on several lines."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def test_events_in_json_are_a_line_each_and_as_discreet() -> None:
    said = Said("/take-part/s3cret/ failed for s3cret@example.org\nDETAIL: s3cret")
    try:
        dict[str, str]()[said]
    except KeyError:
        record = logging.LogRecord(
            *("needfinder", logging.ERROR, "file.py", 1),
            *('Not "Found": %s', ("/join/s3cret/",), sys.exc_info()),
        )
    record.created = datetime(2027, 3, 3, 8, 0, 0, 250_000, UTC).timestamp()
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert "s3cret" not in line
    event = json.loads(line)
    assert list(event) == ["time", "level", "logger", "event", "traceback"]
    assert event["time"] == "2027-03-03T08:00:00.250+00:00"
    assert (event["level"], event["logger"]) == ("ERROR", "needfinder")
    assert event["event"] == 'Not "Found": /join/…/'
    assert event["traceback"].startswith("Traceback (most recent call last):")
