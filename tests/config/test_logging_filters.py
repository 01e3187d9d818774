"""The log tells of faults and refusals, and not who they were about."""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from io import StringIO
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from survey.models import Answer, Participant
from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db
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
    ],
)
def test_links_that_let_somebody_in_are_left_out(
    written: StringIO, address: str, kept: str
) -> None:
    logging.getLogger("django.request").warning("Not Found: %s", address)
    assert written.getvalue().endswith(f"Not Found: {kept}\n")
