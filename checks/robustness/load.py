"""Two hundred people at once, two thousand journeys, a million stored explorations.

`python -m checks.robustness.load [sqlite|postgresql] [reading [PACE]|memory|stored]`, on this
computer alone, in an environment with `requirements/test.txt`. Without the last word all three
parts run one after another.

- reading: 200 people take part at once. They read PACE times as fast as people do: at 10 they need
  three minutes instead of half an hour, which is ten times their load.
- memory: 2,000 journeys without any reading, and the memory of the two workers after every 250.
- stored: the time of every page on an empty database, and on one with a million explorations.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory

from checks.support.http_client import ParticipantClient
from checks.support.participant_script import ScriptedParticipant
from checks.support.postgresql import postgresql
from checks.support.reading_pace import ReadingParticipant
from checks.support.servers import PORT, KillableServer, prepare
from checks.support.temporary_database import demo_environment

PRESENT = 200
JOURNEYS, STEP, AT_ONCE = 2_000, 250, 8


def main(database: str, parts: list[str], pace: float) -> None:
    for part in parts:
        with databases(database):
            print(f"{part} on {database}")
            {"reading": lambda: reading(pace), "memory": memory, "stored": stored}[part]()


@contextmanager
def databases(kind: str) -> Iterator[None]:
    """New databases with the shipped survey open, named by this process's environment."""
    with TemporaryDirectory() as folder:
        os.environ |= demo_environment(folder)
        if kind == "sqlite":
            prepare(dict(os.environ))
            yield
            return
        with postgresql() as server:
            os.environ |= server.environment
            prepare(dict(os.environ))
            yield


@contextmanager
def served() -> Iterator[KillableServer]:
    server = KillableServer(
        dict(os.environ), Path(os.environ["NEEDFINDER_DATA_DIR"]) / "server.log"
    )
    try:
        yield server
    finally:
        server.end()
        print(server.log.read_text(), end="")


def reading(pace: float) -> None:
    def newcomer(number: int) -> ParticipantClient:
        chance = Random(number)  # noqa: S311
        time.sleep(chance.uniform(0, 60 / pace))
        return ReadingParticipant(PORT, pace, chance)

    with served():
        start = time.perf_counter()
        participants = all_of(newcomer, range(PRESENT), PRESENT)
        took = time.perf_counter() - start
    waits = [wait * 1000 for participant in participants for wait in participant.pages]
    cuts = quantiles(waits, n=100)
    print(
        f"{len(participants)} journeys, {len(waits)} pages without an error in {took:.0f} s; "
        f"reading {pace:g} times as fast as people: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
        f"p99 {cuts[98]:.0f} ms, longest {max(waits):.0f} ms",
    )


def memory() -> None:
    print("journeys   MB of each worker")
    with served() as server:
        for done in range(0, JOURNEYS + 1, STEP):
            print(f"{done:8}   {'  '.join(f'{size:.1f}' for size in resident(server))}", flush=True)
            if done < JOURNEYS:
                all_of(lambda _number: ScriptedParticipant(PORT), range(STEP), AT_ONCE)


def all_of(
    newcomer: Callable[[int], ParticipantClient], numbers: range, present: int
) -> list[ParticipantClient]:
    """Walk whole journeys; raises at the first page that is an error."""

    def travelled(number: int) -> ParticipantClient:
        participant = newcomer(number)
        participant.take_part()
        return participant

    with ThreadPoolExecutor(present) as pool:
        return list(pool.map(travelled, numbers))


def resident(server: KillableServer) -> list[float]:
    """Megabytes of memory that each worker holds."""
    parent = server.process.pid
    workers = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    statuses = [Path(f"/proc/{worker}/status").read_text() for worker in workers]
    return [int(status.split("VmRSS:")[1].split()[0]) / 1024 for status in statuses]


def stored() -> None:
    from checks.support.large_database import compare

    compare()


if __name__ == "__main__":
    _program, *arguments = sys.argv
    main(
        arguments[0] if arguments else "sqlite",
        arguments[1:2] or ["reading", "memory", "stored"],
        float(arguments[2]) if len(arguments) > 2 else 10,
    )
