"""Nginx and the stand-in stay while what is behind them goes away: nothing sent may be lost.

`python -m checks.robustness.behind_nginx [sqlite|postgresql] [KILLS]`, as root. A server runs from
the files that `deployment` writes, and eight people walk through its real pages over HTTPS. Then
all of the application is killed again and again, PostgreSQL is stopped while /healthz is asked, and
two updates are made by the generated script, one of which changes the database. Whoever gets a form
back from the stand-in sends it again, as the page says. A form that the application had received
when it was ended is not given back, since it may be stored: nginx asks to go back to it, and here
people come back by their private links. The check fails where any other form is answered by neither
the application nor a page that gives back every field, or where anything is lost, doubled or
incomplete.
"""

import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from urllib.parse import parse_qsl, urlencode

from checks.support.https_client import ByName
from checks.support.postgresql import PostgreSQL, postgresql
from checks.support.resilient_participant import Journal, ResilientParticipant
from checks.support.servers import prepare
from tests.operations.deployment.releases_of_files import (
    NEXT,
    TODAY,
    install,
    install_one_that_migrates,
    run_program,
    write_programs,
)
from tests.operations.deployment.server_of_files import DOMAIN, ServerOfFiles

PRESENT = 8
DOWN = 2
"""Seconds until a killed application starts again, as its unit says."""
MIGRATES = "99.1.0"
DJANGO = {"DJANGO_SETTINGS_MODULE": "config.settings"}
GIVEN_BACK = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def main(kind: str, kills: int) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        folder.chmod(0o755)
        postgres = stack.enter_context(postgresql()) if kind == "postgresql" else None
        server = Installation(folder, postgres)
        stack.callback(server.end)
        server.prepare()
        os.environ.pop("NEEDFINDER_MODE", None)
        os.environ |= server.environment | DJANGO
        import django

        django.setup()
        from checks.support.expected_answers import counted, problems
        from survey.audit_chain.verify_version import problems_of_version
        from survey.models import StudyVersion

        crowd = Crowd(server)
        print(f"{kind}, {PRESENT} people through nginx")
        print("                    given back  received  503  other  cut off  good again after")
        with crowd.present():
            for name, fault in faults(server, kills).items():
                print(crowd.under(name, fault), flush=True)
        wrong = [*crowd.problems, *server.problems, *problems(crowd.journals)]
        for version in StudyVersion.objects.all():
            wrong += problems_of_version(version)
        for sent, (number, answered) in counted(crowd.journals).items():
            print(f"{sent:20}  {number:6} sent  {answered:6} answered")
    print(f"{len(crowd.journals)} people took part; {len(wrong)} things are wrong.")
    for problem in wrong:
        print(f"WRONG: {problem}")
    return 1 if wrong else 0


class Installation(ServerOfFiles):
    """With releases beside one another, whose units a small program starts in place of systemd."""

    def __init__(self, folder: Path, postgres: PostgreSQL | None) -> None:
        self.problems: list[str] = []
        options = ("--workers", "2", "--answer-within", "75", "--beginnings", "6000")
        database = () if postgres else ("--database", "sqlite")
        super().__init__(folder, postgres, *options, *database)

    def _make_release(self) -> None:
        write_programs(self.folder)
        install(self.folder, TODAY)
        (self.folder / "current").symlink_to(f"releases/{TODAY}")

    def prepare(self) -> None:
        if self.postgres:
            self.make_databases()
        prepare(self.environment | DJANGO)
        self.manage("collectstatic", "--noinput", "-v0")
        self.run("systemctl", "start", "needfinder-maintenance", "needfinder")
        self.run("needfinder-manage", "update_check", "--answers", self._bind)
        self.start_nginx(self.out / "needfinder.nginx")

    @property
    def _bind(self) -> str:
        words = self.command("needfinder.service")[0]
        return words[words.index("--bind") + 1]

    def run(self, program: str, *arguments: str) -> str:
        return run_program(self.folder, program, *arguments)

    def kill(self) -> None:
        os.killpg(int((self.folder / "needfinder.pid").read_text()), signal.SIGKILL)

    def update(self, release: str) -> None:
        said = self.run("needfinder-update", release).strip().splitlines()[-1]
        if f"Needfinder {release} runs." not in said:
            self.problems.append(f"update to {release}: {said}")
        print(f"  {said}")

    def status(self, address: str) -> int:
        return int(self.ask(address).split()[1])

    def end(self) -> None:
        super().end()
        for unit in ("needfinder", "needfinder-maintenance"):
            with suppress(AssertionError):
                self.run("systemctl", "stop", unit)


def faults(server: Installation, kills: int) -> dict[str, Callable[[], None]]:
    by_name: dict[str, Callable[[], None]] = {"killed": lambda: _kill(server, kills)}
    if server.postgres:
        by_name["database stopped"] = lambda: _stop_database(server)
    by_name["an update"] = lambda: _update(server)
    by_name["the way back"] = lambda: server.update(TODAY)
    by_name["one that migrates"] = lambda: _migrate(server)
    return by_name


