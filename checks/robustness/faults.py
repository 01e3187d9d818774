"""Storage that fails under people who take part: a clear page, and everything goes on by itself.

`python -m checks.robustness.faults [sqlite|postgresql] [SECONDS]`, as root, who can mount a small disk.
One fault after another lasts ten seconds while eight people walk through the real pages of one
server that is never started anew. Ends non-zero where an answer was no page that asks them to try
again, where the log holds more than sentences, or where anything is lost, doubled or half there.

A clock set back, and a worker killed in `attribute`, are tests of the suite.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from checks.support.postgresql import PostgreSQL, postgresql
from checks.support.resilient_participant import Journal, Survivor
from checks.support.servers import PORT, Mortal, prepare
from checks.support.small_disk import Disk, small_disk

PRESENT = 8
PAGES = ("Please try again in a moment", "Please come back later", "You cannot begin now")


def main(kind: str, seconds: float) -> int:
    with small_disk(96) as disk, databases(kind, disk) as postgres:
        data = disk.folder / "data"
        os.environ |= {
            "NEEDFINDER_MODE": "demo",
            "NEEDFINDER_DATA_DIR": str(data),
            "TQDM_DISABLE": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **(postgres.environment if postgres else {}),
        }
        prepare(dict(os.environ))
        import django

        django.setup()
        from checks.support.expected_answers import problems
        from checks.support.files_at_rest import looked_at

        log = Path(f"{disk.folder}.log")
        crowd = Crowd(Mortal(dict(os.environ), log), log)
        print(f"{kind}, {PRESENT} people, {seconds:.0f} s each")
        print("                        503  other  cut off  log  tracebacks  good again after")
        try:
            with crowd.present():
                for name, fault in faults(crowd, disk, postgres).items():
                    print(crowd.under(name, fault, seconds), flush=True)
        finally:
            crowd.server.end()
        found = [*crowd.found, *problems(crowd.journals)]
        found += looked_at(data, postgres, crowd.journals)[0]
        log.unlink()
    print(f"{len(crowd.journals)} people took part; {len(found)} things are wrong.")
    for problem in found:
        print(f"WRONG: {problem}")
    return 1 if found else 0


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
    """People who come one after another, at one server."""

    def __init__(self, server: Mortal, log: Path) -> None:
        self.server, self.log = server, log
        self.over, self.gate = Event(), Event()
        self.journals: list[Journal] = []
        self.found: list[str] = []
        self.gate.set()

    @contextmanager
    def present(self) -> Iterator[None]:
        with ThreadPoolExecutor(PRESENT) as pool:
            work = [pool.submit(self._keep_coming, place) for place in range(PRESENT)]
            try:
                yield
            finally:
                self.over.set()
            for each in work:
                each.result(timeout=120)

    def _keep_coming(self, place: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            withdraws = (place + number) % 5 == 0
            visitor = Patient(self.gate, f"zq{place}x{number}y", withdraws=withdraws)
            self.journals.append(visitor.journal)
            visitor.take_part()

    def under(self, name: str, fault: Fault, seconds: float) -> str:
        """What a fault did, in numbers; whoever was refused is refused by a page of ours."""
        time.sleep(3)
        refused, cut_off = self._refused(), sum(each.cut_off for each in self.journals)
        written = self.log.stat().st_size
        fault.begin()
        time.sleep(seconds)
        fault.end()
        ended, answered = time.perf_counter(), self._answered()
        while self._answered() < answered + PRESENT:
            time.sleep(0.01)
            if time.perf_counter() - ended > 90:
                self.found.append(f"{name}: nothing goes on after 90 s")
                break
        good_again = time.perf_counter() - ended
        said = self.log.read_bytes()[written:].decode()
        new = self._refused()[len(refused) :]
        other = [each for each in new if not _is_clear(each)]
        self.found += [f"{name}: {each[:120]}" for each in other]
        lines = [line for line in said.splitlines() if "ERROR" in line or "WARNING" in line]
        tracebacks = said.count("Traceback")
        if tracebacks:
            self.found.append(f"{name}: {said[:3000]}")
        cut_off = sum(each.cut_off for each in self.journals) - cut_off
        return (
            f"{name:20}  {len(new) - len(other):5}  {len(other):5}  {cut_off:7}  {len(lines):3}  "
            f"{tracebacks:10}  {good_again:.2f} s"
        )

    def _refused(self) -> list[str]:
        return [text for each in self.journals for text in each.refused]

    def _answered(self) -> int:
        return sum(each.answered for journal in self.journals for each in journal.sent)

    def with_new_workers(self) -> None:
        """Workers that have nothing open and nothing in memory."""
        os.kill(self.server.process.pid, signal.SIGHUP)
        time.sleep(4)


class Patient(Survivor):
    """Waits at the gate before each request."""

    def __init__(self, gate: Event, name: str, *, withdraws: bool) -> None:
        super().__init__(PORT, name, Event(), withdraws=withdraws)
        self.gate = gate

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str, str]:
        self.gate.wait()
        return super()._ask(method, address, body)


def _is_clear(refused: str) -> bool:
    return refused.startswith("503 at ") and any(page in refused for page in PAGES)


def faults(crowd: Crowd, disk: Disk, postgres: PostgreSQL | None) -> dict[str, Fault]:
    found = {"disk full": Fault(disk.fill, disk.make_room)}
    if postgres:
        found["database gone"] = Fault(postgres.stop, postgres.start)
        found["database killed"] = Fault(postgres.kill, postgres.start)
    else:
        found["read-only disk"] = Fault(lambda: _read_only(crowd, disk), lambda: disk.let("rw"))
    found["bundles deleted"] = Fault(lambda: _without_bundles(crowd), _load_bundles)
    found["a worker killed"] = Fault(lambda: _kill_a_worker(crowd), lambda: None)
    return found


def _read_only(crowd: Crowd, disk: Disk) -> None:
    """No file may be open for writing: nobody asks, and the workers are new."""
    crowd.gate.clear()
    crowd.with_new_workers()
    disk.let("ro")
    crowd.gate.set()


def _without_bundles(crowd: Crowd) -> None:
    from attribution.models import StoredBundle

    StoredBundle.objects.all().delete()
    crowd.with_new_workers()


def _load_bundles() -> None:
    for scenario in ("loan", "fashion", "iris"):
        subprocess.run(
            [sys.executable, "manage.py", "load_effects", f"fixtures/effects/{scenario}"],
            check=True,
            stdout=subprocess.DEVNULL,
        )


def _kill_a_worker(crowd: Crowd) -> None:
    server = crowd.server.process.pid
    workers = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    os.kill(int(workers[0]), signal.SIGKILL)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[0] if given else "sqlite", float(given[1]) if given[1:] else 10))
