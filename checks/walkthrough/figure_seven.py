"""Section 4.1.3 and figure 7 of the paper, played through in the browser by three people.

`python -m checks.walkthrough.figure_seven FOLDER [PYTHON SOURCE]`: FOLDER gets a picture of every
page and the files that were downloaded. With PYTHON and SOURCE, as for
`checks.interoperability.qualcoder`, the projects of the rounds are read by QualCoder too.

A researcher imports six interviews of six formats, of participants who were recorded before. Two
coders make 21 themes of the first one in a workshop, code the others apart in three rounds,
reconcile what is new and close: 29, 31, 32 themes, with an agreement as coded and one with themes
reconciled each time. An interview that comes late is coded together. Then the results are read in
every way there is.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import sync_playwright

from checks.support.servers import a_few_people_served
from checks.support.temporary_database import demo_environment
from checks.walkthrough import rounds, themes
from checks.walkthrough.interviews import LATE, SIX, import_interview
from checks.walkthrough.screens import ACCOUNTS, Person
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

PEOPLE = """
from tests.interview_world import interview_version, interviewee
version = interview_version()
for number in range(1, 8):
    interviewee(f"P{number}", version)
"""
BOOK = "/admin/analysis/codebook/1/"


def main(folder: str, *qualcoder: str) -> None:
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
        rita, ann, ben = (Person(browser, address, name, to) for name in ("rita", "ann", "ben"))
        keys: list[Path] = []
        for file, title in SIX:
            keys.append(import_interview(rita, file, title, keys, to))
        rounds.new_codebook(rita)
        for number, (title, joint, apart) in enumerate(themes.ROUNDS):
            home = rounds.plan(rita, title, list(joint), list(apart))
            if joint:
                workshop(home, ann, ben)
            code_apart(home, apart, ann, ben)
            if number == 2:
                keys.append(import_interview(rita, *LATE, keys, to))
                come_late(home, rita, ann)
            settle(number, home, ann, ben)
            compare_with_expected(number, home, rita)
        read_in_every_way(rita, to)
        complaints = [line for who in (rita, ann, ben) for line in who.complaints]
        browser.close()
    if qualcoder:
        complaints += in_qualcoder(to, *qualcoder)
    raise SystemExit("\n".join(complaints) or 0)


@contextmanager
def served() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as data:
        environment = dict(os.environ) | demo_environment(data)
        for command in (
            ("migrate", "-v0"),
            ("migrate", "-v0", "--database", "recruitment"),
            ("shell", "-v0", "-c", ACCOUNTS + PEOPLE),
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        with a_few_people_served(environment) as port:
            yield f"http://127.0.0.1:{port}"


def workshop(home: str, ann: Person, ben: Person) -> None:
    """Both make themes at the desk, three by hand, and change the codebook together."""
    for number, (name, words) in enumerate(themes.WORKSHOP):
        who = (ann, ben)[number % 2]
        rounds.desk(who, home, "P1")
        if number < 3:
            rounds.propose_by_hand(who, name, words)
        else:
            rounds.propose(who, home, name, words)
    ann.picture("desk-workshop", 390)
    ben.open(f"{home}change/")
    ben.follow("Change the codebook together")
    ben.follow("Too many rows")
    ben.page.locator("[name=into]").select_option(label="Too much data")
    ben.press("Merge")
    ben.follow("Large data")
    change_theme(ben, name="Amount of data", definition="How much there is is said to matter.")
    for area, names in themes.PLACED.items():
        for name in names:
            ann.open(f"{BOOK}change/")
            ann.follow(name)
            change_theme(ann, area=area, definition=f"Somebody says: {name.lower()}.")
    if rounds.themes(ann, f"{BOOK}change/") != 21:
        raise SystemExit("The workshop does not end with 21 themes.")
    ann.picture("codebook-21")
    ann.follow("Board")
    ann.picture("board-workshop", 390)
    rounds.lead_on(ann, home, "End the workshop")


def change_theme(person: Person, *, area: str = "", **fields: str) -> None:
    for name, value in fields.items():
        person.page.locator(f"#id_{name}").fill(value)
    if area:
        person.page.locator("#id_area").select_option(label=area)
    person.press("Keep it")


def code_apart(home: str, cases: tuple[str, ...], *coders: Person) -> None:
    for who in coders:
        for case in cases:
            rounds.desk(who, home, case)
            found = themes.BOTH[case] + themes.ALONE.get((who.name, case), ())
            for theme, words in found:
                rounds.code(who, home, theme, words)
            for theme, words in themes.PROPOSED[who.name, case]:
                rounds.propose(who, home, theme, words)
            rounds.desk(who, home, case)
            who.picture(f"desk-{case}-{who.name}")
            rounds.done(who, home, case)
        if who.name == "ben" and "P3" in cases:
            own_themes(home, who)
        who.open(f"{home}change/")
        who.press("I have finished")
    rounds.lead_on(coders[0], home, "Compare")


def own_themes(home: str, ben: Person) -> None:
    """A slip of the pen is mended, and an idea dropped, before anybody else sees either."""
    for name, link in (("Tpyo theme", "Change"), ("Uncertain idea", "Merge or drop")):
        ben.open(f"{home}desk/themes/")
        ben.picture("own-themes", 320)
        row = ben.page.get_by_role("row", name=re.compile(name))
        with ben.page.expect_navigation():
            row.get_by_role("link", name=re.compile(f"^{link}")).click()
        if link == "Change":
            change_theme(ben, name="Labels at times", area="Causes of errors")
        else:
            with ben.page.expect_navigation():
                ben.page.get_by_role("button", name=re.compile("^Drop")).click()


def come_late(home: str, rita: Person, ann: Person) -> None:
    rita.open(f"{home}manage/")
    rita.page.locator("[name=together][value=P7]").check()
    rita.press("Add them")
    rounds.desk(ann, home, "P7")
    rounds.code(ann, home, "Relabels a batch", "I correct the label")
    rounds.desk(ann, home, "P7")
    ann.picture("desk-late")


def settle(number: int, home: str, ann: Person, ben: Person) -> None:
    ann.open(f"{home}comparison/")
    ann.picture(f"comparison-{number + 1}")
    for name, what in themes.RECONCILED[number].items():
        rounds.reconcile(ben, home, name, **what)
    rounds.lead_on(ann, home, "Decide on a consensus")
    decided = rounds.decide_everything(ben, home, "Both readings hold.")
    print(f"round {number + 1}: {decided} differences decided")
    rounds.lead_on(ann, home, "Close the round")


def compare_with_expected(number: int, home: str, rita: Person) -> None:
    counted = rounds.themes(rita, f"{BOOK}change/")
    shown = rounds.agreements(rita, home)
    rita.picture(f"agreement-{number + 1}", 320)
    print(f"round {number + 1}: {counted} themes; {shown}")
    expected, coded, reconciled = themes.EXPECTED[number]
    if (counted, *(line.split(": ")[1].split("%")[0] + "%" for line in shown)) != (
        expected,
        coded,
        reconciled,
    ):
        raise SystemExit(f"Expected were {themes.EXPECTED[number]}.")


def read_in_every_way(rita: Person, to: Path) -> None:
    page = rita.page
    rita.open(f"{BOOK}attributes/people/")
    page.get_by_label("Name").fill("Team")
    rita.press("Add it")
    rita.follow("Team")
    for number, box in enumerate(page.locator("[name^=value-]").all()):
        box.fill(("User", "Developer")[number % 2])
    rita.press("Keep the values")
    for about in ("the project as a whole", "P1 · Credit scoring", "Wants removal"):
        rita.open(f"{BOOK}memos/people/new/")
        page.locator("select[name=about]").select_option(label=about)
        page.locator("textarea").fill(f"A memo on {about}.")
        rita.press("Keep it")
    rita.open(f"{BOOK}board/")
    page.get_by_role("button", name="Move Costs time by arrows").focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("status").get_by_text("Moved.").wait_for()
    rita.open(f"{BOOK}passages/people/")
    rita.download("As CSV", to)
    for place in ("attributes/people", "themes-by/people", "memos/people", "results/people"):
        rita.open(f"{BOOK}{place}/")
        for width in (1280, 320):
            rita.picture(place.split("/")[0], width)
    rita.open(f"{BOOK}search/?q=label")
    rita.picture("search")
    rita.open(f"{BOOK}board/")
    rita.picture("board")
    rita.open("/analysis/studies/small-interviews/report/")
    rita.picture("report")
    for number in (1, 2, 3):
        rita.open(f"/admin/analysis/codinground/{number}/exports/")
        rita.download("REFI-QDA", to)
        rita.download("Matrix", to)
    rita.open(f"{BOOK}change/")
    for form in ("html", "docx", "csv", "qdc"):
        rita.download(form, to)


def in_qualcoder(to: Path, python: str, source: str) -> list[str]:
    """What QualCoder has of each round's project, beside what the file has."""
    problems = []
    inner = Path("checks/interoperability/in_qualcoder.py")
    for file in sorted(to.glob("*.qdpx")):
        with tempfile.TemporaryDirectory() as peer:
            ran = subprocess.run(
                [python, str(inner), source, str(file.resolve()), peer],
                capture_output=True,
                text=True,
                check=True,
            )
        theirs = {name: len(rows) for name, rows in json.loads(ran.stdout.splitlines()[-1]).items()}
        written = ZipFile(file).read("project.qde").decode()
        ours = {
            "codings": written.count("<Coding "),
            "sources": written.count("<TextSource "),
            "cases": written.count("<Case "),
            "values": written.count("<VariableValue"),
        }
        print(f"{file.name}: QualCoder has {theirs}")
        problems += [
            f"{file.name}: {number} {name} were written, QualCoder has {theirs[name]}"
            for name, number in ours.items()
            if theirs[name] != number
        ]
    return problems


if __name__ == "__main__":
    main(*sys.argv[1:])
