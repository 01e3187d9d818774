"""Commands as somebody types them, and their minutes."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checks.support.servers import free_port, served
from checks.support.temporary_database import demo_environment
from checks.walkthrough.own_data.roads import Edits

PROGRAM = (sys.executable, str(Path("manage.py").resolve()))
PATIENCE = 300
"""Seconds in which a first demo is served, also on a busy machine."""

PASSWORD = re.compile(r"^\s*researcher\s+password: (\S+)", re.MULTILINE)


class Shell:
    """A terminal in a folder, with data of its own. `seconds` is how long each step took.

    What a command prints is kept in `terminal.txt`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = dict(os.environ) | demo_environment(folder / "data")
        self.seconds: dict[str, float] = {}

    def type(self, step: str, *words: str) -> str:
        """Run `needfinder` with these words; gives what it printed, and ends where it fails."""
        began = time.monotonic()
        ran = subprocess.run(
            [*PROGRAM, *words],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        seconds = time.monotonic() - began
        self.seconds[step] = self.seconds.get(step, 0) + seconds
        typed = f"$ needfinder {' '.join(words)}"
        with (self.folder / "terminal.txt").open("a", encoding="utf-8") as kept:
            kept.write(f"{typed}\n{ran.stdout}\n")
        print(f"{typed}    {seconds:.0f} s", flush=True)
        if ran.returncode:
            raise SystemExit(f"{typed}\n{ran.stdout}")
        return ran.stdout

    def edit(self, file: str, edits: Edits) -> None:
        """Replace each text, which occurs once; ends where it does not."""
        text = (self.folder / file).read_text("utf-8")
        for there, typed in edits:
            if text.count(there) != 1:
                raise SystemExit(f"{file} holds {text.count(there)} times: {there}")
            text = text.replace(there, typed)
        (self.folder / file).write_text(text, "utf-8")

    @contextmanager
    def demo(self) -> Iterator[tuple[str, str]]:
        """The demo in another terminal: its address, and the researcher's password."""
        port, log = free_port(), self.folder / "demo.txt"
        command = [*PROGRAM, "demo", "--no-browser", "--empty", "--port", str(port)]
        with served(command, self.environment, self.folder, port, log, PATIENCE):
            said = PASSWORD.search(log.read_text("utf-8"))
            if said is None:
                raise SystemExit("The demo says no password of its researcher.")
            yield f"http://127.0.0.1:{port}", said[1]
