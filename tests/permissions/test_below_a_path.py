"""A site below a path of its host: every address that a page names begins with the path."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import get_script_prefix, set_script_prefix
from lxml import html
from lxml.etree import Element

from tests.permissions.asking import ask
from tests.permissions.people import everything
from tests.permissions.table import table
from tests.world import World

PATH = "/below/needfinder"
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data-url", "data-src"}
IN_SCRIPTS = re.compile(
    r"""["'`](/(?:admin|analysis|api|join|pictures|static|studies|take-part)/)"""
)

pytestmark = pytest.mark.any_database


@pytest.fixture
def below(settings: Any) -> Iterator[None]:
    settings.FORCE_SCRIPT_NAME = PATH
    settings.STATIC_URL = f"{PATH}/static/"
    settings.SESSION_COOKIE_PATH = settings.CSRF_COOKIE_PATH = f"{PATH}/"
    settings.STORAGES = {**settings.STORAGES}  # forgets addresses of static files
    before = get_script_prefix()
    set_script_prefix(f"{PATH}/")
    yield
    set_script_prefix(before)


def outside(page: str) -> set[str]:
    """The addresses of our own host that a page names and that are not below the path."""
    named = {
        value.strip()
        for element in html.document_fromstring(page).iter(Element)
        for name, value in element.attrib.items()
        if name in ADDRESSES or name.startswith("hx-")
    } | set(IN_SCRIPTS.findall(page))
    ours = {value.removeprefix("http://testserver") for value in named}
    return {value for value in ours if value.startswith("/") and not value.startswith(f"{PATH}/")}


@pytest.mark.slow
@pytest.mark.django_db(databases=["default", "recruitment"])
@pytest.mark.parametrize("person", ["superuser", "participant A"])
def test_every_page_of_the_team_and_of_participants_stays_below_it(
    below: None, person: str, refusals_unlogged: None
) -> None:
    world, wrong, pages = everything(), {}, 0
    for route in table():
        if person == "participant A" and not route.startswith(("take-part", "studies", "pictures")):
            continue
        for method in ("GET",) if person == "superuser" else ("GET", "POST"):
            answer = ask(world, route, person, method)
            found = set()
            if answer.headers.get("Content-Type", "").startswith("text/html") and answer.text:
                pages, found = pages + 1, outside(answer.text)
            if not answer.headers.get("Location", PATH).startswith(
                (PATH, f"http://testserver{PATH}")
            ):
                found = found | {answer.headers["Location"]}
            if found:
                wrong[f"{method} {route}"] = found
    assert not wrong
    assert pages > (90 if person == "superuser" else 8)


@pytest.mark.django_db
def test_cookies_are_of_the_path_alone_and_the_log_in_leads_back_below_it(
    below: None, world: World, client: Client
) -> None:
    world.open()
    consent = client.get("/studies/tda-needfinding/consent/")
    assert consent.cookies["csrftoken"]["path"] == f"{PATH}/"
    leads_to = client.get("/admin/").headers["Location"]
    assert leads_to == f"{PATH}/admin/login/?next={PATH}/admin/"
