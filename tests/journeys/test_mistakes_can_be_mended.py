"""A refused page, a wrong try, a step back and a slip in a form lose nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.models import Participant, State
from tests.journeys.conftest import PATIENCE
from tests.journeys.section_pages import closing, context, opened, reach, remarks
from tests.journeys.somebody import check, go_on, go_on_to

__all__ = ["closing", "context", "opened", "reach"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


def test_a_page_from_the_browsers_memory_is_asked_for_anew(closing: Page) -> None:
    closing.evaluate("window.isOld = true")
    with closing.expect_navigation():
        closing.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert closing.evaluate("window.isOld") is None


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_refused_page_is_announced_and_a_step_back_asks_nothing(
    reach: Callable[..., Page], browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    page = reach(context, "background")
    page.get_by_label("Non-binary").check()
    go_on(page)
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page).to_have_title("Error: Step 4 of 11: About you and your work · Needfinder")
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Industry")).to_be_focused()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="About you and your work")).to_be_visible()
    assert page.get_by_label("Non-binary").is_checked()
    context.close()


def test_a_wrong_try_of_the_check_can_be_left_by_a_step_back(
    reach: Callable[..., Page], context: BrowserContext
) -> None:
    page = reach(context, "tutorial")
    go_on_to(page, "A short check")
    check(page, right=False)
    page.get_by_text("Not quite.").first.wait_for()
    page.go_back()
    expect(page.get_by_role("heading", name="A short check")).to_be_visible()
    assert Participant.objects.get().attempts.count() == 1


def test_stopping_asks_for_a_tick_first(closing: Page) -> None:
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_role("button", name="Stop and keep").click()
    expect(closing.get_by_role("alert")).to_be_focused()
    closing.get_by_label("I am sure: keep").check()
    closing.get_by_role("button", name="Stop and keep").click()
    closing.get_by_role("heading", name="You have stopped").wait_for()
    assert Participant.objects.get().state == State.STOPPED


def test_enter_in_the_form_that_deletes_deletes(closing: Page) -> None:
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_label("I am sure: delete").focus()
    closing.keyboard.press("Space")
    closing.keyboard.press("Enter")
    closing.get_by_role("heading", name="Your answers are deleted").wait_for()
    assert not Participant.objects.exists()


def test_a_line_for_words_is_there_with_its_option_and_ticks_it(
    reach: Callable[..., Page], context: BrowserContext
) -> None:
    page = reach(context, "background")
    option = page.get_by_role("group", name="Which types of data").get_by_label("Another type")
    line = page.locator("[name=data_types__other]")
    assert not line.is_visible()
    option.check()
    line.fill("robot logs")
    option.uncheck()
    assert line.is_visible()
    line.press_sequentially(" and traces")
    assert option.is_checked()


def test_a_text_near_its_limit_says_how_much_room_is_left(closing: Page) -> None:
    area = closing.locator("textarea").last
    area.fill("x" * 4000)
    assert closing.get_by_text("more characters.").count() == 0
    area.fill("x" * 4990)
    closing.get_by_text("Room for 10 more characters.").first.wait_for()
    area.press_sequentially("x" * 11)
    closing.get_by_text("Nothing more fits: 5000 characters are the most.").first.wait_for()
    assert len(remarks(closing)) == 5000
