"""Every page of staff in a real browser: nothing in it, Django's scripts included, is stopped."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.journeys.conftest import Visitor
from tests.permissions.people import Everything
from tests.permissions.table import PARTICIPANTS, table

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

LEADS_OUT = {"admin/logout/"}
HINTS = ("[DOM]", "Autofocus processing was blocked")
"""Of Chromium, about Django's forms for passwords: advice, and nothing of ours was stopped."""


@pytest.fixture
def world(transactional_db: None) -> Everything:
    return Everything()


@pytest.fixture
def staff(browser: Browser, live_server: object) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Visitor(context, str(live_server))
    context.close()


def log_in(staff: Visitor, session: str) -> None:
    name = settings.SESSION_COOKIE_NAME
    staff.page.context.add_cookies([{"name": name, "value": session, "url": staff.address}])


def pages_of(world: Everything, person: str) -> Iterator[str]:
    """What is shown in a browser; neither downloads nor what sends somebody elsewhere."""
    client = world.client(person)
    for route in sorted(table().keys() - PARTICIPANTS.keys() - LEADS_OUT):
        address = world.address(route, person)
        response = client.get(address)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code == 200 and is_page and "Content-Disposition" not in response:
            yield address


@pytest.mark.parametrize("person", ["superuser", "coder"])
def test_no_page_asks_for_what_its_policy_forbids(
    world: Everything, staff: Visitor, person: str
) -> None:
    """The browser writes into its console what it stopped."""
    log_in(staff, world.sessions[person])
    pages = list(pages_of(world, person))
    assert len(pages) > {"superuser": 50, "coder": 10}[person]
    complaints = []
    for address in pages:
        staff.open(address)
        told = [each for each in staff.complaints if not any(hint in each for hint in HINTS)]
        complaints += [f"{address}: {each}" for each in told]
        staff.complaints.clear()
    assert complaints == []


def test_the_admins_own_scripts_run(world: Everything, staff: Visitor) -> None:
    log_in(staff, world.sessions["superuser"])
    staff.open("/admin/survey/opening/add/")
    staff.page.get_by_role("link", name="Today").first.click()
    assert staff.page.locator("input.vDateField").first.input_value()
    staff.page.locator(".theme-toggle").first.click()
    assert staff.page.locator("html").get_attribute("data-theme") in {"light", "dark"}
    assert staff.complaints == []
