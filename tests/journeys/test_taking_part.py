"""The whole study in a real browser: on a laptop and a phone, in light and dark."""

import os
from collections.abc import Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from survey.models import Answer, Choice, Draft, Exploration, Participant, State
from tests.journeys import somebody
from tests.journeys.conftest import PATIENCE, SCREENSHOTS, Visitor
from tests.journeys.everybody import resize
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


@pytest.fixture
def laptop(browser: Browser, live_server: object) -> Iterator[Visitor]:
    """One screen where the size and the colours do not matter."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield Visitor(context, str(live_server))
    context.close()


@pytest.fixture
def in_trial(laptop: Visitor) -> Page:
    """Somebody at the first trial, with nothing applied yet."""
    reach(laptop, "scenario")
    somebody.go_on(laptop.page)
    laptop.page.get_by_role("button", name="Apply").wait_for()
    return laptop.page


def reach(visitor: Visitor, section: str) -> None:
    """The first page of a section, without looking at those before it."""
    walker = Walker(Client())
    walker.begin()
    while not walker.page.startswith(section):
        walker.go_on_to_next()
    visitor.open(walker.home)


@pytest.mark.slow
def test_the_whole_study_holds_on_every_page(
    visitor: Visitor, request: pytest.FixtureRequest
) -> None:
    looked = 0

    def look() -> None:
        nonlocal looked
        looked += 1
        if "NEEDFINDER_SCREENSHOTS" in os.environ:
            SCREENSHOTS.mkdir(exist_ok=True)
            name = f"{request.node.callspec.id}-{looked:02}.png"
            visitor.page.screenshot(path=SCREENSHOTS / name, full_page=True)
        visitor.check_page()

    somebody.whole_study(visitor, look)
    assert looked == 2 + 1 + 3 + 2 + 1 + 2 * 6 + 2
    assert Participant.objects.get().state == State.COMPLETED
    assert Answer.objects.filter(value="Because it looks like one.").count() == 10
    assert Exploration.objects.count() == 4
    assert [choice.exploration.setting["number"] for choice in Choice.objects.all()] == ["10", "10"]


def test_pages_of_refusals_and_of_leaving_hold_too(visitor: Visitor) -> None:
    reach(visitor, "background")
    page = visitor.page
    somebody.go_on(page)
    page.get_by_role("alert").wait_for()
    visitor.check_page()
    page.get_by_role("link", name="Stop taking part").click()
    visitor.check_page()
    page.get_by_role("button", name="Stop and delete").click()
    page.get_by_text("Please tick the box below").wait_for()
    visitor.check_page()
    page.get_by_label("I am sure: delete").check()
    page.get_by_role("button", name="Stop and delete").click()
    page.get_by_role("heading", name="Your answers are deleted").wait_for()
    visitor.check_page()
    assert not Participant.objects.exists()


def test_a_wrong_try_of_the_check_is_explained_and_tried_again(visitor: Visitor) -> None:
    reach(visitor, "tutorial")
    somebody.go_on_to(visitor.page, "A short check")
    somebody.check(visitor.page, right=False)
    visitor.page.get_by_text("Not quite.").first.wait_for()
    visitor.check_page()
    somebody.check(visitor.page)
    visitor.page.get_by_text("All answers are right.").wait_for()
    assert [attempt.passed for attempt in Participant.objects.get().attempts.all()] == [False, True]


@pytest.mark.slow
def test_without_javascript_the_study_is_the_same(browser: Browser, live_server: object) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    visitor = Visitor(context, str(live_server))
    somebody.whole_study(visitor, lambda: None)
    assert visitor.complaints == []
    assert Participant.objects.get().state == State.COMPLETED
    assert Exploration.objects.count() == 4
    context.close()


def test_what_is_typed_is_kept_while_typing_and_on_leaving_the_page(laptop: Visitor) -> None:
    reach(laptop, "closing")
    page = laptop.page
    page.locator("textarea").first.type("While typing")
    page.get_by_text("Your draft is saved.").wait_for()
    assert Draft.objects.get().content["missing_information"] == "While typing"
    page.locator("textarea").last.type("On leaving")
    page.get_by_role("link", name="Stop taking part").click()
    page.get_by_role("link", name="Go back to the study").click()
    page.wait_for_url("**/closing.closing/")
    assert page.locator("textarea").first.input_value() == "While typing"
    assert page.locator("textarea").last.input_value() == "On leaving"


def test_what_is_typed_while_offline_is_said_to_be_unsaved_and_saved_afterwards(
    laptop: Visitor,
) -> None:
    reach(laptop, "closing")
    page = laptop.page
    page.context.set_offline(True)
    page.locator("textarea").last.type("In a tunnel")
    page.get_by_text("No connection: your draft is not saved yet.").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Your draft is saved.").wait_for()
    assert Draft.objects.get().content["remarks"] == "In a tunnel"


def test_going_back_and_sending_again_changes_nothing(laptop: Visitor) -> None:
    reach(laptop, "background")
    page = laptop.page
    somebody.about_you(page)
    page.get_by_role("heading", name="An error of a model").wait_for()
    page.go_back()
    if page.get_by_role("heading", name="About you").is_visible():  # from the browser's memory
        page.get_by_label("Woman").check()
        somebody.go_on(page)
    page.get_by_role("heading", name="An error of a model").wait_for()
    assert Answer.objects.get(question="gender").value == {"option": "non_binary"}


def test_an_apply_is_announced_and_leaves_the_focus_where_it_is(in_trial: Page) -> None:
    page = in_trial
    for name in ("Removal", "Loss", "3"):
        page.get_by_label(name, exact=name != "Removal").check()
    apply = page.get_by_role("button", name="Apply")
    status = page.get_by_role("status")
    assert status.inner_text() == ""
    page.evaluate("window.still = 'the same page'")
    apply.focus()
    page.keyboard.press("Enter")
    page.get_by_text("Setting 1: Loss from ").wait_for(state="attached")
    assert page.evaluate("document.activeElement.textContent") == "Apply"
    assert page.evaluate("window.still") == "the same page"
    assert page.get_by_role("heading", name="Settings you have tried").is_visible()


def test_apply_without_a_choice_asks_for_one(in_trial: Page) -> None:
    in_trial.get_by_role("button", name="Apply").click()
    assert in_trial.evaluate("document.activeElement.name") == "action"
    assert not Exploration.objects.exists()


def test_a_trial_submitted_in_another_tab_leads_on_from_this_one(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    other = in_trial.context.new_page()
    other.goto(in_trial.url)
    somebody.submit_setting(other, lambda: None)
    other.get_by_role("heading", name="About the error").wait_for()
    in_trial.get_by_role("button", name="Apply").click()
    in_trial.get_by_role("heading", name="About the error").wait_for()
    assert Exploration.objects.count() == 1


def test_an_apply_that_cannot_be_answered_says_so(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    in_trial.context.clear_cookies()
    in_trial.get_by_role("button", name="Apply").click()
    in_trial.get_by_role("heading", name="The form is out of date").wait_for()


def test_an_apply_without_a_connection_says_so(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    in_trial.context.set_offline(True)
    in_trial.get_by_role("button", name="Apply").click()
    in_trial.get_by_text("No connection: nothing was applied.").wait_for()
    assert Exploration.objects.count() == 1


def test_on_a_phone_what_changed_is_on_the_screen_without_scrolling_sideways(
    in_trial: Page,
) -> None:
    resize(in_trial, 320, 800)
    somebody.set_up(in_trial)
    in_trial.get_by_text("Other measures", exact=True).click()
    wider = "part => part.scrollWidth - part.clientWidth"
    for part in (".headline", ".whole-model", ".other-measures .overflow-auto"):
        assert in_trial.locator(part).evaluate(wider) <= 0, part


def test_two_settings_are_compared(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    somebody.set_up_again(in_trial)
    in_trial.get_by_role("link", name="Compare setting 1 with setting 2").click()
    in_trial.get_by_text("Setting 2 beside setting 1.").wait_for()
    assert in_trial.get_by_role("table", name="What the two settings do").is_visible()


def test_error_controls_results_and_samples_share_a_laptops_screen(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    parts = (".error", "#results h2", ".headline", ".gallery, .samples", "#customise button")
    top = "element => element.getBoundingClientRect().top"
    positions = [in_trial.locator(part).first.evaluate(top) for part in parts]
    assert all(0 <= position < 800 - 100 for position in positions), positions
    apply = in_trial.get_by_role("button", name="Apply").bounding_box()
    assert apply is not None
    assert apply["y"] + apply["height"] <= 800


def test_on_a_phone_an_apply_folds_the_controls_and_brings_its_result_into_view(
    in_trial: Page,
) -> None:
    resize(in_trial, 390, 844)
    somebody.set_up(in_trial)
    in_trial.locator("#results-heading:focus").wait_for()
    top = in_trial.locator(".headline").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 844 / 2
    assert not in_trial.get_by_role("button", name="Apply").is_visible()
    assert in_trial.get_by_role("button", name="Customise (setting 1 is shown)").is_visible()


def test_results_are_marked_once_the_controls_say_something_else(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    stale = in_trial.get_by_text("You have changed the controls since.")
    assert not stale.is_visible()
    in_trial.get_by_label("7", exact=True).check()
    assert stale.is_visible()
    in_trial.get_by_label("3", exact=True).check()
    assert not stale.is_visible()


def test_a_slow_apply_says_that_it_is_on_its_way(in_trial: Page) -> None:
    somebody.set_up(in_trial)
    in_trial.route("**/pages/**", lambda route: None)
    in_trial.get_by_role("button", name="Apply").click()
    in_trial.get_by_text("Getting the results…").wait_for()
    assert in_trial.locator("#results").get_attribute("aria-busy") == "true"
