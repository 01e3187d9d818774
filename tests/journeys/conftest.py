"""Real browsers, and what every page has to hold in them.

Chromium and Firefox come from the system: NEEDFINDER_CHROMIUM and NEEDFINDER_FIREFOX name them
where they are in no usual place. Without one, its tests skip; under CI they fail.
"""

import os
import shutil
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

# Playwright drives its own event loop, beside which Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = (
    "NEEDFINDER_CHROMIUM",
    "chromium-headless-shell",  # without the windows that nobody sees, at half the cost
    "chromium",
    "chromium-browser",
    "google-chrome",
)
FIREFOX = ("NEEDFINDER_FIREFOX", "firefox-esr", "firefox")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SCREENSHOTS = Path("test-artifacts")
PATIENCE = 60_000
"""Milliseconds to wait for anything: a busy machine makes a page late, not wrong."""
expect.set_options(timeout=PATIENCE)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def executable(variable: str, *names: str) -> str:
    """What the variable names, or the first of these programs that is installed."""
    named = os.environ.get(variable)
    installed = named or next(filter(None, map(shutil.which, names)), None)
    if installed is None:
        reason = f"no {names[0]} here: install it, or name it in {variable}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return installed


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = executable(*CHROMIUM)
    launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """The Firefox that people install, driven by WebDriver BiDi."""
    path = executable(*FIREFOX)
    launched = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    yield launched
    launched.close()


def wait_until(page: Page, condition: str, arg: object = None) -> None:
    """Wait for a JavaScript condition, or a function of `arg`.

    Playwright's own way compiles it in the page at each poll, and the pages' policy forbids that.
    """
    deadline = time.monotonic() + PATIENCE / 1000
    while not _holds(page, condition, arg):
        assert time.monotonic() < deadline, f"{condition} does not hold at {page.url}"
        page.wait_for_timeout(50)


def _holds(page: Page, condition: str, arg: object) -> bool:
    try:
        return bool(page.evaluate(condition, arg))
    except Error as problem:
        if "navigation" not in problem.message:
            raise
        return False  # asked of a page that was about to go


class Visitor:
    """Somebody at a screen; everything the browser complains of or asks of others is kept."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._check_request)

    def _check_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.complaints.append(f"asked another site: {request.url}")
        if "take-part/" in request.headers.get("referer", ""):
            self.complaints.append(f"told somebody's link to {request.url}")

    def log_in(self, client: Client) -> None:
        """Go on as whoever is logged in there, and as nobody else."""
        name = django_settings.SESSION_COOKIE_NAME
        session = client.cookies[name].value
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": name, "value": session, "url": self.address}])

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def check_page(self) -> None:
        """Accessible by axe's rules, no wider than the screen, and nothing complained of.

        From the top, as what sticks to the edge covers what is scrolled beneath it.
        """
        self.page.evaluate("window.scrollTo(0, 0)")
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        violations = Axe().run(self.page, options=options).response["violations"]
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in violations] == []
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.evaluate("window.innerWidth"), "the page scrolls sideways"
        assert self.complaints == []


SCREENS = [(1280, "light"), (320, "dark")]
"""Each width and each scheme once; NEEDFINDER_EVERY_SCREEN=1 adds the other two pairs."""
if os.environ.get("NEEDFINDER_EVERY_SCREEN"):
    SCREENS += [(1280, "dark"), (320, "light")]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}px-{screen[1]}")
def visitor(
    browser: Browser, live_server: object, request: pytest.FixtureRequest
) -> Iterator[Visitor]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    someone = Visitor(context, str(live_server))
    yield someone
    if request.node.stash.get(FAILED, False):
        keep(someone, request.node.name)
    context.close()


def keep(visitor: Visitor, name: str) -> None:
    """A picture of the page as it is, in a folder that git ignores."""
    SCREENSHOTS.mkdir(exist_ok=True)
    visitor.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
