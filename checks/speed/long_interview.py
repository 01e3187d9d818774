"""The desk of an interview of 1,200 turns in Chromium: from the request until it can be coded.

`python -m checks.speed.long_interview [TURNS]`. The browser has the scripts and styles by then, as
it has for every text but the first of a day. The target is a second.
"""

import os
import sys
import tempfile
import time
from statistics import median

from playwright.sync_api import sync_playwright

from checks.speed.coding_desk import Server, wait_for
from checks.support.one_interview import desk_of_one_interview, serving
from checks.support.servers import free_port
from checks.support.temporary_database import demo_environment
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

TURNS, THEMES, REPEATS = 1_200, 40, 20
WORDS = "The model saw far too few dark coats in that light, and so it went by the sleeves. " * 2
READY = ".unit.current"
"""The desk's script marks the text to begin with when all of it works."""


def main() -> None:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ |= demo_environment(folder) | {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        desk = desk_of_one_interview([WORDS] * turns, [(0, 9)], THEMES)
        server = serving(port)
        try:
            address = f"http://127.0.0.1:{port}"
            client = Server(port)
            client.cookies["sessionid"] = desk.session
            wait_for(lambda: client.ask("GET", desk.page))
            browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
            context = browser.new_context()
            context.add_cookies([{"name": "sessionid", "value": desk.session, "url": address}])
            page = context.new_page()
            times = []
            for _repeat in range(REPEATS + 1):
                page.goto("about:blank")
                before = time.perf_counter()
                page.goto(address + desk.page, wait_until="commit")
                page.locator(READY).wait_for()
                times.append(time.perf_counter() - before)
            browser.close()
        finally:
            server.terminate()
            server.wait()
    later = sorted(times[1:])
    print(
        f"{turns:,} turns: {median(later):.2f} s to open ({later[0]:.2f} to {later[-1]:.2f}, "
        f"{REPEATS} times); {times[0]:.2f} s the first time"
    )


if __name__ == "__main__":
    main()
