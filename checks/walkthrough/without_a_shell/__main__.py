"""A study from an empty browser to an archived report, without a shell.

`python -m checks.walkthrough.without_a_shell FOLDER`: FOLDER gets a numbered picture of every
screen and the files that were downloaded. Fails where a browser complains, a page is wider than its
window, or an answer is an error.

Nothing but the setup code is taken from the server's own output. Its administrator lets a
researcher in, who makes a study from a shipped one, previews, registers and opens it, and invites
two coders and a recruiter. Three people complete it, one of them on a phone and one with nonsense,
and a fourth stops. Then they are read, excluded, coded and reported, and the study is archived.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from checks.walkthrough.without_a_shell import (
    coding,
    design,
    ending,
    people,
    reading,
    taking_part,
)
from checks.walkthrough.without_a_shell.server import empty_installation
from checks.walkthrough.without_a_shell.somebody import Somebody, numbers
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

WORDS = {
    "ada": (
        "I think the model saw too few coats with short sleeves.",
        "I would collect more photographs of coats.",
        "Removing samples shows which of them mislead it.",
    ),
    "bo": (
        "It looks like a shirt to me as well.",
        "Ask people which label is right.",
        "More of them make the effect easier to see.",
    ),
    "eve": ("asdf",),
}
NONSENSE = "P4"
"""Eve comes last."""


def main(folder: str) -> None:
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    everybody: dict[str, Somebody] = {}
    with empty_installation() as (address, setup_code), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
        counted = numbers()
        for name in ("root", "rita", "ann", "ben", "cleo", "ada", "dan", "eve"):
            everybody[name] = Somebody(browser, address, name, to, counted)
        everybody["bo"] = Somebody(browser, address, "bo", to, counted, width=390, height=844)
        try:
            play(everybody, setup_code, to)
        finally:
            complaints = [line for who in everybody.values() for line in who.complaints]
            print("\n".join(complaints))
        browser.close()
    raise SystemExit(1 if complaints else 0)


def play(everybody: dict[str, Somebody], setup_code: str, to: Path) -> None:
    root, rita, ann, ben, cleo = (
        everybody[name] for name in ("root", "rita", "ann", "ben", "cleo")
    )
    people.first_administrator(root, setup_code)
    people.let_in_researcher(root, rita)
    design.new_study(rita)
    design.upload_bundles(rita, to)
    design.mend_and_load(rita)
    design.second_version(rita)
    design.preview_every_page(rita)
    design.register_and_open(rita)
    for who, role in ((ann, "coder"), (ben, "coder"), (cleo, "recruiter")):
        people.invite(rita, who, role)
    reading.watch(cleo)
    arrive(everybody)
    reading.watched(cleo, completed=3)
    reading.read_and_exclude(rita, NONSENSE)
    coding.load_codebook(rita)
    coding.plan_round(rita, "P1", (ann, ben))
    coding.code(ann, ("Small dataset size", "Collect specific new data"))
    coding.code(ben, ("Class overlap", "Collect specific new data"))
    coding.compare_and_close(rita, ann)
    ending.read_report(rita)
    ending.take_out(rita, to)
    ending.close_and_archive(rita)


def arrive(everybody: dict[str, Somebody]) -> None:
    for name in ("ada", "bo", "dan", "eve"):
        who = everybody[name]
        taking_part.begin(who)
        if name == "dan":
            taking_part.take_part(who, ("",), until="Choosing a setting")
            taking_part.stop(who)
        else:
            taking_part.take_part(who, WORDS[name])


if __name__ == "__main__":
    main(*sys.argv[1:])