def _kill(server: Installation, times: int) -> None:
    for number in range(times):
        _wait_for(server, 200)
        time.sleep(2 + 0.37 * (number % 5))
        server.kill()
        time.sleep(DOWN)
        server.run("systemctl", "start", "needfinder")


def _stop_database(server: Installation) -> None:
    assert server.postgres  # noqa: S101
    server.postgres.stop()
    _expect(server, 503)
    time.sleep(5)
    server.postgres.start()
    _expect(server, 200)


def _expect(server: Installation, status: int) -> None:
    print(f"  /healthz says {status} after {_wait_for(server, status):.1f} s")


def _wait_for(server: Installation, status: int) -> float:
    began = time.perf_counter()
    while server.status("/healthz") != status:
        time.sleep(0.1)
        if time.perf_counter() - began > 60:
            server.problems.append(f"/healthz does not come to say {status}")
            break
    return time.perf_counter() - began


def _update(server: Installation) -> None:
    install(server.folder, NEXT)
    server.update(NEXT)


def _migrate(server: Installation) -> None:
    install_one_that_migrates(server.folder, MIGRATES)
    server.update(MIGRATES)


class Crowd:
    """Several people at once; each is followed by another."""

    def __init__(self, server: Installation) -> None:
        self.server, self.over = server, Event()
        self.journals: list[Journal] = []
        self.problems: list[str] = []
        self.given_back: list[str] = []
        self.received: list[str] = []

    @contextmanager
    def present(self) -> Iterator[None]:
        with ThreadPoolExecutor(PRESENT) as pool:
            work = [pool.submit(self._keep_coming, thread) for thread in range(PRESENT)]
            try:
                yield
            finally:
                self.over.set()
            for task in work:
                task.result(timeout=120)

    def _keep_coming(self, thread: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            name, withdraws = f"zq{thread}x{number}y", (thread + number) % 5 == 0
            participant = ParticipantAtNginx(self, name, withdraws=withdraws)
            self.journals.append(participant.journal)
            participant.take_part()

    def under(self, name: str, fault: Callable[[], None]) -> str:
        time.sleep(3)
        refused, cut_off = len(self._refused()), self._cut_off()
        given_back, received = len(self.given_back), len(self.received)
        fault()
        ended, answered = time.perf_counter(), self._answered()
        while self._answered() < answered + PRESENT:
            time.sleep(0.05)
            if time.perf_counter() - ended > 60:
                self.problems.append(f"{name}: nothing goes on after 60 s")
                break
        good_again = time.perf_counter() - ended
        refusals = self._refused()[refused:]
        unclear = [text for text in refusals if not _is_clear(text)]
        by_text = Counter(re.sub(r"/take-part/[^ ]+", "/…", text[:300]) for text in unclear)
        self.problems += [f"{name}: {times} times {text}" for text, times in by_text.items()]
        if cut := self._cut_off() - cut_off:
            self.problems.append(f"{name}: nginx cut {cut} people off")
        return (
            f"{name:18}  {len(self.given_back) - given_back:10}  "
            f"{len(self.received) - received:8}  "
            f"{len(refusals) - len(unclear):3}  {len(unclear):5}  {cut:7}  {good_again:.2f} s"
        )

    def _refused(self) -> list[str]:
        return [text for journal in self.journals for text in journal.refused]

    def _cut_off(self) -> int:
        return sum(journal.cut_off for journal in self.journals)

    def _answered(self) -> int:
        return sum(one.answered for journal in self.journals for one in journal.submissions)


def _is_clear(refused: str) -> bool:
    """A page in place of one that was only opened, or of what the application had received."""
    return refused.startswith("502") or (refused.startswith("503 at ") and "ry again" in refused)


def _typed(fields: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [field for field in fields if field[0] != "csrfmiddlewaretoken"]


class ParticipantAtNginx(ResilientParticipant):
    """Sends again what the page in place of an answer gives back."""

    def __init__(self, crowd: Crowd, name: str, *, withdraws: bool) -> None:
        super().__init__(0, name, Event(), withdraws=withdraws)
        self.crowd = crowd
        self.connection = ByName(DOMAIN, crowd.server.https)

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        answer = super()._ask(method, address, body)
        while answer[0] == 503 and body is not None and not address.endswith("/draft/"):
            fields = [(unescape(n), unescape(v)) for n, v in GIVEN_BACK.findall(answer[2])]
            if _typed(fields) != _typed(parse_qsl(body, keep_blank_values=True)):
                self.crowd.problems.append(f"{address} does not give back all of {body[:200]}")
                break
            self.crowd.given_back.append(address)
            time.sleep(0.5)
            answer = super()._ask(method, address, urlencode(fields))
        if answer[0] == 502:
            (self.crowd.problems if body is None else self.crowd.received).append(
                f"502 at {address}"
            )
        return answer


if __name__ == "__main__":
    if os.geteuid() != 0:
        raise SystemExit("Only root can play the account that the generated files name.")
    arguments = sys.argv[1:]
    database = arguments[0] if arguments else "sqlite"
    sys.exit(main(database, int(arguments[1]) if len(arguments) > 1 else 10))
