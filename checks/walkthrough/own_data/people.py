"""Who comes by in a browser: two who take part, and the researcher, who looks at the scores."""

from itertools import count
from pathlib import Path

from playwright.sync_api import Browser

from checks.walkthrough.without_a_shell.somebody import Somebody
from checks.walkthrough.without_a_shell.taking_part import begin, take_part

WORDS = (
    "The training samples that look like it carry the other label.",
    "I would look for more of these cases.",
    "It shows what the model would answer without them.",
)
SCREENS = {"laptop": (1280, 800), "phone": (390, 844)}


def take_part_twice(browser: Browser, address: str, study: str, pictures: Path) -> list[str]:
    """On a laptop and on a phone, from the information to the thanks; what was wrong."""
    complaints: list[str] = []
    for name, (width, height) in SCREENS.items():
        who = Somebody(browser, address, name, pictures, count(1), width=width, height=height)
        begin(who, f"/studies/{study}/")
        take_part(who, WORDS)
        complaints += who.complaints
    return complaints


def read_scores(
    browser: Browser, address: str, password: str, bundle: str, pictures: Path
) -> list[str]:
    """The researcher looks at the study's bundle and at the scores of its methods."""
    rita = Somebody(browser, address, "researcher", pictures, count(1))
    rita.log_in(password)
    rita.open("/admin/attribution/storedbundle/")
    rita.follow(bundle, "#result_list")
    rita.look("bundle")
    rita.follow("How near")
    rita.look("methods")
    return rita.complaints
