"""Storage fails while people take part: they get a clear page, and the server recovers by itself.

`python -m checks.robustness.faults [sqlite|postgresql] [SECONDS]`, as root, who can mount a small
disk. One fault after another lasts ten seconds while eight people walk through the real pages of
one server, which is never restarted. The check fails where an answer was not a page that asks them
to try again, where the log holds a traceback, or where anything is lost, doubled or incomplete.

Two more faults are tests of the suite: a clock set back, and a worker of `attribute` killed.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from checks.support.founding_study import LOAD_EFFECTS
from checks.support.postgresql import PostgreSQL, postgresql
from checks.support.resilient_participant import Journal, ResilientParticipant
from checks.support.servers import PORT, KillableServer, prepare
from checks.support.small_disk import Disk, small_disk
from checks.support.temporary_database import demo_environment

PRESENT = 8
PAGES = ("Please try again in a moment", "Please come back later", "You cannot begin now")


def main(kind: str, seconds: float) -> int:
    with small_disk(96) as disk, databases(kind, disk) as postgres:
        data = disk.folder / "data"
        os.environ |= demo_environment(data) | (postgres.environment if postgres else {})
        prepare(dict(os.environ))
        import django

        django.setup()
        from checks.support.expected_answers import problems
        from checks.support.files_at_rest import inspect_files

        log = Path(f"{disk.folder}.log")
        crowd = Crowd(KillableServer(dict(os.environ), log), log)
        print(f"{kind}, {PRESENT} people, {seconds:.0f} s each")
        print("                        503  other  cut off  log  tracebacks  good again after")
        try:
            with crowd.present():
                for name, fault in faults(crowd, disk, postgres).items():
                    print(crowd.under(name, fault, seconds), flush=True)
        finally:
            crowd.server.end()
        wrong = [*crowd.problems, *problems(crowd.journals)]
        wrong += inspect_files(data, postgres, crowd.journals)[0]
        log.unlink()
    print(f"{len(crowd.journals)} people took part; {len(wrong)} things are wrong.")
    for problem in wrong:
        print(f"WRONG: {problem}")
    return 1 if wrong else 0


@contextmanager
def databases(kind: str, disk: Disk) -> Iterator[PostgreSQL | None]:
    if kind == "sqlite":
        yield None
    else:
        tables = disk.folder / "tables"
        tables.mkdir()
        disk.folder.chmod(0o755)
        with postgresql(tables) as server:
            yield server


@dataclass(frozen=True)
class Fault:
    begin: Callable[[], object]
    end: Callable[[], object]


class Crowd:
    """Several people at once at one server; each is followed by another."""

    def __init__(self, server: KillableServer, log: Path) -> None:
        self.server, self.log = server, log
        self.over, self.gate = Event(), Event()
        self.journals: list[Journal] = []
        self.problems: list[str] = []
        self.gate.set()

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
            withdraws = (thread + number) % 5 == 0
            participant = WaitingParticipant(
                self.gate, f"zq{thread}x{number}y", withdraws=withdraws
            )
            self.journals.append(participant.journal)
            participant.take_part()

    def under(self, name: str, fault: Fault, seconds: float) -> str:
        """Let a fault last some seconds, and give a line of numbers about what it did."""
        time.sleep(3)
        refused_before, cut_off_before = len(self._refused()), self._cut_off()
        log_before = self.log.stat().st_size
        fault.begin()
        time.sleep(seconds)
        fault.end()
        ended, answered = time.perf_counter(), self._answered()
        while self._answered() < answered + PRESENT:
            time.sleep(0.01)
            if time.perf_counter() - ended > 90:
                self.problems.append(f"{name}: nothing goes on after 90 s")
                break
        good_again = time.perf_counter() - ended
        logged = self.log.read_bytes()[log_before:].decode()
        refusals = self._refused()[refused_before:]
        unclear = [refusal for refusal in refusals if not _is_clear(refusal)]
        self.problems += [f"{name}: {refusal[:120]}" for refusal in unclear]
        lines = [line for line in logged.splitlines() if "ERROR" in line or "WARNING" in line]
        tracebacks = logged.count("Traceback")
        if tracebacks:
            self.problems.append(f"{name}: {logged[:3000]}")
        cut_off = self._cut_off() - cut_off_before
        return (
            f"{name:20}  {len(refusals) - len(unclear):5}  {len(unclear):5}  {cut_off:7}  "
            f"{len(lines):3}  {tracebacks:10}  {good_again:.2f} s"
        )

    def _refused(self) -> list[str]:
        return [text for journal in self.journals for text in journal.refused]

    def _cut_off(self) -> int:
        return sum(journal.cut_off for journal in self.journals)

    def _answered(self) -> int:
        return sum(
            submission.answered for journal in self.journals for submission in journal.submissions
        )

    def with_new_workers(self) -> None:
        """Replace the workers by new ones, which have nothing open and nothing in memory."""
        os.kill(self.server.process.pid, signal.SIGHUP)
        time.sleep(4)


class WaitingParticipant(ResilientParticipant):
    """Waits at the gate before each request."""

    def __init__(self, gate: Event, name: str, *, withdraws: bool) -> None:
        super().__init__(PORT, name, Event(), withdraws=withdraws)
        self.gate = gate

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        self.gate.wait()
        return super()._ask(method, address, body)


def _is_clear(refused: str) -> bool:
    return refused.startswith(("503 at ", "nobody can begin")) and any(
        page in refused for page in PAGES
    )


def faults(crowd: Crowd, disk: Disk, postgres: PostgreSQL | None) -> dict[str, Fault]:
    by_name = {"disk full": Fault(disk.fill, disk.make_room)}
    if postgres:
        by_name["database gone"] = Fault(postgres.stop, postgres.start)
        by_name["database killed"] = Fault(postgres.kill, postgres.start)
    else:
        by_name["read-only disk"] = Fault(
            lambda: _read_only(crowd, disk), lambda: disk.remount("rw")
        )
    by_name["bundles deleted"] = Fault(lambda: _without_bundles(crowd), _load_bundles)
    by_name["a worker killed"] = Fault(lambda: _kill_a_worker(crowd), lambda: None)
    return by_name


def _read_only(crowd: Crowd, disk: Disk) -> None:
    """Make the disk read-only while no file is open for writing: no requests, and new workers."""
    crowd.gate.clear()
    try:
        for _ in range(10):  # on a busy computer, new workers may still answer requests sent before
            crowd.with_new_workers()
            with suppress(subprocess.CalledProcessError):
                disk.remount("ro")
                return
        raise SystemExit("The disk cannot be made read-only: the server keeps a file on it open.")
    finally:
        crowd.gate.set()


def _without_bundles(crowd: Crowd) -> None:
    from attribution.models import StoredBundle

    StoredBundle.objects.all().delete()
    crowd.with_new_workers()


def _load_bundles() -> None:
    for command in LOAD_EFFECTS:
        subprocess.run(
            [sys.executable, "manage.py", *command], check=True, stdout=subprocess.DEVNULL
        )


def _kill_a_worker(crowd: Crowd) -> None:
    server = crowd.server.process.pid
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    os.kill(int(workers[0]), signal.SIGKILL)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    kind = arguments[0] if arguments else "sqlite"
    sys.exit(main(kind, float(arguments[1]) if len(arguments) > 1 else 10))
