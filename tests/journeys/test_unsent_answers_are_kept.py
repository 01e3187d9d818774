"""What is typed but not submitted outlives a reload, an outage, a fault and a second tab."""

from collections.abc import Callable

import pytest
from django.db import OperationalError
from playwright.sync_api import BrowserContext, Dialog, Page, Route, expect

from survey.models import Draft
from survey.participation import question_pages as questions
from tests.journeys.section_pages import (
    LONG,
    closing,
    context,
    is_answered,
    opened,
    reach,
    remarks,
    wait_for_stored,
)
from tests.journeys.somebody import go_on

__all__ = ["closing", "context", "opened", "reach"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]


def test_a_reload_right_after_typing_shows_it_and_it_is_saved(closing: Page) -> None:
    closing.locator("textarea").last.fill(LONG)
    closing.reload()
    assert remarks(closing) == LONG
    closing.get_by_text("Your draft is saved.").wait_for()
    with closing.expect_response("**/draft/"):
        closing.locator("textarea").last.press_sequentially(" More.")
    assert Draft.objects.get().content["remarks"] == f"{LONG} More."


def test_choices_are_there_again_after_a_reload_too(
    reach: Callable[..., Page], context: BrowserContext
) -> None:
    page = reach(context, "background")
    page.get_by_label("Non-binary").check()
    page.get_by_label("Academia").check()
    page.reload()
    assert page.get_by_label("Non-binary").is_checked()
    assert page.get_by_label("Academia").is_checked()
    assert not page.get_by_label("Woman").is_checked()


def test_nothing_stays_in_the_tab_once_the_page_is_submitted(closing: Page) -> None:
    closing.locator("textarea").last.fill(LONG)
    wait_for_stored(closing, 1)
    go_on(closing)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    wait_for_stored(closing, 0)
    assert is_answered()


def test_nothing_stays_in_the_tab_once_everything_is_deleted(closing: Page) -> None:
    closing.context.route("**/draft/", lambda route: route.fulfill(status=503))
    closing.locator("textarea").last.fill(LONG)
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_role("heading", name="Stop and delete").wait_for()
    wait_for_stored(closing, 1)  # they can still go back to it
    closing.get_by_label("I am sure: delete").check()
    closing.get_by_role("button", name="Stop and delete").click()
    closing.get_by_role("heading", name="Your answers are deleted").wait_for()
    wait_for_stored(closing, 0)


def test_continue_waits_for_a_connection_and_then_goes_on(closing: Page) -> None:
    closing.context.set_offline(True)
    closing.locator("textarea").last.fill(LONG)
    go_on(closing)
    closing.get_by_text("It is sent as soon as there is a connection again.").wait_for()
    assert remarks(closing) == LONG
    closing.context.set_offline(False)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()


def test_a_tab_with_words_that_could_not_be_saved_is_not_closed_unasked(closing: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    closing.on("dialog", stay)
    closing.locator("textarea").last.press_sequentially("x")
    closing.get_by_text("Your draft is saved.").wait_for()
    closing.context.set_offline(True)
    closing.locator("textarea").last.press_sequentially("y")
    closing.get_by_text("No connection: your draft is not saved yet.").wait_for()
    closing.close(run_before_unload=True)
    expect(closing.get_by_text("No connection")).to_be_visible()
    assert asked == ["beforeunload"]


def test_continue_waits_for_a_server_that_fails(
    closing: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(questions, "save_draft", fails)
        closing.locator("textarea").last.fill(LONG)
        go_on(closing)
        closing.get_by_text("It is sent as soon as the server answers.").wait_for()
    go_on(closing)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert is_answered()


def test_a_page_is_sent_once_though_a_draft_was_on_its_way(closing: Page) -> None:
    closing.evaluate("() => { window.sent = 0; HTMLFormElement.prototype.submit = () => ++sent; }")
    drafts: list[Route] = []
    closing.route("**/draft/", lambda route: drafts.append(route))
    with closing.expect_request("**/draft/"):
        closing.locator("textarea").last.fill(LONG)
    with closing.expect_request("**/draft/"):
        go_on(closing)
    for draft in drafts:
        with closing.expect_response("**/draft/"):
            draft.fulfill(status=200)
    closing.evaluate("new Promise(read => setTimeout(read, 100))")
    assert len(drafts) == 2
    assert closing.evaluate("sent") == 1


def test_a_tab_with_older_words_does_not_replace_newer_ones(closing: Page) -> None:
    other = closing.context.new_page()
    other.goto(closing.url)
    other.locator("textarea").last.fill("Written in the other tab.")
    other.get_by_text("Your draft is saved.").wait_for()
    closing.locator("textarea").last.fill(LONG)
    closing.get_by_text("You wrote on this page in another tab").wait_for()
    assert Draft.objects.get().content["remarks"] == "Written in the other tab."
    closing.reload()
    closing.get_by_text("You wrote on this page in another tab").wait_for()
    assert remarks(closing) == LONG
    closing.get_by_role("button", name="Show what was written there").click()
    expect(closing.locator("textarea").last).to_have_value("Written in the other tab.")


def test_a_page_submitted_in_another_tab_says_so_and_leads_on(closing: Page) -> None:
    other = closing.context.new_page()
    other.goto(closing.url)
    other.locator("textarea").last.fill("Submitted in the other tab.")
    go_on(other)
    other.get_by_text("TDA-THANK-YOU").wait_for()
    closing.locator("textarea").last.fill(LONG)
    closing.get_by_text("This page was submitted in another tab").wait_for()
    wait_for_stored(closing, 0)
    closing.get_by_role("link", name="Go on from where you are").click()
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert not is_answered()
