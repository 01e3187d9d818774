"""The pictures of the README and of the shipped survey's tutorial, from a demo of their own.

Run from the repository root, in the environment of the tests: python -m docs.images.take

With the word `tool` after it, only those of the tutorial are taken, and with `pages` all others.
The tutorial's are part of the study, so that its digest in docs/tutorial/first-steps.md changes
with them.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.conftest import CHROMIUM, FLAGS, Visitor, executable

HERE = Path(__file__).parent
STUDY = HERE.parents[1] / "fixtures" / "studies" / "tda-needfinding"
PORT = 8799
ADDRESS = f"http://127.0.0.1:{PORT}"
SEEN = {"width": 1360, "height": 960}


def main() -> None:
    os.environ |= {"NEEDFINDER_MODE": "test", "DJANGO_SETTINGS_MODULE": "config.settings"}
    django.setup()  # what walks through the study reads the study
    tool_alone, pages_alone = sys.argv[1:] == ["tool"], sys.argv[1:] == ["pages"]
    with (
        tempfile.TemporaryDirectory() as folder,
        demo(folder, *(["--empty"] if tool_alone else [])) as passwords,
        sync_playwright() as playwright,
    ):
        path = executable(*CHROMIUM)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        if not pages_alone:
            tool(visitor(browser))
        if not tool_alone:
            study(visitor(browser), passwords["researcher"])
            trial(visitor(browser))
            desk(visitor(browser), passwords["coder-a"])
            report(browser.new_page(viewport=SEEN), folder)  # type: ignore[arg-type]
        browser.close()


@contextmanager
def demo(folder: str, *options: str) -> Iterator[dict[str, str]]:
    """A demo with data of its own; the passwords it printed, by account."""
    environment = {**os.environ, "NEEDFINDER_MODE": "demo", "NEEDFINDER_DATA_DIR": folder}
    command = [sys.executable, "manage.py", "demo", "--no-browser", "--port", str(PORT), *options]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        said = ""
        while "Press Ctrl+C" not in said:
            line = running.stdout.readline() if running.stdout else ""
            if not line:
                raise SystemExit(f"the demo ended:\n{said}")
            said += line
        yield dict(re.findall(r"([\w-]+)\s+password:\s+(\S+)", said))
    finally:
        running.terminate()
        running.wait()


def visitor(browser: Browser) -> Visitor:
    context = browser.new_context(viewport=SEEN, color_scheme="light")  # type: ignore[arg-type]
    return Visitor(context, ADDRESS)


def take(page: Page, name: str) -> None:
    page.screenshot(path=HERE / f"{name}.png", animations="disabled")
    print(f"docs/images/{name}.png")


TOOL = {
    "error": ".panel.error",
    "customise": ".panel.customise",
    "results": "#results",
}
"""The parts of the tool that the tutorial shows, by the name of their picture."""
TALLEST = 900
"""Pixels of a picture in the tutorial; what comes below is cut off."""


def tool(participant: Visitor) -> None:
    """From the practice trial: the controls with nothing chosen, then what an Apply shows."""
    from tests.journeys.somebody import about_you, consent, read_tutorial

    page = participant.page
    consent(participant, lambda: None)
    about_you(page)
    read_tutorial(page, lambda: None)
    page.get_by_role("button", name="Apply").wait_for()
    part(page, "customise")
    page.get_by_label("Label change").check()
    page.get_by_label("Probability of the predicted class").check()
    page.get_by_label("2", exact=True).check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("heading", name="Training data: setting").wait_for()
    part(page, "error")
    part(page, "results")


def part(page: Page, name: str) -> None:
    box = page.locator(TOOL[name]).first.bounding_box()
    if box is None:
        raise SystemExit(f"there is no {name} on {page.url}")
    above = page.evaluate("window.scrollY")
    clip = {**box, "y": box["y"] + above, "height": min(box["height"], TALLEST)}
    file = STUDY / f"tool-{name}.png"
    page.screenshot(path=file, clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]
    print(file.relative_to(HERE.parents[1]))


def trial(participant: Visitor) -> None:
    """As far as the task with images; the other one is gone through where it comes first."""
    from tests.journeys.somebody import about_you, check, consent, go_on, read_tutorial

    page = participant.page
    consent(participant, lambda: None)
    about_you(page)
    read_tutorial(page, lambda: None)
    go_on(page)
    check(page)
    while not page.get_by_role("button", name="Apply").is_visible():
        go_on(page)
    if page.locator(".error .picture").count() == 0:
        apply(page, "3")
        page.get_by_role("link", name="Submit setting").click()
        page.get_by_role("button", name="Yes, submit it").click()
        while not page.get_by_role("button", name="Apply").is_visible():
            for area in page.locator("textarea").all():
                area.fill("Because it looks like one.")
            go_on(page)
    apply(page, "7")
    take(page, "trial")


def apply(page: Page, number: str) -> None:
    page.get_by_label("Label change").check()
    page.get_by_label("Probability of the true class").check()
    page.get_by_label(number, exact=True).check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("heading", name="Training data: setting").wait_for()


def log_in(staff: Visitor, name: str, password: str, onward: str) -> Page:
    staff.open(f"/admin/login/?next={onward}")
    page = staff.page
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()
    return page


def study(researcher: Visitor, password: str) -> None:
    """The page after the log-in, and one participant's record."""
    page = log_in(researcher, "researcher", password, "/admin/")
    page.get_by_role("heading", name="Studies").wait_for()
    take(page, "home")
    page.goto(f"{ADDRESS}/admin/studies/{STUDY.name}/read/simulated/3/")
    explored = page.get_by_role("heading", name="Explore and choose").first
    explored.evaluate("heading => heading.scrollIntoView()")
    take(page, "record")


def desk(coder: Visitor, password: str) -> None:
    page = log_in(coder, "coder-a", password, "/admin/analysis/codinground/")
    page.get_by_role("row").filter(has_text="independent coding").get_by_role("link").last.click()
    page.locator("#content-main").get_by_role("link", name="Code", exact=True).click()
    page.get_by_role("link", name="S25").click()
    page.get_by_role("heading", name="S25").wait_for()
    page.evaluate("scrollTo(0, 0)")
    take(page, "desk")


def report(page: Page, folder: str) -> None:
    """The first page of the file that the demo leaves ready."""
    page.goto((Path(folder) / "demo" / "reports" / "simulated-report.html").as_uri())
    take(page, "report")


if __name__ == "__main__":
    main()
