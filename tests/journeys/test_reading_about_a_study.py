"""Somebody follows a link to Needfinder and reads what the study is about."""

import pytest

from tests.journeys.conftest import Visitor
from tests.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def founding(transactional_db: None) -> None:
    World()


def test_a_visitor_reads_what_the_study_is_and_whom_to_ask(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.check_page()
    visitor.page.get_by_role("link", name="Read about this study").click()
    visitor.page.get_by_role("heading", name="What happens to your answers").wait_for()
    assert visitor.page.title() == "What do you need to understand a model's error? · Needfinder"
    visitor.check_page()


def test_the_keyboard_alone_reaches_the_content_and_the_study(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "content"
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/studies/tda-needfinding/")


def test_a_wrong_address_gets_a_page_to_go_on_from(visitor: Visitor) -> None:
    visitor.open("/studies/none/")
    visitor.complaints.clear()  # the browser notes the 404 itself
    visitor.check_page()
    visitor.page.get_by_role("link", name="Go to the start page").click()
    visitor.page.get_by_role("heading", name="What do you need").wait_for()
