"""An answer is sent all the same where its form's cookie is gone or was never let in."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.journeys.conftest import PATIENCE
from tests.journeys.section_pages import LONG, closing, context, is_answered, opened, reach, remarks
from tests.journeys.somebody import go_on

__all__ = ["closing", "context", "opened", "reach"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


def test_a_form_whose_cookie_is_gone_gets_a_new_one_unseen(closing: Page) -> None:
    closing.context.clear_cookies()
    closing.locator("textarea").last.fill(LONG)
    go_on(closing)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()


def without_cookies(route: Route) -> None:
    headers = {**route.request.headers, "cookie": ""}
    answer = route.fetch(headers=headers, max_redirects=0)
    shown = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
    route.fulfill(response=answer, headers=shown)


def test_whoever_blocks_cookies_reads_what_to_allow_and_finds_the_words_on_going_back(
    closing: Page,
) -> None:
    closing.context.clear_cookies()
    closing.context.route("**/take-part/**", without_cookies)
    closing.locator("textarea").last.fill(LONG)
    go_on(closing)
    closing.get_by_text("your browser blocks the cookies of this site").wait_for()
    closing.context.unroute("**/take-part/**")
    closing.go_back()
    expect(closing.locator("textarea").last).to_have_value(LONG)
    go_on(closing)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()


@pytest.fixture
def plain(browser: Browser) -> Iterator[BrowserContext]:
    """Without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def refused_in(page: Page) -> None:
    """The cookie goes while somebody writes."""
    page.locator("textarea").last.fill(LONG)
    page.context.clear_cookies()
    go_on(page)
    page.get_by_role("heading", name="The form is out of date").wait_for()


def test_without_javascript_a_page_out_of_date_sends_again_what_was_sent(
    reach: Callable[..., Page], plain: BrowserContext
) -> None:
    page = reach(plain, "closing")
    refused_in(page)
    page.get_by_role("button", name="Send it again").click()
    page.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()


def test_without_javascript_going_back_finds_the_words_and_sends_them(
    reach: Callable[..., Page], plain: BrowserContext
) -> None:
    page = reach(plain, "closing")
    refused_in(page)
    page.go_back()
    assert remarks(page) == LONG
    go_on(page)
    page.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()
