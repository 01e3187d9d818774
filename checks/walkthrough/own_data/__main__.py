"""Four sets of data, each from its file to a report, by commands alone.

`python -m checks.walkthrough.own_data FOLDER [table] [images] [texts] [series]`: FOLDER, a new
one, gets the data, the files that commands write, what they print, and a picture of every page.
Data that do not ship with the checks are downloaded as wheels into FOLDER-wheels, and kept.

For each kind a scenario file is drafted and edited, run with the study and with approximate
methods, and loaded. The study is edited, checked, loaded, registered and opened. Two people take
part in it, one of them on a phone. Then 24 are simulated, and both reports are written and
verified. No step imports anything of the product. Fails where a command fails, a browser complains,
or a page is wider than its window.
"""

import re
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from checks.walkthrough.own_data.commands import Shell
from checks.walkthrough.own_data.people import read_scores, take_part_twice
from checks.walkthrough.own_data.roads import ROADS, STUDY_EDITS, Road
from tests.journeys.conftest import CHROMIUM, FLAGS, executable

SIMULATED = ("--participants", "24", "--seed", "7")
UP_TO_OPEN = ("draft", "run", "load", "study")
"""The steps between a file and a study that people can take part in."""

MODELS = re.compile(r"[\d,]+ models at most")


def main(place: str, *kinds: str) -> None:
    folder, wheels = Path(place).resolve(), Path(f"{place}-wheels").resolve()
    folder.mkdir(parents=True)
    wheels.mkdir(exist_ok=True)
    complaints: list[str] = []
    shell = Shell(folder)
    with shell.demo() as (address, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(*CHROMIUM), args=FLAGS)
        for kind in kinds or ROADS:
            complaints += walk(shell, ROADS[kind], wheels, browser, (address, password))
        browser.close()
    raise SystemExit(1 if complaints else 0)


def walk(
    shell: Shell, road: Road, wheels: Path, browser: Browser, server: tuple[str, str]
) -> list[str]:
    """One kind of data; what was wrong in the browser."""
    shell.seconds.clear()
    pictures = shell.folder / "pictures" / road.name
    pictures.mkdir(parents=True)
    road.make(shell.folder, wheels)
    planned = make_study(shell, road)
    began = time.monotonic()
    complaints = take_part_twice(browser, server[0], road.name, pictures)
    complaints += read_scores(browser, *server, road.name, pictures)
    shell.seconds["browser"] = time.monotonic() - began
    report(shell, road.name)
    tell(shell, road.name, planned)
    print("\n".join(complaints), flush=True)
    return complaints


def make_study(shell: Shell, road: Road) -> str:
    """From the data to an open study; the number of models that the run planned."""
    name, study = road.name, f"{road.name}-study/study.yaml"
    shell.type("draft", "attribute", *road.options)
    shell.edit(f"{name}.yaml", road.edits)
    outputs = ("--jobs", "2", "--study", f"{name}-study", "--methods", *road.run)
    printed = shell.type("run", "attribute", f"{name}.yaml", *outputs)
    shell.type("load", "load_effects", f"runs/{name}/bundle")
    shell.edit(study, (*STUDY_EDITS, (f'title: "{name.capitalize()}"', f'title: "{road.title}"')))
    shell.type("study", "check_study", study)
    shell.type("study", "load_study", study, "--lead", "researcher")
    shell.type("study", "preregister", name, "--register")
    shell.type("study", "open_study", name, "--quota", "20")
    models = MODELS.search(printed)
    return models[0] if models else "an unknown number of models"


def report(shell: Shell, study: str) -> None:
    """On the two people and on 24 simulated ones; each report is computed again."""
    to = f"{study}-report"
    shell.type("simulate", "simulate", study, *SIMULATED)
    for file, options in (("report", ()), ("simulated-report", ("--simulated",))):
        shell.type("report", "report", study, "--format", "html,json", "--out", to, *options)
        shell.type("verify", "report", study, "--verify", f"{to}/{file}.json", *options)


def tell(shell: Shell, name: str, planned: str) -> None:
    """Minutes of each step, and sizes."""
    minutes = {step: seconds / 60 for step, seconds in shell.seconds.items()}
    steps = ", ".join(f"{step} {spent:.1f}" for step, spent in minutes.items())
    running = sum(minutes[step] for step in UP_TO_OPEN)
    run = shell.folder / "runs" / name
    print(
        f"{name}: {running:.1f} minutes from the file to an open study, "
        f"{sum(minutes.values()):.1f} up to the reports ({steps}); {planned}; "
        f"{megabytes(run):.1f} MB of run, {megabytes(run / 'bundle'):.1f} MB of it the bundle",
        flush=True,
    )


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
