"""What two coders do side by side, by keyboard alone, from the first text to the consensus."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import Visitor

FOCUSED = """() => {
  const it = document.activeElement;
  const named = it.getAttribute("aria-label") ?? it.innerText ?? "";
  const pressed = it.tagName === "INPUT" && it.type === "submit";
  return [it.tagName, (pressed ? it.value : named).trim(), it.name ?? ""];
}"""

Choose = Callable[[str, str], str]
"""From a question and what was answered to a few letters of a theme, or to nothing."""


def log_in(visitor: Visitor, name: str, password: str) -> None:
    visitor.open("/admin/login/?next=/admin/analysis/codinground/")
    visitor.page.keyboard.type(name)
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type(password)
    follow(visitor.page, lambda: visitor.page.keyboard.press("Enter"))


def follow(page: Page, act: Callable[[], object]) -> None:
    with page.expect_navigation():
        act()


IN_FRAME = "() => document.activeElement.closest('.study-frame, .breadcrumbs') !== null"


def tab_to(page: Page, *wanted: str) -> str:
    """Press Tab until something of one of these names has the focus."""
    for _stop in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(IN_FRAME):  # the tabs of the study have names of their own
            continue
        _tag, text, name = page.evaluate(FOCUSED)
        for wanted_name in wanted:
            if text.startswith(wanted_name) or name == wanted_name:
                return wanted_name
    raise AssertionError(f"none of {wanted} is reached by Tab on {page.url}")


def press(page: Page, name: str) -> None:
    tab_to(page, name)
    follow(page, lambda: page.keyboard.press("Enter"))


def code_everybody(visitor: Visitor, choose: Choose, people: int) -> None:
    """Read one participant after the other, code every text, and say that it is done."""
    press(visitor.page, "Code")
    for number in range(people):
        code_participant(visitor.page, choose)
        assert visitor.complaints == []
        if number == 0:
            visitor.check_page()
        done(visitor.page)


def done(page: Page) -> None:
    """Say that a participant is coded to the end."""
    follow(page, lambda: page.keyboard.press("d"))


def code_participant(page: Page, choose: Choose) -> None:
    units = page.locator(".unit").count()
    for position in range(units):
        unit = page.locator(".unit").nth(position)
        assert "current" in (unit.get_attribute("class") or "")
        letters = choose(unit.locator("h3").inner_text(), unit.locator(".words").inner_text())
        if letters:
            page.keyboard.press("c")
            page.keyboard.type(letters)
            page.keyboard.press("Enter")
            unit.locator(".codes li").first.wait_for()
        page.keyboard.press("j")


def mint(page: Page, name: str) -> None:
    """A theme of one's own, applied to the text that is current."""
    page.keyboard.press("t")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.locator(".unit.current .codes b", has_text=name).wait_for()


def lead_on(page: Page, name: str) -> None:
    """Ask for the next stage of a round, and confirm it on the page that says what it does."""
    press(page, name)
    press(page, name)


def decide_all(page: Page, reason: str) -> int:
    """Tick every open difference of a case and accept them together; how many there were."""
    differences = page.locator(".item.open").count()
    for _difference in range(differences):
        tab_to(page, "theme")
        page.keyboard.press("Space")
    if differences:
        tab_to(page, "reason")
        page.keyboard.type(reason)
        press(page, "Accept")
    return differences
