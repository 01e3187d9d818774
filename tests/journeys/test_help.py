"""Help over the page: it opens, it closes, and what was typed stays."""

import pytest
from django.test import Client

from tests.journeys.conftest import Visitor
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def opened(transactional_db: None) -> None:
    World().open()


def test_help_opens_over_a_follow_up_and_leads_back_to_where_one_was(visitor: Visitor) -> None:
    walker = Walker(Client())
    walker.begin()
    while not walker.page.startswith("follow_up"):
        walker.go_on_to_next()
    visitor.open(walker.home)
    page = visitor.page
    page.locator("textarea").first.fill("Half a sentence")
    link = page.get_by_role("link", name="Your task")
    link.press("Enter")
    dialog = page.get_by_role("dialog", name="Your task")
    dialog.get_by_text("Imagine you develop models").wait_for()
    visitor.check_page()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert link.evaluate("it => it === document.activeElement")
    assert page.locator("textarea").first.input_value() == "Half a sentence"


def test_the_page_of_help_holds_by_itself(visitor: Visitor) -> None:
    walker = Walker(Client())
    walker.begin()
    while not walker.page.startswith("follow_up"):
        walker.go_on_to_next()
    visitor.open(f"{walker.home}help/")
    visitor.check_page()
    visitor.page.get_by_role("link", name="Go back to the task").first.click()
    visitor.page.locator("textarea").first.wait_for()
