"""The desk of an interview of 1,200 turns in Chromium: from the request until it can be coded.

`python -m checks.speed.coding_desk_in_browser [TURNS]`. The browser has the scripts and styles by
then, as it has for every text but the first of a day. The target is a second.
"""

import os
import sys
import tempfile
import time
from statistics import median

from playwright.sync_api import sync_playwright

from checks.support.coding_round import desk_of_one_interview
from checks.support.servers import a_few_people_served
from checks.support.temporary_database import demo_environment
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

TURNS, THEMES, REPEATS = 1_200, 40, 20
WORDS = "The model saw far too few dark coats in that light, and so it went by the sleeves. " * 2
READY = ".unit.current"
"""The desk's script marks the text to begin with when all of it works."""


def main() -> None:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ |= demo_environment(folder) | {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        desk = desk_of_one_interview([WORDS] * turns, [(0, 9)], THEMES)
        with a_few_people_served(dict(os.environ)) as port:
            address = f"http://127.0.0.1:{port}"
            cookie = {"name": "sessionid", "value": desk.session_key, "url": address}
            browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
            page = browser.new_page()
            page.context.add_cookies([cookie])  # type: ignore[list-item]
            times = []
            for _repeat in range(REPEATS + 1):
                page.goto("about:blank")
                before = time.perf_counter()
                page.goto(address + desk.page_path, wait_until="commit")
                page.locator(READY).wait_for()
                times.append(time.perf_counter() - before)
            browser.close()
    later = sorted(times[1:])
    print(
        f"{turns:,} turns: {median(later):.2f} s to open ({later[0]:.2f} to {later[-1]:.2f}, "
        f"{REPEATS} times); {times[0]:.2f} s the first time"
    )


if __name__ == "__main__":
    main()
