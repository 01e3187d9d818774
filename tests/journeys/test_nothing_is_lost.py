"""What somebody typed is there again after a reload, a tunnel, a fault, a step back."""

from collections.abc import Callable, Iterator

import pytest
from django.db import OperationalError
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from survey.models import Answer, Draft, Participant, State
from survey.participation import question_pages as questions
from tests.journeys.conftest import Visitor
from tests.journeys.somebody import check, go_on, go_on_to
from tests.survey.walker import Walker
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "A long thoughtful answer that took ten minutes."
STORED = "Object.entries(sessionStorage).filter(([key]) => key.startsWith('words:')).length"


@pytest.fixture(autouse=True)
def opened(transactional_db: None) -> None:
    World().open()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def reach(live_server: object) -> Callable[..., Page]:
    def reach(context: BrowserContext, section: str) -> Page:
        """Somebody on the first page of a section."""
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


def remarks(page: Page) -> str:
    return page.locator("textarea").last.input_value()


def is_answered() -> bool:
    return Answer.objects.filter(question="remarks", value=LONG).exists()


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
    assert closing.evaluate(STORED) == 1
    go_on(closing)
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert closing.evaluate(STORED) == 0
    assert is_answered()


def test_nothing_stays_in_the_tab_once_everything_is_deleted(closing: Page) -> None:
    closing.context.route("**/draft/", lambda route: route.fulfill(status=503))
    closing.locator("textarea").last.fill(LONG)
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_role("heading", name="Stop and delete").wait_for()
    assert closing.evaluate(STORED) == 1  # they can still go back to it
    closing.get_by_label("I am sure: delete").check()
    closing.get_by_role("button", name="Stop and delete").click()
    closing.get_by_role("heading", name="Your answers are deleted").wait_for()
    assert closing.evaluate(STORED) == 0


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
    assert closing.evaluate(STORED) == 0
    closing.get_by_role("link", name="Go on from where you are").click()
    closing.get_by_text("TDA-THANK-YOU").wait_for()
    assert not is_answered()


def test_a_page_from_the_browsers_memory_is_asked_for_anew(closing: Page) -> None:
    closing.evaluate("window.isOld = true")
    with closing.expect_navigation():
        closing.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert closing.evaluate("window.isOld") is None


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
    context.set_default_timeout(10_000)
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


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_refused_page_is_announced_and_a_step_back_asks_nothing(
    reach: Callable[..., Page], browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    context.set_default_timeout(10_000)
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


def test_enter_in_the_form_that_deletes_deletes(closing: Page) -> None:
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_label("I am sure: delete").focus()
    closing.keyboard.press("Space")
    closing.keyboard.press("Enter")
    closing.get_by_role("heading", name="Your answers are deleted").wait_for()
    assert not Participant.objects.exists()


def test_stopping_asks_for_a_tick_first(closing: Page) -> None:
    closing.get_by_role("link", name="Stop taking part").click()
    closing.get_by_role("button", name="Stop and keep").click()
    expect(closing.get_by_role("alert")).to_be_focused()
    closing.get_by_label("I am sure: keep").check()
    closing.get_by_role("button", name="Stop and keep").click()
    closing.get_by_role("heading", name="You have stopped").wait_for()
    assert Participant.objects.get().state == State.STOPPED


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
