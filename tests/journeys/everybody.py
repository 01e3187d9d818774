"""What every page has to hold for everybody beyond axe's rules: WCAG 2.2, level AA."""

from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.conftest import wait_until

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8").strip().removesuffix(";")
NARROW = 320
"""A window of 1280 pixels at 400 %: WCAG 1.4.10."""
RESIZED = """width => innerWidth === width
    && new Promise(frame => requestAnimationFrame(() => requestAnimationFrame(frame)))"""


def resize(page: Page, width: int, height: int) -> None:
    """Return once the page has heard of its new size: its own scripts answer in the next frame."""
    page.set_viewport_size({"width": width, "height": height})
    wait_until(page, RESIZED, width)


def faults(page: Page) -> list[str]:
    """What keeps somebody from using a page, which has its size again afterwards.

    Names; scrollers that keys reach; a ring of 3:1 around what has the focus, in light, dark and
    forced colours, and as much for the borders of fields; on a narrow screen no word
    broken letter by letter in a table, and no scrolling sideways with widely set text.
    """

    def ask(question: str) -> list[str]:
        sentences: list[str] = page.evaluate(f"{SCRIPT}.{question}")
        return sentences

    sentences = ask("names()") + ask("scrollers()")
    page.keyboard.press("Tab")  # from now on, what a script focuses is ringed
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        sentences += [f"{fault} ({scheme})" for fault in ask("rings(false)")]
    page.emulate_media(color_scheme="null", forced_colors="active")
    sentences += [f"{fault} (forced colours)" for fault in ask("rings(true)")]
    page.emulate_media(forced_colors="null")
    size = page.viewport_size
    assert size is not None
    resize(page, NARROW, 800)
    sentences += ask("broken()")
    sentences += ask("space(true)") + ask("wider()") + ask("scrollers()") + ask("space(false)")
    resize(page, **size)
    return sentences
