"""Servers to take part at: Needfinder's, and oTree's own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.http_client import HttpClient, ParticipantClient
from checks.support.participant_script import OtreeParticipant, ScriptedParticipant
from checks.support.temporary_database import demo_environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


PORT, OTREE_PORT = free_port(), free_port()
PEER = Path(__file__).parent / "otree_peer"
SERVE = f"manage.py serve --workers 2 --bind 127.0.0.1:{PORT}".split()
SILENT: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass(frozen=True)
class Served:
    """`newcomer` makes a participant; `processes` are the server, its database, what they start."""

    newcomer: Callable[[], ParticipantClient]
    processes: tuple[int, ...]


@contextmanager
def needfinder(command: str, variables: dict[str, str], database: int | None) -> Iterator[Served]:
    """A new database with the shipped survey open; `database` is the process of one apart.

    In the command, PYTHON stands for this Python and PORT for the port.
    """
    with TemporaryDirectory() as folder:
        environment = dict(os.environ) | demo_environment(folder) | variables
        prepare(environment)
        port = free_port()
        named = {"PYTHON": sys.executable, "PORT": str(port)}
        words = [named.get(word, word.replace("PORT", str(port))) for word in command.split()]
        with served(words, environment, ".", port) as server:
            processes = (server,) if database is None else (server, database)
            yield Served(lambda: ScriptedParticipant(port), processes)


COMMANDS = (
    ("migrate", "-v0"),
    ("migrate", "-v0", "--database", "recruitment"),
    *LOAD_EFFECTS,
    LOAD_STUDY,
    ("open_study", "tda-needfinding", "--quota", "100000", "--starts-a-minute", "100000"),
)
IN_ONE_PROCESS = """
import json, sys
import django
from django.core.management import call_command
django.setup()
for command in json.loads(sys.argv[1]):
    call_command(*command)
"""


def prepare(environment: dict[str, str]) -> None:
    """Make both databases, with the shipped survey open for everybody."""
    _run([sys.executable, "-c", IN_ONE_PROCESS, json.dumps(COMMANDS)], environment, ".")


WAITRESS = """
import sys
from config.wsgi import application
from waitress import serve
serve(application, listen=f"127.0.0.1:{sys.argv[1]}", threads=4)
"""


@contextmanager
def a_few_people_served(environment: dict[str, str], log: Path | None = None) -> Iterator[int]:
    """Databases that are there already, served as the demo serves them; the port.

    What the server says goes to the log, if there is one.
    """
    port = free_port()
    with served([sys.executable, "-c", WAITRESS, str(port)], environment, ".", port, log):
        yield port


class KillableServer:
    """Two workers that can be killed together and started again at the same port."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment, self.log = environment, log
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *SERVE],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _wait_for(PORT)

    def kill(self) -> None:
        """End every process at once, as a power cut does: none can finish anything."""
        self.end(signal.SIGKILL)

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        os.killpg(self.process.pid, how)
        self.process.wait()


@contextmanager
def otree(programs: Path) -> Iterator[Served]:
    """OTree's production server on SQLite; `programs` is the folder with its `otree` command."""
    with TemporaryDirectory() as folder:
        project = Path(folder) / "peer"
        shutil.copytree(PEER, project)
        for needed in ("_static", "_templates"):
            (project / needed).mkdir()
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "OTREE_PRODUCTION": "1", "PATH": path}
        _run(["otree", "resetdb", "--noinput"], environment, project)
        command = ["otree", "prodserver", str(OTREE_PORT)]
        with served(command, environment, project, OTREE_PORT) as server:
            start = _session_link()
            yield Served(lambda: OtreeParticipant(OTREE_PORT, start), (server,))


def _session_link() -> str:
    session = {"session_config_name": "needfinding", "num_participants": 1000}
    request = urllib.request.Request(
        f"http://127.0.0.1:{OTREE_PORT}/api/sessions",
        json.dumps(session).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310  this computer's own address
        link: str = json.load(answer)["session_wide_url"]
    return link


def _run(command: list[str], environment: dict[str, str], folder: str | Path) -> None:
    subprocess.run(command, env=environment, cwd=folder, check=True, **SILENT)


@contextmanager
def served(
    command: list[str],
    environment: dict[str, str],
    folder: str | Path,
    port: int,
    log: Path | None = None,
    patience: int = 20,
) -> Iterator[int]:
    """A server while it is needed; its process. `patience` is in seconds."""
    with Path(log or os.devnull).open("ab") as out:
        server = subprocess.Popen(
            command, env=environment, cwd=folder, start_new_session=True, stdout=out, stderr=out
        )
    try:
        _wait_for(port, patience)
        yield server.pid
    finally:
        os.killpg(server.pid, 15)
        server.wait()


def _wait_for(port: int, patience: int = 20) -> None:
    for _ in range(10 * patience):
        try:
            HttpClient(port).get("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers at port {port}")
