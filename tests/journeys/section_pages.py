"""A browser on the first page of a section of the founding study, and what it has stored there."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from survey.models import Answer
from tests.journeys.conftest import PATIENCE, Visitor, wait_until
from tests.survey.walker import Walker
from tests.world import World

LONG = "A long thoughtful answer that took ten minutes."
STORED = "Object.entries(sessionStorage).filter(([key]) => key.startsWith('words:')).length"
"""JavaScript: how many pages' unsent answers this tab holds."""


@pytest.fixture(autouse=True)
def opened(transactional_db: None) -> None:
    World().open()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def reach(live_server: object) -> Callable[..., Page]:
    def reach(context: BrowserContext, section: str) -> Page:
        """Take part as far as the first page of a section."""
        walker = Walker(Client())
        walker.begin()
        while not walker.page.startswith(section):
            walker.go_on_to_next()
        visitor = Visitor(context, str(live_server))
        visitor.open(walker.home)
        return visitor.page

    return reach


@pytest.fixture
def closing(reach: Callable[..., Page], context: BrowserContext) -> Page:
    page: Page = reach(context, "closing")
    return page


def wait_for_stored(page: Page, number: int) -> None:
    """Scripts run once a page is read, which can be after its heading is there."""
    wait_until(page, f"{STORED} === {number}")


def remarks(page: Page) -> str:
    return page.locator("textarea").last.input_value()


def is_answered() -> bool:
    return Answer.objects.filter(question="remarks", value=LONG).exists()
