"""The paper's first stage played through in the browser by a researcher and two coders.

`python -m checks.walkthrough.first_stage FOLDER`: FOLDER gets a picture of every page and the files
that were downloaded or written.

A researcher records ten invented participants, imports their interviews without the names, adds two
translations, and listens to one while correcting. Two coders code one interview together, five
apart, and after a workshop the other four. Then the codes are laid beside a design space, a survey
is begun from it, and the report and the data package are written and verified.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from checks.support.servers import a_few_people_served
from checks.support.temporary_database import demo_environment
from checks.walkthrough.first_stage import (
    design,
    listening,
    people,
    results,
    translations,
    workshops,
)
from checks.walkthrough.first_stage.interviews import import_interview
from checks.walkthrough.first_stage.material import FIVE, FOUR, WORKSHOP, interview
from checks.walkthrough.screens import ACCOUNTS, Person
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

STUDY_FILE = "fixtures/studies/tda-interviews/study.yaml"
FORMATS = "html,pdf,latex,csv,xlsx,json"


def main(folder: str) -> None:
    to = Path(folder)
    to.mkdir(parents=True, exist_ok=True)
    with served() as (address, environment), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
        rita, ann, ben = (Person(browser, address, name, to) for name in ("rita", "ann", "ben"))
        people.record(rita, to)
        keys: list[Path] = []
        transcripts = {
            number: import_interview(rita, number, keys, to) for number in (*WORKSHOP, *FIVE, *FOUR)
        }
        translations.add_translations(rita, transcripts, keys)
        listening.listen(rita, transcripts["P7"], int(interview("P7")["minutes"]), to)
        book = workshops.load_codebook(rita)
        for number in range(len(workshops.ROUNDS)):
            workshops.play(rita, ann, ben, book, number)
        results.read_results(rita, book, to)
        home = design.lay_codes_beside_axes(rita)
        survey = design.begin_survey(rita, home, to)
        results.read_report(rita)
        results.look_round(rita)
        complaints = [line for who in (rita, ann, ben) for line in who.complaints]
        browser.close()
        complaints += by_command(environment, to, survey)
    raise SystemExit("\n".join(complaints) or 0)


@contextmanager
def served() -> Iterator[tuple[str, dict[str, str]]]:
    """The address of a new installation with the study, and the environment of its commands."""
    with tempfile.TemporaryDirectory() as data:
        environment = dict(os.environ) | demo_environment(data)
        for command in (
            ("migrate", "-v0"),
            ("migrate", "-v0", "--database", "recruitment"),
            ("load_study", STUDY_FILE),
            ("shell", "-v0", "-c", ACCOUNTS),
        ):
            ran = manage(environment, *command)
            if ran.returncode:
                raise SystemExit(ran.stderr)
        with a_few_people_served(environment) as port:
            yield f"http://127.0.0.1:{port}", environment


def by_command(environment: dict[str, str], to: Path, survey: Path) -> list[str]:
    """The begun survey checked, the report and the package written, and the report verified."""
    report, package = to / "report", to / "package"
    complaints = check_begun(manage(environment, "check_study", str(survey)).stderr)
    for command in (
        ("report", results.STUDY, "--out", str(report), "--format", FORMATS),
        ("report", results.STUDY, "--verify", str(report / "report.json")),
        ("export", results.STUDY, "--out", str(package)),
    ):
        ran = manage(environment, *command)
        print(f"{command[0]}: {ran.stdout.strip()}")
        if ran.returncode:
            complaints.append(f"{' '.join(command)}: {ran.stderr.strip() or ran.stdout.strip()}")
    return complaints


def check_begun(problems: str) -> list[str]:
    """A begun survey lacks a bundle, which its author has to train, and nothing else."""
    print(f"check_study: {problems.strip()}")
    lines = problems.strip().splitlines()
    if len(lines) == 1 and "there is no bundle name-of-your-bundle" in lines[0]:
        return []
    return [f"check_study: {line}" for line in lines] or ["The begun survey lacks no bundle."]


def manage(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *command], env=environment, capture_output=True, text=True
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
