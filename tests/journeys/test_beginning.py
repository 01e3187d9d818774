"""Reload and a second press between the consent and the first page, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from survey.models import Participant
from tests.journeys import somebody
from tests.journeys.conftest import PATIENCE, Visitor
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.any_database,
]

INCLUSION, FIRST_PAGE = "Can you take part?", "About you and your work"


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    """Somebody who has agreed, on the page about inclusion."""
    World().open()
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, str(live_server))
    visitor.open(f"{somebody.STUDY}consent/")
    for tick in visitor.page.get_by_role("checkbox").all():
        tick.check()
    visitor.page.get_by_role("button", name="I agree").click()
    visitor.page.get_by_role("heading", name=INCLUSION).wait_for()
    yield visitor.page
    context.close()


def test_reloading_the_page_about_inclusion_asks_nothing_anew_and_begins_once(page: Page) -> None:
    page.reload()
    page.get_by_role("heading", name=INCLUSION).wait_for()
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Continue").dblclick()
    page.get_by_role("heading", name=FIRST_PAGE).wait_for()
    assert Participant.objects.count() == 1


def test_going_back_to_the_consent_one_agrees_anew_and_nothing_is_stored(page: Page) -> None:
    page.go_back()
    page.get_by_role("heading", name="Your consent").wait_for()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_text("Read the information about this study again").click()
    assert page.get_by_role("heading", name="What you get for it").is_visible()
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("heading", name=INCLUSION).wait_for()
    assert Participant.objects.count() == 0


def test_what_was_agreed_to_can_be_read_and_printed_from_every_page(page: Page) -> None:
    page.get_by_label("Yes").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="What you agreed to").click()
    page.get_by_role("heading", name="What you agreed to").wait_for()
    assert page.get_by_text("I am at least 18 years old.").is_visible()
    assert page.get_by_text(Participant.objects.get().consent_digest).is_visible()
    page.get_by_role("link", name="Go back to the study").click()
    page.get_by_role("heading", name=FIRST_PAGE).wait_for()
