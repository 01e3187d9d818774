"""What the tutorials tell people to type is typed as it stands, one step after the other."""

import os
import re
import shutil
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tutorials.pages import steps
from tests.tutorials.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.any_database]

STARTED = """
needfinder shell -v0 -c '
from django.contrib.auth.models import User
from django.core.management import call_command

for database in ("default", "recruitment"):
    call_command("migrate", verbosity=0, database=database)
for scenario in ("loan", "fashion", "iris"):
    call_command("load_effects", f"fixtures/effects/{scenario}")
User.objects.create_user("researcher")
'
"""
"""What the demo has done by the time the second terminal is opened, in one process as well."""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a demo, which each tutorial goes on with a copy of."""
    folder = tmp_path_factory.mktemp("demo")
    terminal = Terminal("first-steps.md", folder, NEEDFINDER_DATA_DIR=str(folder / "data"))
    terminal.type(steps("first-steps.md")[3][0].text)
    terminal.type(STARTED)
    return folder / "data"


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} has no such line, or several: {old}"
    file.write_text(text.replace(old, new), "utf-8")


def test_first_steps(tmp_path: Path, begun: Path) -> None:
    data = shutil.copytree(begun, tmp_path / "data")
    terminal = Terminal("first-steps.md", tmp_path, NEEDFINDER_DATA_DIR=str(data))
    terminal.step(1)
    terminal.step(3)
    study = tmp_path / "first-study" / "study.yaml"
    ((named, titled),) = (block.text.splitlines() for block in terminal.steps.pop(4))
    changed(study, "\nstudy: tda-needfinding\n", f"\n{named}\n")
    (title,) = (line for line in study.read_text("utf-8").splitlines() if line[:6] == "title:")
    changed(study, title, titled)
    changed(
        study.with_name("summary.md"),
        "There are no right or wrong answers: we want to learn what helps you",
        "Tell us what you miss",
    )
    terminal.step(5)
    changed(study, "\ntitle:", "\ntitel:")
    terminal.step(6)
    changed(study, "\ntitel:", "\ntitle:")
    for number in (7, 9, 10, 11, 12):
        terminal.step(number)
    assert not any(terminal.steps.values())  # the others tell people to look, not to type
    report = (study.parent / "report" / "simulated-report.html").read_text("utf-8")
    # The tutorial says that the registered tests find what was put in.
    assert "Of the 6 registered tests (alpha 0.05, corrected by Holm), 2 find something" in report
    for scenario in ("Image", "Tabular"):
        assert f"an uneven spread of number of training samples, {scenario}" in report
        assert f"Number of training samples, {scenario}: what was chosen is not spread" in report
    assert "act on the same training samples" in report
    assert (study.parent / "data" / "datapackage.json").exists()


def test_your_own_table(tmp_path: Path, begun: Path) -> None:
    data = shutil.copytree(begun, tmp_path / "data")
    terminal = Terminal("your-own-table.md", tmp_path, NEEDFINDER_DATA_DIR=str(data))
    terminal.type(steps("first-steps.md")[3][0].text)  # which its reader has done
    (shown,) = (block.text for block in terminal.steps[1] if block.kind == "printed")
    terminal.step(1)
    assert (tmp_path / "my-table" / "small-loans.csv").read_text("utf-8").startswith(shown)
    for number in (2, 3, 4, 5, 7):
        terminal.step(number)
    assert not any(terminal.steps.values())
    report = (tmp_path / "my-table" / "report" / "simulated-report.html").read_text("utf-8")
    assert re.search(r"The 3 registered tests \([^)]+\) find nothing", report)


def test_run_a_server(tmp_path: Path) -> None:
    terminal = Terminal("run-a-server.md", tmp_path)
    try:
        for number in range(1, 11):
            terminal.step(number)
    finally:
        stop(tmp_path / "my-server" / "number")
    assert not terminal.steps


def stop(number: Path) -> None:
    """The server that a step started, where no later step has ended it."""
    if number.exists():
        with suppress(ProcessLookupError):
            os.kill(int(number.read_text("utf-8")), signal.SIGTERM)
