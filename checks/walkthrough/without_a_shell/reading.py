"""The researcher watches, reads one record after the other, and excludes the nonsense."""

from checks.walkthrough.without_a_shell.design import to_study
from checks.walkthrough.without_a_shell.somebody import Somebody

ARRIVED = 40_000
"""Milliseconds: the page asks again after 15 seconds."""


def watch(cleo: Somebody) -> None:
    """Left open by the recruiter; nobody loads it again."""
    cleo.follow("Watch", ".tabs")
    cleo.look("watch-before")


def watched(cleo: Somebody, completed: int) -> None:
    page = cleo.page
    page.get_by_role("status").get_by_text(f"{completed} completed").wait_for(timeout=ARRIVED)
    page.locator(".step", has_text=f"{completed} completed").wait_for(timeout=ARRIVED)
    cleo.look("watch-by-itself")


def read_and_exclude(rita: Somebody, nonsense: str) -> None:
    to_study(rita)
    rita.follow("Watch", ".tabs")
    rita.look("watch")
    rita.follow("Read", ".tabs")
    rita.look("read")
    page = rita.page
    while page.locator(".step .button").count():
        rita.follow("Read P", ".step")
        name = page.get_by_role("heading", level=1).inner_text()
        rita.look(name.lower().replace(" ", "-"))
        if name.endswith(nonsense):
            page.get_by_label("No, exclude them").check()
            page.get_by_label("Reason").select_option(label="low-quality answers")
        else:
            page.get_by_label("Yes, they stay").check()
        rita.press("Save")
        rita.look("assessed")
        rita.follow("Read", ".tabs")
    rita.look("read-everybody")
    rita.follow("Read answers by question", "main")
    rita.look("answers")
    rita.follow("Why do you think", "main")
    rita.look("answers-to-a-question")
