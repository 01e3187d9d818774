"""Types what a tutorial tells people to type, and holds what is printed against the page."""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from tests.folders import PROJECT
from tests.tutorials.pages import Block, steps

LASTING = re.compile(r"^(?:export |\. |umask ).*$", re.MULTILINE)
"""Lines that later commands of the same terminal rest on."""
LEFT_OUT = ("python3 run.py demo", "python -m pip install")
"""Not typed: other tests start the demo, and this environment has the packages."""
OURS = ("NEEDFINDER_", "PYTHONPATH", "SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS")
END = Block("shown", "")


class Terminal:
    """A terminal in a checkout that leads to this project, with room for folders next to it."""

    def __init__(self, page: str, folder: Path, **settings: str) -> None:
        self.checkout = folder / "needfinder"
        self.checkout.mkdir()
        for file in PROJECT.iterdir():
            if file.name not in {".venv", "data", ".git"}:
                (self.checkout / file.name).symlink_to(file)
        self._lay_programs()
        outside = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        self.environment = {**outside, **settings}
        self.steps = steps(page)
        self.lasting = ""

    def _lay_programs(self) -> None:
        programs = self.checkout / ".venv" / "bin"
        programs.mkdir(parents=True)
        for name, file in (("python", ""), ("needfinder", PROJECT / "manage.py")):
            (programs / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {file} "$@"\n')
            (programs / name).chmod(0o755)
        (programs / "activate").write_text(f'PATH="{programs}:$PATH"\n')

    def step(self, number: int) -> None:
        """Do what a step says, in its order; a step is done once."""
        printed = ""
        for block, following in pairwise((*self.steps.pop(number), END)):
            if block.kind == "typed":
                printed = self.type(block.text, fails="CommandError" in following.text)
            elif block.kind == "saved":
                (self.checkout / block.file).write_text(block.text, "utf-8")
            elif block.kind == "printed" and printed:
                assert_printed(block.text, printed)

    def type(self, text: str, *, fails: bool = False) -> str:
        lines = [line for line in text.splitlines() if not line.startswith(LEFT_OUT)]
        done = subprocess.run(
            ["bash", "-e"],
            input="\n".join([self.lasting, *lines, ""]),
            text=True,
            cwd=self.checkout,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert (done.returncode != 0) == fails, f"{text}\n{done.stdout}"
        self.lasting += "\n".join(["", *LASTING.findall(text)])
        return done.stdout


def assert_printed(expected: str, printed: str) -> None:
    """Each line was printed, `…` being anything; other lines may stand between them."""
    for line in filter(None, expected.splitlines()):
        pattern = ".*".join(re.escape(part) for part in line.split("…"))
        assert re.search(f"^{pattern}$", printed, re.MULTILINE), f"not printed: {line}\n{printed}"
