"""What somebody taking part does in a browser, page by page."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import Visitor, wait_until
from tests.world import founding_study

STUDY = "/studies/tda-needfinding/"
Look = Callable[[], None]
SHEET_BELOW = 1024
"""Pixels: on narrower screens the controls of a trial are a sheet."""


def consent(visitor: Visitor, look: Look, address: str = STUDY) -> None:
    """From the page of the study, or a link to it, to the first page of one's own."""
    page = visitor.page
    visitor.open(address)
    page.get_by_role("link", name="Take part").click()
    page.get_by_role("button", name="I agree").wait_for()
    look()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("heading", name="Can you take part?").wait_for()
    look()
    page.get_by_label("Yes").check()
    go_on(page)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def go_on_to(page: Page, heading: str) -> None:
    """Past pages that need no answer."""
    while not page.get_by_role("heading", name=heading).is_visible():
        before = page.url
        go_on(page)
        wait_until(page, "before => location.href !== before", before)


def about_you(page: Page) -> None:
    page.get_by_label("Non-binary").check()
    page.get_by_label("Academia").check()
    page.get_by_label("1 to 3 years").check()
    page.get_by_label("Tables").check()
    page.get_by_role("group", name="deep neural networks").get_by_label("Yes").check()
    go_on(page)


def read_tutorial(page: Page, look: Look) -> None:
    """Every step, as far as the practice trial."""
    for step in founding_study().survey.tutorial.steps:
        page.get_by_role("heading", name=step.title, level=1).wait_for()
        look()
        go_on(page)
    page.get_by_role("heading", name="Try out the tool").wait_for()


def practise(page: Page, look: Look) -> None:
    look()
    set_up(page)
    look()
    go_on(page)


def check(page: Page, right: bool = True) -> None:
    for question in founding_study().survey.tutorial.check:
        wrong = next(key for key in question.options if key != question.correct)
        page.get_by_label(question.options[question.correct if right else wrong]).check()
    go_on(page)


def set_up(page: Page, number: str = "3") -> None:
    open_controls(page)
    page.get_by_label("Removal").check()
    page.get_by_label("Loss", exact=True).check()
    page.get_by_label(number, exact=True).check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("heading", name="Training data: setting").wait_for()


def submit_setting(page: Page, look: Look) -> None:
    open_controls(page)
    page.get_by_role("link", name="Submit setting").click()
    page.get_by_role("heading", name="Submit this setting?").wait_for()
    look()
    page.get_by_role("button", name="Yes, submit it").click()


def write(page: Page) -> None:
    for area in page.locator("textarea").all():
        area.fill("Because it looks like one.")
    go_on(page)


def task(page: Page, look: Look) -> None:
    """Brief, trial and follow-up of one scenario."""
    look()
    go_on(page)
    page.get_by_role("heading", name="Explore and choose").wait_for()
    look()
    set_up(page)
    set_up_again(page)
    look()
    submit_setting(page, look)
    for heading in ("About the error", "About the setting you submitted"):
        page.get_by_role("heading", name=heading).wait_for()
        look()
        write(page)


def set_up_again(page: Page) -> None:
    open_controls(page)
    page.get_by_label("10", exact=True).check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("heading", name="setting 2").wait_for()


def open_controls(page: Page) -> None:
    """On a small screen the controls are folded away when a page opens and after each Apply."""
    if has_sheet(page):
        page.get_by_role("button", name="Customise").click()


def has_sheet(page: Page) -> bool:
    size = page.viewport_size
    assert size is not None
    return size["width"] < SHEET_BELOW


def whole_study(visitor: Visitor, look: Look, address: str = STUDY) -> None:
    page = visitor.page
    consent(visitor, look, address)
    page.get_by_role("heading", name="About you and your work").wait_for()
    look()
    about_you(page)
    read_tutorial(page, look)
    practise(page, look)
    page.get_by_role("heading", name="A short check").wait_for()
    look()
    check(page)
    for _scenario in range(2):
        page.wait_for_url("**.brief/**")
        task(page, look)
    page.get_by_role("heading", name="Before you go").wait_for()
    look()
    go_on(page)
    page.get_by_text("TDA-THANK-YOU").wait_for()
    look()
