"""What the tutorial tells people to type is typed as it stands, one command after the other."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import PROJECT

TUTORIAL = PROJECT / "docs" / "tutorial" / "from-nothing-to-a-report.md"
# What the demo has done by the time the second terminal is opened, in one process as well.
STARTED = """
.venv/bin/python manage.py shell -v0 -c '
from django.core.management import call_command

for database in ("default", "recruitment"):
    call_command("migrate", verbosity=0, database=database)
for scenario in ("loan", "fashion", "iris"):
    call_command("load_effects", f"fixtures/effects/{scenario}")
'
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder in which the tutorial's paths lead to this project."""
    shutil.copytree(PROJECT / "fixtures" / "studies", tmp_path / "fixtures" / "studies")
    for name in ("fixtures/effects", "manage.py"):
        (tmp_path / name).symlink_to(PROJECT / name)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program = python.parent / "needfinder"
    program.write_text(f'#!/bin/sh\nexec "{python}" manage.py "$@"\n')
    for file in (python, program):
        file.chmod(0o755)
    (python.parent / "activate").write_text(f'PATH="{python.parent}:$PATH"\n')
    return tmp_path


@pytest.mark.slow
def test_the_commands_lead_from_nothing_to_a_report(checkout: Path) -> None:
    typed = re.findall(r"```sh\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL)
    assert len(typed) == 9
    done = subprocess.run(
        ["bash", "-e"],
        input="".join([typed[0], STARTED, *typed[1:]]),
        text=True,
        cwd=checkout,
        env={**os.environ, "NEEDFINDER_DATA_DIR": str(checkout / "data")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for said in (
        "my-study/study.yaml is a valid study",
        "my-study is open for 30 people",
        "31 simulated participants took part",
        "every number and every digest is the same",
        "111 of 114 printed values are met",
    ):
        assert said in done.stdout
    report = (checkout / "my-report" / "simulated-report.html").read_text("utf-8")
    # The tutorial says that the registered tests find what was put in.
    assert "Of the 6 registered tests (alpha 0.05, corrected by Holm), 2 find something" in report
    for scenario in ("Image", "Tabular"):
        assert f"an uneven spread of number of training samples, {scenario}" in report
        assert f"Number of training samples, {scenario}: what was chosen is not spread" in report
    assert "act on the same training samples" in report
    assert (checkout / "my-data" / "datapackage.json").exists()
