"""Whole participations beside oTree, with real servers: pages a second, waits, processor time.

`python -m checks.speed.participants [--help]`, in an environment with `requirements/test.txt`.
Where `--otree` names the folder with the programs of an environment with oTree, oTree's production
server takes turns with ours over the same flow. Participants do not think: each sends the next page
as soon as the last one is there. They are one process, on the same processors as the servers.
"""

import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from checks.support.http_client import ParticipantClient
from checks.support.postgresql import postgresql
from checks.support.processor_time import megabytes_of, seconds_of
from checks.support.servers import Served, needfinder, otree

WARMING = 6
"""So many journeys go before, as the first page of each kind takes a process longer."""

SERVE = "PYTHON manage.py serve --bind 127.0.0.1:PORT"


@dataclass(frozen=True)
class Measured:
    """Seconds of all pages by their names; how long everything took, by the clock and by CPUs."""

    waits: dict[str, list[float]]
    took: float
    processors: float
    own_processors: float
    megabytes: float

    @property
    def pages(self) -> int:
        return sum(map(len, self.waits.values()))

    @property
    def a_second(self) -> float:
        return self.pages / self.took

    def line(self) -> str:
        waits = [wait for named in self.waits.values() for wait in named]
        return (
            f"{self.a_second:8.0f}  {in_milliseconds(waits)}"
            f"  {1000 * self.processors / self.pages:6.2f}"
            f"  {1000 * self.own_processors / self.pages:10.2f}  {self.megabytes:6.0f}"
        )


def main(options: Namespace) -> None:
    with ExitStack() as running:
        servers = dict(serving(options, running))
        for server in servers.values():
            measured(server, WARMING, WARMING)
        print("                                            milliseconds of     CPU ms a page of")
        print("people  server         pages/s   p50   p95   p99  server  participants      MB")
        for present in options.people:
            results = {}
            for name, server in servers.items():
                results[name] = measured(server, present, max(2 * present, options.journeys))
                print(f"{present:6}  {name:12}  {results[name].line()}", flush=True)
            if peer := results.pop("oTree", None):
                for name, result in results.items():
                    print(f"        {name}: {result.a_second / peer.a_second:.2f} times oTree")
            if options.by_page:
                print_pages(results["Needfinder"])


def print_pages(result: Measured) -> None:
    print("        page                        pages   p50   p95   p99")
    for page, waits in sorted(result.waits.items()):
        print(f"        {page:26}  {len(waits):5} {in_milliseconds(waits)}")


def serving(options: Namespace, running: ExitStack) -> Iterable[tuple[str, Served]]:
    variables, process = {}, None
    if options.database == "postgresql":
        database = running.enter_context(postgresql())
        variables, process = database.environment, database.process
    command = options.server or f"{SERVE} --workers {options.workers}"
    yield "Needfinder", running.enter_context(needfinder(command, variables, process))
    if options.beside:
        yield "beside it", running.enter_context(needfinder(options.beside, variables, process))
    if options.otree:
        yield "oTree", running.enter_context(otree(options.otree))


def measured(server: Served, present: int, journeys: int) -> Measured:
    before, own, start = processors(server), time.process_time(), time.perf_counter()
    with ThreadPoolExecutor(present) as pool:
        participants = list(pool.map(lambda _number: travelled(server), range(journeys)))
    took, own = time.perf_counter() - start, time.process_time() - own
    waits: dict[str, list[float]] = defaultdict(list)
    for participant in participants:
        for name, wait in zip(participant.names, participant.pages, strict=True):
            waits[name].append(wait)
    memory = sum(megabytes_of(process) for process in server.processes)
    return Measured(waits, took, processors(server) - before, own, memory)


def processors(server: Served) -> float:
    return sum(seconds_of(process) for process in server.processes)


def travelled(server: Served) -> ParticipantClient:
    participant = server.newcomer()
    participant.take_part()
    return participant


def in_milliseconds(waits: list[float]) -> str:
    cuts = quantiles(waits, n=100)
    return "".join(f"{1000 * cuts[cut]:6.0f}" for cut in (49, 94, 98))


def arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m checks.speed.participants")
    add = parser.add_argument
    add("--otree", type=Path, metavar="FOLDER", help="with the program `otree`")
    add("--workers", type=int, default=2, help="processes of our server (2)")
    add("--database", choices=["sqlite", "postgresql"], default="sqlite")
    add("--people", type=int, nargs="+", default=[8, 32, 64], help="at once (8 32 64)")
    add("--journeys", type=int, default=96, help="at each number, at least two for everybody (96)")
    add("--server", metavar="COMMAND", help=f"instead of `{SERVE}`")
    add("--beside", metavar="COMMAND", help="serves ours too, in turns with the first")
    add("--by-page", action="store_true", help="the waits of each page as well")
    return parser.parse_args()


if __name__ == "__main__":
    main(arguments())
