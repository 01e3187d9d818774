"""The researcher makes a study, its bundles, two versions and a plan, and opens it."""

import shutil
from pathlib import Path

from checks.walkthrough.without_a_shell.somebody import Somebody

NAME, TITLE = "my-needs", "What would help you with a model's error?"
SHIPPED = "What do you need to understand a model's error?"
BUNDLES = ("iris", "fashion", "loan")
SLIP = "randomisation_of: x"
CHANGES = {
    'version: "1.0"': 'version: "1.1"',
    "duration_minutes: 35": "duration_minutes: 30",
    "target_sample_size: 31": "target_sample_size: 3",
}
CHECKED = 10_000
"""Milliseconds that the check beside the editor may take."""


def new_study(rita: Somebody) -> None:
    rita.open("/admin/")
    rita.look("home")
    rita.follow("New study")
    form = rita.page.get_by_role("form", name="From one that ships")
    form.get_by_label(SHIPPED).first.check()
    form.get_by_label("Short name").fill(NAME)
    form.get_by_label("Title").fill(TITLE)
    rita.look("new-study")
    rita.press("Make the study")
    rita.look("draft")
    rita.open("/admin/")
    rita.look("home-with-a-draft")
    rita.follow(TITLE, "main")
    rita.look("design")


def upload_bundles(rita: Somebody, to: Path) -> None:
    rita.follow("Bundles", "main")
    for name in BUNDLES:
        file = shutil.make_archive(str(to / name), "zip", "fixtures/effects", name)
        rita.page.locator("input[type=file]").set_input_files(file)
        rita.press("Upload it")
        rita.look(f"bundle-{name}")


def mend_and_load(rita: Somebody) -> None:
    """A slip of the pen is found by the check and mended; then the study is a version."""
    page = rita.page
    to_draft(rita)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f"\n{SLIP}")
    page.keyboard.press("Escape")
    page.locator(".problem-list", has_text="randomisation_of").wait_for(timeout=CHECKED)
    rita.look("editor-with-a-fault")
    page.locator(".problem-list a").first.click()
    for key in ("Home", "Shift+End", "Delete", "Backspace"):
        page.keyboard.press(key)
    page.get_by_text("Nothing is wrong.").wait_for(timeout=CHECKED)
    rita.look("editor-mended")
    rita.press("Save and load as a version")
    rita.look("first-version")


def second_version(rita: Somebody) -> None:
    page = rita.page
    to_draft(rita)
    for before, after in CHANGES.items():
        page.locator(".cm-line", has_text=before).first.click()
        page.keyboard.press("Home")
        page.keyboard.press("Shift+End")
        page.keyboard.type(after)
        page.keyboard.press("Escape")
    page.get_by_text("Version 1.1,").wait_for(timeout=CHECKED)
    rita.press("Save and load as a version")
    rita.look("second-version")
    rita.follow("Difference", "main .versions")
    rita.look("difference")


def preview_every_page(rita: Somebody) -> None:
    rita.follow("Design", ".tabs")
    rita.follow("Preview", "main .versions")
    rita.look("preview")
    addresses = [
        link.get_attribute("href") or "" for link in rita.page.locator("#content-main ul a").all()
    ]
    for number, address in enumerate(addresses, 1):
        rita.open(address)
        rita.look(f"preview-{number}")


def register_and_open(rita: Somebody) -> None:
    to_study(rita)
    rita.follow("Read and register the plan")
    rita.look("plan")
    rita.follow("Register this plan")
    rita.look("plan-asked")
    rita.press("Yes, register this plan")
    rita.look("plan-registered")
    rita.follow("Design", ".tabs")
    rita.follow("Open the study")
    rita.look("opening")
    rita.press("Open now")
    rita.look("opened")
    rita.follow("Design", ".tabs")
    rita.look("design-open")


def to_draft(rita: Somebody) -> None:
    to_study(rita)
    rita.follow("Edit the draft", "main")
    rita.page.locator(".cm-content").wait_for()


def to_study(who: Somebody) -> None:
    who.open("/admin/")
    who.follow(TITLE, "main")
