"""What every page carries, and the pages for when something is wrong."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from attribution.errors import NotInBundle
from config.urls import urlpatterns as real_patterns
from survey.errors import TooManyAtOnce
from tests.permissions.markup import asked_elsewhere, inline_code
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def broken(_request: Any) -> HttpResponse:
    message = "a fault of ours"
    raise RuntimeError(message)


urlpatterns = [*real_patterns, path("broken/", broken)]

ADDRESSES = ["/", "/studies/tda-needfinding/", "/nothing/", "/admin/login/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_forbids_inline_code_other_sites_and_framing(
    client: Client, world: World, address: str
) -> None:
    headers = client.get(address).headers
    policy = dict(
        directive.strip().split(" ", 1)
        for directive in headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "strict-origin"}
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_of_ours_names_another_site_or_holds_inline_code(
    client: Client, world: World, address: str
) -> None:
    page = client.get(address).content.decode()
    for inline in ("<style", " style=", "onclick=", "onload=", "javascript:"):
        assert inline not in page
    assert 'src="http' not in page
    assert 'href="http' not in page


@pytest.mark.urls(__name__)
def test_a_fault_of_ours_gets_a_calm_page_and_a_line_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    logging.getLogger("django").propagate = True
    try:
        response = client.get("/broken/")
    finally:
        logging.getLogger("django").propagate = False
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "a fault of ours" not in response.content.decode()
    assert "a fault of ours" in caplog.text


def busy(*_: Any, **__: Any) -> None:
    raise TooManyAtOnce


def missing(*_: Any, **__: Any) -> None:
    raise NotInBundle("gone")


def refusals(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A page of each kind that says no: 400, 403, 404, 429, 500 and 503."""
    world.open()
    walker = Walker(client)
    walker.begin()
    while not walker.page.endswith(".trial"):
        walker.go_on_to_next()
    beginner = Walker(client)
    agreed = beginner.agree()
    monkeypatch.setattr("survey.enrolment.pages.enrol", busy)
    monkeypatch.setattr("survey.trial.page.trial_state", missing)
    return [
        client.get("/", HTTP_HOST="elsewhere.example.org"),
        Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"}),
        client.get("/nothing/"),
        beginner.include(agreed, {"developed_models": "yes"}),
        client.get("/broken/"),
        client.get(walker.address()),
    ]


@pytest.mark.urls(__name__)
def test_pages_that_say_no_are_as_strict_as_any_other(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    pages = refusals(client, world, monkeypatch)
    assert [page.status_code for page in pages] == [400, 403, 404, 429, 500, 503]
    for page in pages:
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["X-Frame-Options"] == "DENY"
        assert page.headers["Referrer-Policy"] in {"same-origin", "strict-origin"}
        assert "no-store" in page.headers["Cache-Control"]
        text = page.content.decode()
        assert inline_code(text, policy) == asked_elsewhere(text) == []


@override_settings(SECURE_SSL_REDIRECT=True)
def test_a_foreign_host_is_refused_under_the_policy_before_https_is_asked_for(
    client: Client,
) -> None:
    response = client.get("/", HTTP_HOST="elsewhere.example.org")
    assert response.status_code == 400
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert client.get("/").headers["Location"] == "https://testserver/"


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    response = client.get("/", HTTP_HOST="elsewhere.example.org")
    assert response.status_code == 400


def test_sqlite_writes_ahead_and_keeps_what_it_acknowledged() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("these are settings of SQLite, and this run is on another database")
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous")
        }
    # https://www.sqlite.org/pragma.html#pragma_synchronous: 2 is FULL.
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
