"""The whole study without a mouse: Tab, Space, the arrows, Enter and letters."""

import pytest
from playwright.sync_api import Page

from survey.models import Participant, State
from tests.journeys.conftest import Visitor, wait_until
from tests.journeys.test_taking_part import laptop, opened

__all__ = ["laptop", "opened"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

WHERE = "location.href + document.querySelector('h1')?.textContent"  # two pages share an address
WHAT = "const it = document.activeElement; [it.tagName, it.type, it.textContent.trim(), it.name]"


@pytest.mark.slow
def test_the_keyboard_alone_takes_somebody_through_the_study(laptop: Visitor) -> None:
    laptop.open("/studies/tda-needfinding/")
    for _page in range(40):
        if laptop.page.get_by_text("TDA-THANK-YOU").is_visible():
            break
        before = laptop.page.evaluate(WHERE)
        fill_and_go_on(laptop.page)
        wait_until(laptop.page, f"before => {WHERE} !== before", before)
        laptop.page.wait_for_load_state()
    assert Participant.objects.get().state == State.COMPLETED


def fill_and_go_on(page: Page) -> None:
    """Tab through a page, answer what is in the way, and press its button."""
    applied, seen = False, set()
    for _stop in range(120):
        page.keyboard.press("Tab")
        tag, kind, text, name = page.evaluate(
            f"(() => {{ {WHAT.replace('; [', '; return [')} }})()"
        )
        if kind in {"radio", "checkbox"} and name not in seen:
            seen.add(name)
            choose(page, name)
        elif tag == "TEXTAREA":
            page.keyboard.type("By keyboard.")
        elif text == "Apply" and not applied and "tutorial" not in page.url:
            page.keyboard.press("Enter")
            page.get_by_role("heading", name="setting 1").wait_for()
            applied = True
        elif text in GO_ON:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way on from {page.url}")


GO_ON = {
    "Take part",
    "I agree and want to take part",
    "Continue",
    "Submit setting 1",
    "Yes, submit it",
}
DOWN = {"check_action": 1, "check_whole_model": 2}


def choose(page: Page, name: str) -> None:
    """The first option of a group, or the right one of the check, by the arrows."""
    page.keyboard.press("Space")
    for _step in range(DOWN.get(name, 0)):
        page.keyboard.press("ArrowDown")
