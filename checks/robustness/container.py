"""The containers are built and started as the guide says, and go through what servers go through.

`python -m checks.robustness.container [HTTP HTTPS]`, as root, with Docker or Podman. It starts an
installation of its own at these ports (18080, 18443), loads and opens a study, lets three people
take part, looks for what should not be there, stops the server and the database, updates and
goes back, makes copies, and restores them into a second installation; both are deleted in the end.
Where no registry can be reached, `sh checks/support/images/make` first makes images of Debian's
packages that stand in for those of PostgreSQL, nginx and Python.
"""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode

from checks.support.containers import Installation, away, until
from checks.support.founding_study import LOAD_EFFECTS, LOAD_STUDY
from checks.support.https_client import ByName
from checks.support.participant_script import EVERYTHING, HIDDEN, ScriptedParticipant
from tests.survey.walker import REASONS, STATEMENTS, STUDY

DOMAIN, SECOND = "first.containers.example.org", "second.containers.example.org"
SERVICES = ("database", "server", "stand-in", "proxy", "nightly")
TYPED = "What I had typed when the server went away."
PRIVATE_LINK = re.compile(r"/take-part/([\w-]{20,})/")


def main(http: int, https: int) -> int:
    folder = Path(mkdtemp(prefix="containers-"))
    first = Installation(DOMAIN, folder / "first", http, https)
    second = Installation(SECOND, folder / "second", http + 1, https + 1)
    problems: list[str] = []
    try:
        for step in (starts, is_confined, runs_a_study, gives_back, goes_unhealthy, updates):
            problems += timed(step, first)
        problems += timed(lambda _: restores(first, second), second, "restores")
        problems += timed(says_nothing_of_anybody, first)
    finally:
        for installation in (first, second):
            if (installation.folder / "installation").exists():
                installation.compose("down", "--volumes")
        shutil.rmtree(folder)
    for problem in problems:
        print(f"WRONG: {problem}")
    print(f"{len(problems)} things are wrong.")
    return min(len(problems), 1)


def timed(
    step: Callable[[Installation], Iterator[str]], installation: Installation, name: str = ""
) -> list[str]:
    start = time.monotonic()
    problems = list(step(installation))
    print(f"{name or step.__name__}: {time.monotonic() - start:.0f} s", flush=True)
    return problems


def starts(here: Installation) -> Iterator[str]:
    ports = ("--http", str(here.http), "--https", str(here.https))
    said = here.script("start", here.domain, *ports)
    print(said[-400:])
    if f"https://{here.domain}:{here.https}/" not in said:
        yield "the start does not say where the site is"
    if here.status("/healthz") != 200:
        yield "the site is not healthy"


def is_confined(here: Installation) -> Iterator[str]:
    for service in SERVICES:
        rights = here.inside(service, "cat", "/proc/self/status").stdout
        if not re.search(r"CapEff:\s+0+\n", rights) or "NoNewPrivs:\t1" not in rights:
            yield f"{service} has rights"
        if re.search(r"Uid:\s+0\b", rights):
            yield f"{service} runs as root"
        if here.inside(service, "touch", "/written").returncode == 0:
            yield f"{service} can write into its image"
    if here.inside("stand-in", "ls", "/run/secrets/secret_key").returncode == 0:
        yield "the stand-in knows a secret"
    connection = ByName("other.example.org", here.https)
    try:
        connection.request("GET", "/")
        yield "another name is answered"
    except OSError:
        pass


def runs_a_study(here: Installation) -> Iterator[str]:
    for command in (*LOAD_EFFECTS, LOAD_STUDY, ("open_study", "tda-needfinding")):
        here.manage(*command)
    for _ in range(3):
        here.participant().take_part()
    if (people := completed(here)) != 3:
        yield f"{people} people completed, and not 3"
    report = here.inside("server", "python3", "-c", "import weasyprint")
    if report.returncode:
        yield f"no PDF can be made: {report.stderr[-300:]}"


COMPLETED = (
    "from survey.participation.models import Participant as P; "
    "print('people', P.objects.filter(state='completed').count())"
)


def completed(here: Installation) -> int:
    said = here.manage("shell", "--command", COMPLETED)
    return int(re.findall(r"people (\d+)", said)[-1])


