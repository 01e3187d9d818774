"""Time of every page on an empty database, and on one with a million stored explorations."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import count
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

PEOPLE, APPLIES = 30_000, 19
"""Seven in ten people come to both trials: a little more than a million explorations."""

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
JOURNEYS, STAFF_VISITS = 30, 5
END = "compensation.compensation"

Times = dict[str, tuple[list[float], int]]
"""For each page: the seconds of every request, and the most queries that one request took."""


def compare() -> None:
    import django

    django.setup()

    from django.db import connection

    from survey.models import Exploration

    empty = measured()
    start = time.perf_counter()
    fill()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")  # which its own autovacuum does within a minute
    print(f"{Exploration.objects.count()} explorations in {time.perf_counter() - start:.0f} s")
    full = measured()
    print(f"{'':44}{'empty: ms p50    p95  queries':>32}{'full: ms p50    p95  queries':>32}")
    for page in empty:
        print(f"{page:44}{summary(*empty[page])}{summary(*full[page])}")
    export()


def summary(seconds: list[float], queries: int) -> str:
    cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
    return f"{median(seconds) * 1000:16.1f}{cuts[18] * 1000:7.1f}{queries:9}"


def fill() -> None:
    """Write people with slots and audit chains in bulk; the digests of the chains are not real."""
    from attribution.settings import Setting
    from checks.support.simulated_crowd import Crowd
    from survey.models import Slot, StudyVersion
    from survey.population import Population

    class ThoroughCrowd(Crowd):
        def _settings(self, scenario: str) -> Iterator[Setting]:
            for _apply in range(APPLIES):
                yield next(super()._settings(scenario))

    from random import Random

    version = StudyVersion.objects.get()
    crowd = ThoroughCrowd(version, Random(1), Population.PEOPLE)  # noqa: S311
    batch = 1_000
    numbers = count(Slot.objects.count())
    for first in range(0, PEOPLE, batch):
        people = crowd.write(range(first, first + batch))
        give_slots(version, people, numbers)
        give_chains(version, people, first)


def give_slots(version: Any, people: list[Any], numbers: Iterator[int]) -> None:
    from survey.models import AllocationStep, Slot, State

    order = list(version.definition.scenarios)
    slots = Slot.objects.bulk_create(
        Slot(
            version=version,
            number=next(numbers),
            order=order,
            participant=person,
            completed_at=LONG_AGO if person.state == State.COMPLETED else None,
        )
        for person in people
        if person.state != State.STOPPED  # their slots were released
    )
    AllocationStep.objects.bulk_create(
        AllocationStep(slot=slot, kind="reserved", happened_at=LONG_AGO) for slot in slots
    )


def give_chains(version: Any, people: list[Any], first: int) -> None:
    """Give every person an audit chain with a link for every Apply and every page."""
    from survey.models import Anchor, Chain, Link, Participant

    chains = Chain.objects.bulk_create(Chain(version=version) for _person in people)
    digest, rows = "0" * 64, {"Apply": "0" * 64}
    Link.objects.bulk_create(
        (
            Link(
                chain=chain,
                number=number,
                subject=f"Apply {number} in image",
                salt="0" * 32,
                rows=rows,
                content=digest,
                digest=digest,
            )
            for chain in chains
            for number in range(1, 2 * APPLIES + 17)
        ),
        batch_size=2_000,
    )
    Anchor.objects.bulk_create(
        Anchor(
            version=version,
            number=10_000 + first + position,
            kind="began",
            chain=chain,
            length=1,
            head=digest,
            digest=digest,
        )
        for position, chain in enumerate(chains)
    )
    for person, chain in zip(people, chains, strict=True):
        person.chain = chain
    Participant.objects.bulk_update(people, ["chain"], batch_size=300)


def measured() -> Times:
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    times: Times = defaultdict(lambda: ([], 0))
    for _journey in range(JOURNEYS):
        time_participant_pages(times)
    for _visit in range(STAFF_VISITS):
        time_researcher_pages(times)
    return dict(times)


def time_participant_pages(times: Times) -> None:
    """Time one whole participation; the pages of the two scenarios are counted as one."""
    from django.test import Client

    from tests.survey.walker import SETTING, Walker

    walker, setting = Walker(Client()), {"apply": "yes", **SETTING}
    timed(times, "consent", walker.agree)
    agreed = walker.agree()
    timed(times, "beginning", partial(walker.include, agreed, {"developed_models": "yes"}))
    while (page := walker.page) != END:
        kind = page.replace(".image", "").replace(".tabular", "")
        timed(times, f"{kind}, reading", partial(walker.read, page))
        if page.endswith(".trial"):
            for _apply in range(3):
                timed(times, "Apply", partial(walker.send, setting, page))
            timed(times, f"{kind}, after three Applies", partial(walker.read, page))
            timed(times, f"{kind}, submitting", partial(walker.send, {"submit": "2"}, page))
        else:
            timed(times, f"{kind}, submitting", partial(walker.answer, page))
    timed(times, "compensation, reading", partial(walker.read, END))


def time_researcher_pages(times: Times) -> None:
    from django.contrib.auth.models import User
    from django.test import Client

    from config.demo_accounts import RESEARCHER, make_accounts
    from survey.models import Study

    make_accounts(Study.objects.get(slug="tda-needfinding"))
    client = Client()
    client.force_login(User.objects.get(username=RESEARCHER))
    study = "/admin/studies/tda-needfinding/"
    for name, address in (
        ("watching", f"{study}watch/"),
        ("watching, what changes", f"{study}watch/people/now/"),
        ("watching, so far", f"{study}watch/people/so-far/"),
        ("answers, all questions", f"{study}read/answers/"),
        ("answers to one question", f"{study}read/answers/scenarios/suspected_cause/"),
        ("answers, a word that is rare", f"{study}read/answers/?words=zyzzyva"),
        ("participants in the admin", "/admin/survey/participant/"),
        ("study version in the admin", "/admin/survey/studyversion/1/change/"),
        ("download page", "/admin/survey/study/1/change/"),
    ):
        timed(times, name, partial(open_page, client, address))


def open_page(client: "Client", address: str) -> None:
    """Raises AssertionError unless the page is there."""
    if (status := client.get(address).status_code) != 200:
        raise AssertionError(f"{status} at {address}")


def timed(times: Times, page: str, request: Callable[[], object]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        request()
        took = time.perf_counter() - start
    seconds, most_queries = times[page]
    times[page] = ([*seconds, took], max(most_queries, len(queries)))


def export() -> None:
    """Make the whole data package, and print its size and time; nothing is written."""
    from analysis.export.package import package_files
    from analysis.export.scope import Scope
    from survey.models import Study

    start, size = time.perf_counter(), 0
    for _name, pieces in package_files(Scope(Study.objects.get())):
        size += sum(len(piece) for piece in pieces)
    print(f"the export of all, {size / 1e6:.0f} MB, takes {time.perf_counter() - start:.0f} s")
