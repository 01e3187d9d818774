"""Pages of participants for whoever widens words, needs contrast, or works by keyboard alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.journeys.section_pages import context, opened, reach
from tests.survey.conftest import opened as store_variant
from tests.survey.participation.test_languages import IN_ARABIC
from tests.survey.walker import Walker
from tests.world import World, joined

__all__ = ["context", "opened", "reach"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]

WIDER = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
"""The words spaced as WCAG 2.2, 1.4.12 has them."""

SCROLLS = "document.documentElement.scrollWidth > window.innerWidth"
RIGHT_EDGE = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().right;
}"""
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  if (element === document.body) return null;
  const isClear = (node) => getComputedStyle(node).backgroundColor === "rgba(0, 0, 0, 0)";
  let behind = element.parentElement;
  while (behind.parentElement && isClear(behind)) behind = behind.parentElement;
  return [element.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth),
    style.outlineColor, getComputedStyle(behind).backgroundColor];
}"""


def addresses(walker: Walker) -> Iterator[str]:
    """Every page of a participation but the trials, with what is said where nothing is answered."""
    yield from ("/", walker.study, f"{walker.study}consent/", f"{walker.study}deleted/")
    walker.begin()
    yield from (walker.home + "leave/", walker.home + "leave/?asked=delete", "/take-part/nobody/")
    while not walker.page.startswith("compensation"):
        page = walker.address()
        if not page.endswith("trial/"):
            yield page
        if "data-draft" in walker.read():
            walker.send({})
            yield page + "?check=yes"
        walker.go_on_to_next()
    yield walker.address()


def test_words_spaced_wider_make_no_page_scroll_sideways(
    browser: Browser, live_server: object
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page, scrolling, looked = context.new_page(), [], 0
    for address in addresses(Walker(Client())):
        page.goto(f"{live_server}{address}")
        page.add_style_tag(content=WIDER)
        looked += 1
        if page.evaluate(SCROLLS):
            scrolling.append(address)
    context.close()
    assert scrolling == []
    assert looked > 20


def test_a_study_written_from_right_to_left_does_not_scroll_sideways_either(
    browser: Browser, live_server: object, study_folder: Path
) -> None:
    version = store_variant(World(), study_folder, IN_ARABIC)
    walker = Walker(Client())
    walker.home = f"/take-part/{joined(version, 'ada').token}/"
    walker.send({})
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server}{walker.address()}?check=yes")
    expect(page.get_by_role("alert")).to_be_focused()
    assert not page.evaluate(SCROLLS)
    words = page.locator(".field-error").first.evaluate(RIGHT_EDGE)
    assert abs(words - page.locator("legend").first.evaluate(RIGHT_EDGE)) < 2
    context.close()


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of `rgb(…)`."""
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    "look",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}],
    ids=str,
)
def test_whatever_has_the_focus_is_outlined(
    browser: Browser, live_server: object, look: dict[str, Any]
) -> None:
    walker = Walker(Client())
    walker.begin()
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **look)
    page, seen = context.new_page(), set()
    for address in ("/", f"{walker.study}consent/", walker.address(), walker.home + "leave/"):
        page.goto(f"{live_server}{address}")
        for _stop in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if focused is None:
                break
            element, style, width, colour, behind = focused
            seen.add(element)
            assert (style, width >= 2) == ("solid", True), element
            assert contrast(colour, behind) >= 3, element  # WCAG 2.2, 1.4.11
    context.close()
    assert len(seen) > 20


def test_space_presses_whatever_calls_itself_a_button(
    reach: Callable[..., Page], context: BrowserContext, live_server: object
) -> None:
    """A link answers to Enter alone, so it is not called a button."""
    page = reach(context, "background")
    for address in ("/", "/studies/tda-needfinding/", page.url):
        page.goto(address if address.startswith("http") else f"{live_server}{address}")
        assert page.locator("[role=button]:not(button)").count() == 0
    go_on_by_space = page.get_by_role("button", name="Continue")
    go_on_by_space.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("alert")).to_be_focused()


def test_the_own_link_can_be_copied(reach: Callable[..., Page], context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reach(context, "background")
    page.get_by_role("button", name="Copy the link to come back").click()
    page.get_by_text("Copied.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.url.startswith(copied)
    assert copied.count("/take-part/") == 1
    page.goto(copied)
    page.get_by_role("heading", name="About you and your work").wait_for()


def test_radios_stand_in_the_middle_of_their_line(
    reach: Callable[..., Page], context: BrowserContext
) -> None:
    page = reach(context, "background")
    for label in page.locator("fieldset label").all():
        assert abs(middle(label.locator("input")) - middle(label.locator("span"))) < 1
        assert label.evaluate("label => label.offsetHeight") >= 24  # WCAG 2.2, 2.5.8


def middle(shown: Locator) -> float:
    box = shown.bounding_box()
    assert box is not None
    return box["y"] + box["height"] / 2
