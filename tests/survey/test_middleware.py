"""Headers that keep participants' private addresses from being passed on."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from survey.middleware import private_addresses
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    return walker


def test_pages_of_participants_are_neither_kept_nor_named_to_others(walker: Walker) -> None:
    headers = walker.client.get(walker.address()).headers
    assert "no-store" in headers["Cache-Control"]
    assert headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize(
    ("path", "is_private"),
    [
        ("/", True),
        ("/studies/tda-needfinding/", True),
        ("/take-part/token/leave/", True),
        ("/admin/login/", False),
        (None, False),
    ],
)
def test_pages_of_the_survey_and_no_others_tell_the_host_alone(
    rf: RequestFactory, path: str | None, is_private: bool
) -> None:
    request = rf.get(path or "/nowhere")
    request.resolver_match = resolve(path) if path else None
    headers = private_addresses(lambda _request: HttpResponse())(request).headers
    assert ("no-store" in headers.get("Cache-Control", "")) is is_private
    assert headers.get("Referrer-Policy") == ("strict-origin" if is_private else None)