def gives_back(here: Installation) -> Iterator[str]:
    somebody = on_the_way(here)
    here.compose("stop", "server")
    status, _, page = somebody.send({**REASONS, "suspected_cause": TYPED})
    if status != 503 or TYPED not in page:
        yield f"without the server, a form is answered {status}, and what was typed is not there"
    here.compose("start", "server")
    until(lambda: here.is_healthy("server", "server"))
    if here.status(somebody.address) not in {200, 302}:
        yield "nobody can go on after the server was away"


def on_the_way(here: Installation) -> ScriptedParticipant:
    """Somebody who has begun, at their private link."""
    somebody = here.participant()
    somebody.get(STUDY + "consent/")
    somebody.submit({**dict.fromkeys(STATEMENTS, "on"), "agree": "yes"})
    somebody.address = STUDY + "inclusion/"
    somebody.submit(EVERYTHING)
    return somebody


def goes_unhealthy(here: Installation) -> Iterator[str]:
    here.compose("stop", "database")
    if here.is_healthy("server", "server") or here.status("/healthz") != 503:
        yield "without its database, the server says that it is healthy"
    here.compose("start", "database")
    if not until(lambda: here.is_healthy("server", "server")):
        yield "the server does not recover from a database that was away"


def updates(here: Installation) -> Iterator[str]:
    """To the same code under another name, and back."""
    engine = shutil.which("podman") or shutil.which("docker") or "docker"
    chosen = (here.folder / "installation").read_text()
    now = re.findall(r"^NEEDFINDER_IMAGE=(.+)$", chosen, flags=re.MULTILINE)[0]
    subprocess.run([engine, "tag", now, f"{now}-next"], check=True)
    here.environment["NEEDFINDER_IMAGE_BUILT"] = f"{now}-next"
    with away(here, STUDY) as seconds:
        here.script("update", here.domain)
    print(f"pages were away for {seconds[0]:.1f} s during the update")
    with away(here, STUDY) as seconds:
        here.script("update", here.domain, "--back")
    print(f"pages were away for {seconds[0]:.1f} s on the way back")
    if completed(here) != 3:
        yield "people are missing after the update"
    if len([*(here.folder / "copies" / "answers").iterdir()]) < 1:
        yield "the update made no copy"


def restores(first: Installation, second: Installation) -> Iterator[str]:
    if not until(lambda: first.is_healthy("nightly", "nightly"), 180):
        yield "the nightly container made no copies"
    shutil.copytree(first.folder / "secrets", second.folder / "secrets")
    copies = [
        str(max((first.folder / "copies" / name).iterdir())) for name in ("answers", "recruitment")
    ]
    # The ports are chosen by a start, which makes no containers yet.
    second.environment |= {
        "NEEDFINDER_IMAGE_BUILT": first.environment["NEEDFINDER_IMAGE_BUILT"],
        "NEEDFINDER_PREPARE_ONLY": "yes",
    }
    second.script("start", SECOND, "--http", str(second.http), "--https", str(second.https))
    del second.environment["NEEDFINDER_PREPARE_ONLY"]
    second.script("restore", SECOND, *copies)
    if completed(second) != 3:
        yield "people are missing in what was restored"
    if second.status(STUDY) != 200:
        yield "the restored study does not open"


def says_nothing_of_anybody(here: Installation) -> Iterator[str]:
    somebody = on_the_way(here)
    token = PRIVATE_LINK.findall(somebody.address)[0]
    connection = ByName(here.domain, here.https)
    for path in (f"/take-part/{token}/nowhere/", f"{STUDY}?PROLIFIC_PID=planted-identifier"):
        connection.request("GET", path)
        connection.getresponse().read()
    form = {**dict(HIDDEN.findall(somebody.text)), "text": "planted-words" * 400_000}
    connection.request("POST", somebody.address, urlencode(form))
    connection.getresponse().read()
    here.compose("stop", "server")
    here.status(somebody.address)
    logs = here.compose("logs")
    for name, planted in (
        ("a private link", token),
        ("a panel's identifier", "planted-identifier"),
        ("what somebody wrote", "planted-words"),
    ):
        if planted in logs:
            yield f"a log holds {name}"


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]] or [18080, 18443]
    sys.exit(main(*numbers))
