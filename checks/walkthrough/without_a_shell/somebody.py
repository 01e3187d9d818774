"""Somebody at a screen of their own: what they press, what they see, and what is wrong with it."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

PASSWORD = "correct horse battery"  # noqa: S105  of accounts that last as long as the check
HINT = "[DOM]"
"""Of Chromium, about forms for passwords: advice, and nothing was stopped."""

COMPUTED = 180_000
"""Milliseconds that a file may take which is computed first."""


class Somebody:
    """A browser of one's own. `complaints` is what no page of a study may do."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        name: str,
        pictures: Path,
        numbers: Iterator[int],
        *,
        width: int = 1280,
        height: int = 800,
    ) -> None:
        self.name, self.address, self.pictures, self.numbers = name, address, pictures, numbers
        self.width = width
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(20_000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.page.on("response", self._check_answer)
        self.page.on("requestfailed", self._check_failure)

    def _hear(self, said: ConsoleMessage) -> None:
        if HINT not in said.text:
            self._complain(said.text)

    def _check_answer(self, answer: Response) -> None:
        if answer.status >= 400:
            self._complain(f"{answer.status} at {answer.url}")

    def _check_failure(self, request: Request) -> None:
        """A request without an answer; those that a browser gives up itself are none."""
        if "ERR_ABORTED" not in (request.failure or ""):
            self._complain(f"{request.failure} at {request.url}")

    def _complain(self, what: str) -> None:
        self.complaints.append(f"{self.name} at {self.page.url}: {what}")

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.address + path)

    def press(self, name: str, within: str = "main") -> None:
        """A button by the beginning of its name, on to the next page."""
        with self.page.expect_navigation():
            self._named("button", name, within).click()

    def follow(self, name: str, within: str = "body") -> None:
        """A link by the beginning of its name, on to the next page."""
        with self.page.expect_navigation():
            self._named("link", name, within).click()

    def _named(self, role: str, name: str, within: str):  # type: ignore[no-untyped-def]
        words = re.compile(rf"^\s*{re.escape(name)}")
        return self.page.locator(within).get_by_role(role, name=words).first  # type: ignore[arg-type]

    def fill(self, **by_label: str) -> None:
        for label, words in by_label.items():
            self.page.get_by_label(label.replace("_", " ")).first.fill(words)

    def look(self, name: str) -> None:
        """A picture of the whole page; a page wider than its screen is complained of."""
        number = next(self.numbers)
        file = self.pictures / f"{number:03}-{self.name}-{name}.png"
        self.page.screenshot(path=file, full_page=True, caret="initial")
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > self.width:
            self._complain(f"{wide} pixels wide on a screen of {self.width}")

    def download(self, name: str, to: Path) -> Path:
        words = re.compile(rf"^\s*{re.escape(name)}")
        with self.page.expect_download(timeout=COMPUTED) as waiting:
            self.page.get_by_role("link", name=words).or_(
                self.page.get_by_role("button", name=words)
            ).first.click(timeout=COMPUTED)
        file = to / waiting.value.suggested_filename
        waiting.value.save_as(file)
        return file

    def log_in(self, password: str = PASSWORD) -> None:
        self.open("/admin/")
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(password)
        self.press("Log in")


def numbers() -> Iterator[int]:
    return count(1)
