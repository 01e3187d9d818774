"""Every page of staff in a real browser: nothing in it, Django's scripts included, is stopped."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visitor
from tests.journeys.everybody import faults, resize
from tests.permissions.people import Everything, everything
from tests.permissions.table import PARTICIPANTS, table

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

LEADS_OUT = {"admin/logout/"}
HINTS = ("[DOM]", "Autofocus processing was blocked")
"""Of Chromium, about Django's forms for passwords: advice, and nothing of ours was stopped."""


@pytest.fixture
def world(transactional_db: None) -> Everything:
    return everything()


@pytest.fixture
def staff(browser: Browser, live_server: object) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield Visitor(context, str(live_server))
    context.close()


def log_in(staff: Visitor, session: str) -> None:
    name = settings.SESSION_COOKIE_NAME
    staff.page.context.add_cookies([{"name": name, "value": session, "url": staff.address}])


REPORT = "/analysis/studies/tda-needfinding/report/"
"""The longest page, which is looked at once, below, on a phone and with all of it open."""


def pages_of(world: Everything, person: str) -> Iterator[str]:
    """What is shown in a browser; neither downloads nor what sends somebody elsewhere."""
    client, rows = world.client(person), table()
    for route in sorted(rows.keys() - PARTICIPANTS.keys() - LEADS_OUT):
        if rows[route]["GET"][person] != "200":
            continue
        address = world.address(route, person)
        if address == REPORT:
            continue
        response = client.get(address)
        # Parts that a page asks for anew are seen within it.
        is_page = (
            response.headers.get("Content-Type", "").startswith("text/html")
            and b"<html" in response.content
        )
        if response.status_code == 200 and is_page and "Content-Disposition" not in response:
            yield address


@pytest.mark.slow
@pytest.mark.parametrize("person", ["superuser", "coder"])
def test_every_page_can_be_used_by_everybody_and_asks_for_nothing_forbidden(
    world: Everything, staff: Visitor, person: str
) -> None:
    """The browser writes into its console what the policy of a page stopped."""
    log_in(staff, world.sessions[person])
    pages = list(pages_of(world, person))
    assert len(pages) > {"superuser": 50, "coder": 10}[person]
    complaints = []
    for address in pages:
        staff.open(address)
        unexpected = [
            complaint
            for complaint in staff.complaints
            if not any(hint in complaint for hint in HINTS)
        ]
        complaints += [f"{address}: {complaint}" for complaint in unexpected]
        staff.complaints.clear()
        complaints += [f"{address}: {fault}" for fault in faults(staff.page)]
    assert complaints == []


def test_a_list_and_a_memo_are_easy_to_see_and_to_hit(world: Everything, staff: Visitor) -> None:
    """WCAG 2.2: 2.5.8 for filters, 1.4.1 for links beside text, 1.4.3 for quotes."""
    log_in(staff, world.sessions["superuser"])
    staff.open("/admin/survey/participant/")
    heights = "links => links.map(link => link.getBoundingClientRect().height)"
    filters = staff.page.locator("#changelist-filter li a")
    assert filters.count() > 2
    assert min(filters.evaluate_all(heights)) >= 24
    line = "it => getComputedStyle(it).textDecorationLine"
    assert staff.page.locator(".breadcrumbs a").first.evaluate(line) == "underline"


def test_the_page_to_log_in_has_a_heading(world: Everything, staff: Visitor) -> None:
    staff.open("/admin/login/")
    assert staff.page.get_by_role("heading", level=1).inner_text() == "Log in"
    assert faults(staff.page) == []


def test_dates_and_the_links_beside_them_are_named_by_what_they_set(
    world: Everything, staff: Visitor
) -> None:
    log_in(staff, world.sessions["superuser"])
    staff.open(f"/admin/auth/user/{world.root.pk}/change/")
    opens = staff.page.get_by_role("group", name="Last login")
    for role, name in [
        ("textbox", "Date:"),
        ("textbox", "Time:"),
        ("link", "Today, Last login"),
        ("link", "Choose a Date, Last login"),
        ("link", "Choose a Time, Last login"),
    ]:
        assert opens.get_by_role(role, name=name, exact=True).count() == 1, name  # type: ignore[arg-type]


def test_the_admins_own_scripts_run(world: Everything, staff: Visitor) -> None:
    log_in(staff, world.sessions["superuser"])
    staff.open(f"/admin/auth/user/{world.root.pk}/change/")
    staff.page.get_by_role("link", name="Today").first.click()
    assert staff.page.locator("input.vDateField").first.input_value()
    staff.page.locator(".theme-toggle").first.click()
    assert staff.page.locator("html").get_attribute("data-theme") in {"light", "dark"}
    assert staff.complaints == []


def test_the_figures_of_a_report_can_be_read_on_a_phone(world: Everything, staff: Visitor) -> None:
    log_in(staff, world.sessions["superuser"])
    resize(staff.page, 320, 800)
    staff.open(REPORT)
    staff.page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    staff.check_page()
    heights = staff.page.locator("figure svg text").evaluate_all(
        """texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize)
             * text.ownerSVGElement.getScreenCTM().d)"""
    )
    assert min(heights) >= 9
    assert staff.complaints == []


def test_the_contents_of_a_report_stay_beside_it_and_open_what_is_folded(
    world: Everything, staff: Visitor
) -> None:
    log_in(staff, world.sessions["superuser"])
    resize(staff.page, 1280, 800)
    staff.open(REPORT)
    contents = staff.page.get_by_role("navigation", name="Contents")
    section = staff.page.locator("#section-exploration")
    expect(section).to_be_hidden()
    contents.get_by_role("link", name="Exploration").click()
    expect(section).to_be_visible()
    expect(contents.get_by_role("link", name="First page")).to_be_in_viewport()
    staff.page.locator("summary:has(#title-participants)").press("Enter")
    expect(staff.page.locator("#section-participants")).to_be_visible()
    # On paper nothing is folded.
    staff.page.emulate_media(media="print")
    expect(staff.page.locator("#section-sample")).to_be_visible()
    assert staff.complaints == []
