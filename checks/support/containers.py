"""An installation of containers, asked by the scripts of `container/` and by its own proxy."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from checks.support.https_client import ByName
from checks.support.participant_script import ScriptedParticipant

SCRIPTS = Path(__file__).parents[2] / "container"


class Installation:
    """`script` ends the check where a script of `container/` fails."""

    def __init__(self, domain: str, folder: Path, http: int, https: int) -> None:
        self.domain, self.folder, self.http, self.https = domain, folder, http, https
        self.environment = {**os.environ, "NEEDFINDER_INSTALLATION": str(folder)}

    def script(self, name: str, *arguments: str, text: str | None = None) -> str:
        done = subprocess.run(
            [str(SCRIPTS / name), *arguments],
            env=self.environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{name} {arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def manage(self, *command: str) -> str:
        return self.script("manage", self.domain, *command)

    def compose(self, *command: str) -> str:
        return self.script("compose", self.domain, *command)

    def inside(self, service: str, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPTS / "compose"), self.domain, "exec", "-T", service, *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def is_healthy(self, service: str, what: str) -> bool:
        return self.inside(service, "python3", "container/healthy.py", what).returncode == 0

    def participant(self) -> ScriptedParticipant:
        somebody = ScriptedParticipant(self.https)
        somebody.connection = ByName(self.domain, self.https)
        return somebody

    def status(self, path: str) -> int:
        connection = ByName(self.domain, self.https)
        connection.request("GET", path)
        return connection.getresponse().status


@contextmanager
def away(here: Installation, page: str) -> Iterator[list[float]]:
    """How many seconds a page was not answered with itself, looking ten times a second."""
    stop, seconds = Event(), [0.0]

    def look() -> None:
        while not stop.wait(0.1):
            start = time.monotonic()
            try:
                good = here.status(page) == 200
            except OSError:
                good = False
            if not good:
                seconds[0] += time.monotonic() - start + 0.1

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield seconds
    finally:
        stop.set()
        watcher.join()


def until(condition: Callable[[], bool], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(1)
    return False
