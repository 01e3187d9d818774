"""A researcher types what is known of participants, and reads the passages behind a number."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from tests.analysis.coding.rounds.decided_rounds import settled
from tests.analysis.coding_world import CodingWorld, browser
from tests.journeys.conftest import Visitor
from tests.journeys.everybody import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True, databases=["default", "recruitment"]),
]

PAGES = ("attributes", "attributes/role", "themes-by", "passages", "memos", "memos/new")


@pytest.fixture
def coding(transactional_db: None) -> CodingWorld:
    return CodingWorld()


@pytest.fixture
def rita(browser: Browser, live_server: object, coding: CodingWorld) -> Iterator[Visitor]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    visitor = Visitor(context, str(live_server))
    session = log_in(coding)
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": visitor.address}]
    )
    yield visitor
    context.close()


def log_in(coding: CodingWorld) -> str:
    return browser(coding.rita).cookies[settings.SESSION_COOKIE_NAME].value


def test_from_an_attribute_to_the_words_behind_a_number_and_a_memo_on_them(
    rita: Visitor, coding: CodingWorld
) -> None:
    settled(coding)
    book, page = f"/admin/analysis/codebook/{coding.codebook.pk}/", rita.page
    rita.open(f"{book}change/")
    page.get_by_role("link", name="Attributes", exact=True).click()
    page.get_by_label("Name").fill("Role")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Role").click()
    page.locator(f"[name=value-{coding.cases[0].pk}]").fill("Lead")
    page.get_by_role("button", name="Keep the values").click()
    page.get_by_role("link", name="Themes by attribute").click()
    page.get_by_role("link", name="2 passages on").click()
    assert page.locator("mark").all_inner_texts() == ["ye", "yes"]
    rita.open(f"{book}memos/people/new/")
    page.get_by_label("On:").select_option(label=coding.cases[0].label)
    page.get_by_label("Memo").fill("Says little, twice.")
    page.get_by_role("button", name="Keep it").click()
    assert page.get_by_text("Says little, twice.").is_visible()
    problems = []
    for name in PAGES:
        room, _, below = name.partition("/")
        rita.open(f"{book}{room}/people/{below}{'/' if below else ''}")
        problems += [f"{name}: {fault}" for fault in faults(page)]
    assert problems == []
    assert rita.complaints == []
