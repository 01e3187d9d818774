"""Whole participations beside oTree, with real servers: pages a second, and waiting times.

`python -m checks.speed.participants [FOLDER]`, in an environment with `requirements/test.txt`.
Where FOLDER holds the programs of an environment with oTree, oTree's production server takes turns
with ours over the same flow. Participants do not think: each sends the next page as soon as the
last one is there.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from checks.support.http_client import ParticipantClient
from checks.support.servers import NewParticipant, needfinder, otree

JOURNEYS = {1: 10, 8: 48, 32: 96, 64: 128}


@dataclass(frozen=True)
class Measured:
    """`pages` a second, and a line for the table."""

    pages: float
    line: str


def main() -> None:
    with ExitStack() as running:
        servers = {"Needfinder": running.enter_context(needfinder())}
        if len(sys.argv) > 1:
            servers["oTree"] = running.enter_context(otree(Path(sys.argv[1])))
        print("            participants  journeys  pages/s  p50 ms  p95 ms  p99 ms  Apply p50")
        for present, journeys in JOURNEYS.items():
            results = {name: measured(new, present, journeys) for name, new in servers.items()}
            for name, result in results.items():
                print(f"{name:10}  {result.line}", flush=True)
            if "oTree" in results:
                ratio = results["Needfinder"].pages / results["oTree"].pages
                print(f"            {ratio:.1f} times")


def measured(newcomer: NewParticipant, present: int, journeys: int) -> Measured:
    start = time.perf_counter()
    with ThreadPoolExecutor(present) as pool:
        participants = list(pool.map(lambda _number: travelled(newcomer), range(journeys)))
    took = time.perf_counter() - start
    pages = [wait * 1000 for participant in participants for wait in participant.pages]
    applies = [wait * 1000 for participant in participants for wait in participant.applies]
    cuts = quantiles(pages, n=100)
    return Measured(
        len(pages) / took,
        f"{present:12}  {journeys:8}  {len(pages) / took:7.0f}"
        f"  {cuts[49]:6.0f}  {cuts[94]:6.0f}  {cuts[98]:6.0f}  {median(applies):9.1f}",
    )


def travelled(newcomer: NewParticipant) -> ParticipantClient:
    participant = newcomer()
    participant.take_part()
    return participant


if __name__ == "__main__":
    main()
