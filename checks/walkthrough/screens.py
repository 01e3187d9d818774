"""People at screens: what they press, and a picture of every page on the way."""

import re
from pathlib import Path

from playwright.sync_api import APIResponse, Browser, Page

PASSWORD = "a long one"  # noqa: S105  of accounts that last as long as the check
ACCOUNTS = f"""
from django.contrib.auth.models import User
from django.utils import timezone
from survey.members.models import Member
from survey.studies.models import Study
for name, role in (("rita", "lead"), ("ann", "coder"), ("ben", "coder")):
    user = User.objects.create_user(name, password="{PASSWORD}", is_staff=True)
    for study in Study.objects.all():
        Member.objects.create(study=study, user=user, role=role, since=timezone.now())
"""


class Person:
    """Somebody logged in at a browser of their own; what it complains of is kept."""

    def __init__(self, browser: Browser, address: str, name: str, pictures: Path) -> None:
        self.name, self.address, self.pictures = name, address, pictures
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 800})
        self.page.set_default_timeout(20_000)
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(f"{name}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"{name}: {error}"))
        self.open("/admin/login/?next=/admin/")
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Log in")

    def open(self, path: str) -> None:
        answer = self.page.goto(self.address + path)
        if answer is None or answer.status >= 400:
            raise SystemExit(f"{self.name} at {path}: {answer and answer.status}")

    def press(self, name: str) -> None:
        """A button by its whole name, on to the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def said(self) -> str:
        """What the page answered to what was done last."""
        places = ".messagelist li, #status, .errornote, .errorlist li, [role=alert]"
        shown = self.page.locator(places)
        return " ".join(" ".join(shown.all_inner_texts()).split())

    def picture(self, name: str, width: int = 1280) -> None:
        """The whole page in a file; a page that is wider than the screen is complained of."""
        size = self.page.viewport_size
        assert size is not None  # noqa: S101  every page here has one
        self.page.set_viewport_size({"width": width, "height": size["height"]})
        file = self.pictures / f"{name}-{width}.png"
        self.page.screenshot(path=file, full_page=True, caret="initial")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            self.complaints.append(f"{name} is {wide} pixels wide on a screen of {width}")
        self.page.set_viewport_size(size)

    def send(self, path: str, **fields: str) -> APIResponse:
        """A form of the page sent without its page, in the same session."""
        token = self.page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
        answer = self.page.request.post(
            self.address + path,
            form={"csrfmiddlewaretoken": token, **fields},
            headers={"Referer": self.page.url},
        )
        if answer.status >= 400:
            raise SystemExit(f"{self.name} sent {fields} to {path}: {answer.status}")
        return answer

    def download(self, name: str, to: Path) -> Path:
        """The file behind a link or a button of this name."""
        named = re.compile(f"^{re.escape(name)}")
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=named).or_(
                self.page.get_by_role("button", name=named)
            ).first.click()
        file = to / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file
