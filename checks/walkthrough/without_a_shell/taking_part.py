"""People who take part: page by page, whatever the page asks, with the words they have."""

import re

from checks.walkthrough.without_a_shell.somebody import Somebody

STUDY = "/studies/my-needs/"
SHEET_BELOW = 1024
"""Pixels: on narrower screens the controls of a trial are a sheet."""
GROUPS = """() => [...new Set([...document.querySelectorAll(
  "main :is([type=radio], [type=checkbox])")].map(option => option.name))]"""
RIGHT = {
    "check_action": "relabels",
    "check_metric": "better",
    "check_whole_model": "trade",
    "check_spread": "trainings",
}
"""What is true in the check of the founding study."""


def begin(who: Somebody, study: str = STUDY) -> None:
    page = who.page
    who.open(study)
    who.look("information")
    who.follow("Take part")
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    who.look("consent")
    who.press("I agree")


def take_part(who: Somebody, words: tuple[str, ...], until: str = "Thank you") -> None:
    """Through every page; a page whose heading begins with `until` is the last."""
    said = 0
    for _page in range(40):
        heading = who.page.get_by_role("heading", level=1).first.inner_text()
        who.look(re.sub(r"\W+", "-", heading.lower()).strip("-")[:40])
        if heading.startswith(until):
            return
        if who.page.locator("input[name=action]").count():
            _explore(who)
        else:
            for area in who.page.locator("main textarea").all():
                area.fill(words[said % len(words)])
                said += 1
            _choose(who)
            who.press("Continue")
    raise SystemExit(f"{who.name} does not come to the page {until}.")


def _choose(who: Somebody) -> None:
    """The first of each group of options, and what is true in the check."""
    page = who.page
    for name in page.evaluate(GROUPS):
        options = page.locator(f"main input[name='{name}']")
        (page.locator(f"[value='{RIGHT[name]}']") if name in RIGHT else options.first).check()
    for number in page.locator("main input[type=number]").all():
        number.fill("3")


def _explore(who: Somebody) -> None:
    page = who.page
    for number in ("3", "10"):
        _open_controls(who)
        for axis, level in (("action", "removal"), ("metric", "loss"), ("number", number)):
            page.locator(f"input[name={axis}][value='{level}']").check()
        page.get_by_role("button", name="Apply").click()
        page.get_by_role("heading", name="Training data: setting").wait_for()
        page.locator("#results[aria-busy]").wait_for(state="detached")
    who.look("results")
    if page.locator("a", has_text="Submit setting").count():
        _open_controls(who)
        page.get_by_role("link", name="Submit setting").click()
        page.get_by_role("heading", name="Submit this setting?").wait_for()
        who.press("Yes, submit it")
    else:
        who.press("Continue")


def _open_controls(who: Somebody) -> None:
    if who.width < SHEET_BELOW:
        who.page.get_by_role("button", name="Customise").click()


def stop(who: Somebody) -> None:
    """Stop on the way, and leave what was answered."""
    who.follow("Stop taking part")
    who.look("stop")
    who.page.get_by_label("I am sure: keep").check()
    who.press("Stop and keep")
    who.look("stopped")
