"""Whole participations against a real server on this computer: pages a second, and waiting times.

`python -m checks.speed.participants [FOLDER]`, in an environment that has gunicorn as well. Where
FOLDER holds the programs of an environment with oTree, oTree's production server takes turns with
ours over the same flow. Participants have no time to think: each sends the next page as soon as
the last one is there.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from checks.support.http_client import TakesPart
from checks.support.servers import Newcomer, needfinder, otree

JOURNEYS = {1: 10, 8: 48, 32: 96, 64: 128}


@dataclass(frozen=True)
class Measured:
    pages: float
    line: str


def main() -> None:
    with ExitStack() as running:
        servers = {"Needfinder": running.enter_context(needfinder())}
        if len(sys.argv) > 1:
            servers["oTree"] = running.enter_context(otree(Path(sys.argv[1])))
        print("            participants  journeys  pages/s  p50 ms  p95 ms  p99 ms  Apply p50")
        for present, journeys in JOURNEYS.items():
            each = {name: measured(new, present, journeys) for name, new in servers.items()}
            for name, result in each.items():
                print(f"{name:10}  {result.line}", flush=True)
            if len(each) > 1:
                print(f"            {each['Needfinder'].pages / each['oTree'].pages:.1f} times")


def measured(newcomer: Newcomer, present: int, journeys: int) -> Measured:
    start = time.perf_counter()
    with ThreadPoolExecutor(present) as pool:
        done = list(pool.map(lambda _number: travelled(newcomer), range(journeys)))
    took = time.perf_counter() - start
    pages = [wait * 1000 for visitor in done for wait in visitor.pages]
    applies = [wait * 1000 for visitor in done for wait in visitor.applies]
    cuts = quantiles(pages, n=100)
    return Measured(
        len(pages) / took,
        f"{present:12}  {journeys:8}  {len(pages) / took:7.0f}"
        f"  {cuts[49]:6.0f}  {cuts[94]:6.0f}  {cuts[98]:6.0f}  {median(applies):9.1f}",
    )


def travelled(newcomer: Newcomer) -> TakesPart:
    visitor = newcomer()
    visitor.take_part()
    return visitor


if __name__ == "__main__":
    main()
