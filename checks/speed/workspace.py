"""Every page of the workspace and every change list of a study with 30,000 participants.

`python -m checks.speed.workspace [PEOPLE] [--keep FOLDER]`, or the same below
`.ci/with-postgresql`. Each page is opened by everybody who may, once with its queries counted and
then five times where that took long. Fails where the median is above half a second: of CPU on
SQLite, which works inside of this process, and of the clock on PostgreSQL. What is downloaded is
timed to its first bytes, and judged by nothing.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

PEOPLE = 30_000
LIMIT = 0.5
TURNS = 5
WORTH_MORE_TURNS = 0.1
"""Seconds; what is faster at first is opened no further times."""

ROLES = ("coder", "lead", "researcher", "recruiter", "auditor", "superuser")
DOWNLOADS = (".csv", ".zip", "/csv/", "/export/archive/", "/report/simulated/", "/tables/")

Visit = tuple[str, str]
"""Who opens which address."""


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("people", type=int, nargs="?", default=PEOPLE)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the database stays")
    parser.add_argument("--role", choices=ROLES, help="whose pages; everybody's without it")
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--only", default="", metavar="PART", help="addresses with this in them")
    asked = parser.parse_args()
    with nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "NEEDFINDER_MODE": "test",
            "NEEDFINDER_DATA_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        plan = Path(folder) / "visits.json"
        if not plan.exists():
            run("fill", environment, str(asked.people), str(plan))
        sys.exit(
            run("measure", environment, str(plan), asked.only, asked.role or "", str(asked.turns))
        )


def run(step: str, environment: dict[str, str], *arguments: str) -> int:
    command = [sys.executable, "-m", "checks.speed.workspace", step, *arguments]
    return subprocess.run(command, env=environment, check=step == "fill").returncode


def fill(people: int, plan: Path) -> None:
    from django.core.management import call_command
    from django.db import connection

    from checks.support.large_study import large_study

    for database in ("default", "recruitment"):
        call_command("migrate", verbosity=0, database=database)
    start = time.perf_counter()
    world = large_study(people)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # which its own autovacuum does within a minute
    visits = sorted({*of_table(world), *by_hand(world, people)})
    plan.write_text(json.dumps([world.sessions, visits]))
    print(f"{people:,} participants written in {time.perf_counter() - start:.0f} s", flush=True)


def of_table(world: Any) -> Iterator[Visit]:
    """What the table of permissions says that each may open."""
    from tests.permissions.table import table

    for route, methods in table().items():
        if route.startswith(("admin/", "analysis/", "api/")):
            for role in ROLES:
                if methods["GET"][role] == "200":
                    yield role, world.address(route, role)


def by_hand(world: Any, people: int) -> Iterator[Visit]:
    """Searches, filters and last pages."""
    study = f"/admin/studies/{world.founding.study.slug}/"
    last, read = people + 50, f"{study}read/"
    rules = (
        "any",
        "none",
        "too_quick",
        "quick_page",
        "straight_line",
        "check_attempts",
        "repeated_text",
        "short_text",
    )
    for address in (
        "/admin/?page=2",
        *(f"{read}?flag={rule}" for rule in rules),
        *(f"{read}?flag={rule}&page=9999" for rule in rules),
        *(f"{read}?state={state}&page=9999" for state in ("active", "completed", "stopped")),
        *(f"{read}?assessed={which}&page=9999" for which in ("not_yet", "fine", "excluded")),
        f"{read}?first=image&page=9999",
        f"{read}?first=image&flag=any&assessed=not_yet",
        f"{read}?page=9999",
        f"{read}people/{last}/",
        f"{read}people/{last}/?flag=repeated_text&assessed=fine",
        *(f"{read}answers/?words={words}" for words in ("zyzzyva", "model", "MODEL like")),
        f"{read}answers/?words=model&after={last}",
        f"{read}answers/?words=zyzzyva&who=excluded&first=image",
        *(
            f"{read}answers/scenarios/suspected_cause/?{rest}"
            for rest in (f"after={last}", "words=zyzzyva", "who=excluded", "first=image")
        ),
        "/admin/survey/participant/?p=200",
        "/admin/survey/participant/?p=200&state__exact=active",
        "/admin/survey/invitation/?p=40",
        "/admin/analysis/exclusionstep/?p=10",
        "/admin/operations/change/?p=150",
        f"{study}log/?page=9999",
        f"{study}log/?what=exclusion",
        f"{study}recruit/invitations/?page=9999",
    ):
        yield "superuser", address
        if address.startswith(study):
            yield "lead", address
    for name in (
        "compensationcode",
        "compensationcontact",
        "recruitmentidentifier",
        "beginningthroughpanel",
    ):
        for rest in ("?p=40", "?q=name+77"):
            yield "recruiter", f"/admin/recruitment/{name}/{rest}"


@dataclass(frozen=True)
class Measured:
    """Seconds of the clock and of CPU, and how many queries it took."""

    who: str
    address: str
    status: int
    queries: int
    clock: list[float]
    cpu: list[float]
    grown: float

    @property
    def seconds(self) -> float:
        from django.db import connection

        return median(self.cpu if connection.vendor == "sqlite" else self.clock)

    @property
    def is_download(self) -> bool:
        return any(part in self.address for part in DOWNLOADS)

    @property
    def line(self) -> str:
        times = "".join(
            f"{number * 1000:8.0f}"
            for number in (median(self.cpu), max(self.cpu), median(self.clock), max(self.clock))
        )
        what = "download " if self.is_download else ""
        return (
            f"{times}{self.queries:8}{self.grown:8.0f}  {self.status}  "
            f"{what}{self.address} as {self.who}"
        )


def measure(plan: Path, only: str, role: str, turns: int) -> int:
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    sessions, visits = json.loads(plan.read_text())
    results = []
    for who, address in visits:
        if only in address and role in ("", who):
            results.append(measured(who, address, sessions[who], turns))
            if results[-1].seconds > LIMIT:
                print(results[-1].line, file=sys.stderr, flush=True)
    results.sort(key=lambda result: result.seconds)
    print("  CPU p50   worst  clock   worst queries  MB more")
    for result in results:
        print(result.line)
    slow = [one for one in results if one.seconds > LIMIT and not one.is_download]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(results)} pages, {len(slow)} above {LIMIT} s; at most {memory:.0f} MB")
    return 1 if slow else 0


def measured(who: str, address: str, session: str, more_turns: int) -> Measured:
    from django.conf import settings
    from django.db import connections
    from django.test import Client

    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    queries = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*statement)

    with ExitStack() as stack:
        for name in ("default", "recruitment"):
            stack.enter_context(connections[name].execute_wrapper(count))
        status, clock_first, cpu_first = opened(client, address)
    turns = [(clock_first, cpu_first)]
    if max(clock_first, cpu_first) > WORTH_MORE_TURNS:
        turns = [opened(client, address)[1:] for _turn in range(more_turns)]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    clock, cpu = ([turn[at] for turn in turns] for at in (0, 1))
    return Measured(who, address, status, queries, clock, cpu, grown)


def opened(client: Any, address: str) -> tuple[int, float, float]:
    """The status, and the seconds of clock and CPU: of what is streamed, until it begins."""
    clock, cpu = time.perf_counter(), time.process_time()
    response = client.get(address)
    if response.streaming:
        next(iter(response), None)
        response.close()
    return response.status_code, time.perf_counter() - clock, time.process_time() - cpu


if __name__ == "__main__":
    if sys.argv[1:2] in (["fill"], ["measure"]):
        import django

        django.setup()
        if sys.argv[1] == "fill":
            fill(int(sys.argv[2]), Path(sys.argv[3]))
        else:
            _step, written, only, role, turns = sys.argv[1:]
            sys.exit(measure(Path(written), only, role, int(turns)))
    else:
        main()
