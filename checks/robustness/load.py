"""Two hundred people at once, two thousand journeys, a million stored explorations.

`python -m checks.robustness.load [sqlite|postgresql] [reading [PACE]|memory|stored]`, loopback only, in an
environment with `requirements/test.txt`; without the last word, all three one after another.

- reading: 200 people take part at once and read as long as people do, PACE times as fast: at 10,
  in three minutes what they would take half an hour for, which is ten times their load.
- memory: 2,000 journeys without any reading, and what the two workers need after every 250.
- stored: what every page takes on an empty database, and on one with a million explorations.
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

from checks.support.http_client import TakesPart
from checks.support.participant_script import Traveller
from checks.support.postgresql import postgresql
from checks.support.reading_pace import Reader
from checks.support.servers import PORT, Mortal, prepare

PRESENT = 200
JOURNEYS, STEP, AT_ONCE = 2_000, 250, 8


def main(database: str, parts: list[str], pace: float) -> None:
    for part in parts:
        with databases(database):
            print(f"{part} on {database}")
            {"reading": lambda: reading(pace), "memory": memory, "stored": stored}[part]()


@contextmanager
def databases(kind: str) -> Iterator[None]:
    """New ones, with the founding study open, named by this process's environment."""
    with TemporaryDirectory() as folder:
        os.environ |= {
            "NEEDFINDER_MODE": "demo",
            "NEEDFINDER_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        if kind == "sqlite":
            prepare(dict(os.environ))
            yield
            return
        with postgresql() as server:
            os.environ |= server.environment
            prepare(dict(os.environ))
            yield


@contextmanager
def served() -> Iterator[Mortal]:
    server = Mortal(dict(os.environ), Path(os.environ["NEEDFINDER_DATA_DIR"]) / "server.log")
    try:
        yield server
    finally:
        server.end()
        print(server.log.read_text(), end="")


def reading(pace: float) -> None:
    def newcomer(number: int) -> TakesPart:
        chance = Random(number)  # noqa: S311
        time.sleep(chance.uniform(0, 60 / pace))
        return Reader(PORT, pace, chance)

    with served():
        start = time.perf_counter()
        done = all_of(newcomer, range(PRESENT), PRESENT)
        took = time.perf_counter() - start
    waits = [wait * 1000 for visitor in done for wait in visitor.pages]
    cuts = quantiles(waits, n=100)
    print(
        f"{len(done)} journeys, {len(waits)} pages without an error in {took:.0f} s; reading "
        f"{pace:g} times as fast as people: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, "
        f"p99 {cuts[98]:.0f} ms, longest {max(waits):.0f} ms",
    )


def memory() -> None:
    print("journeys   MB of each worker")
    with served() as server:
        for done in range(0, JOURNEYS + 1, STEP):
            print(f"{done:8}   {'  '.join(f'{size:.1f}' for size in resident(server))}", flush=True)
            if done < JOURNEYS:
                all_of(lambda _number: Traveller(PORT), range(STEP), AT_ONCE)


def all_of(newcomer: Callable[[int], TakesPart], numbers: range, present: int) -> list[TakesPart]:
    """Whole journeys; raises at the first page that is an error."""

    def travelled(number: int) -> TakesPart:
        visitor = newcomer(number)
        visitor.take_part()
        return visitor

    with ThreadPoolExecutor(present) as pool:
        return list(pool.map(travelled, numbers))


def resident(server: Mortal) -> list[float]:
    """Megabytes of memory that each worker holds."""
    parent = server.process.pid
    workers = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    lines = [Path(f"/proc/{each}/status").read_text() for each in workers]
    return [int(text.split("VmRSS:")[1].split()[0]) / 1024 for text in lines]


def stored() -> None:
    from checks.support.large_database import compare

    compare()


if __name__ == "__main__":
    _program, *asked = sys.argv
    main(
        asked[0] if asked else "sqlite",
        asked[1:2] or ["reading", "memory", "stored"],
        float(asked[2]) if len(asked) > 2 else 10,
    )
