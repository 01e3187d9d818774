"""What pages take on an empty database, and on one with a million stored explorations."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from statistics import median, quantiles
from typing import Any

PEOPLE, APPLIES = 30_000, 19
"""Seven in ten of them come to both trials, so that there are a little more than a million."""

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
JOURNEYS, STAFF_VISITS = 30, 5

Times = dict[str, tuple[list[float], int]]
"""Of each page: seconds, and the most queries that one took."""


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
        print(f"{page:44}{told(*empty[page])}{told(*full[page])}")
    export()


def told(seconds: list[float], queries: int) -> str:
    cuts = quantiles(seconds, n=20) if len(seconds) > 1 else seconds * 19
    return f"{median(seconds) * 1000:16.1f}{cuts[18] * 1000:7.1f}{queries:9}"


def fill() -> None:
    """People with places, chains and all, written in bulk; what chains hold is not verified."""
    from checks.support.simulated_crowd import Crowd
    from survey.models import Slot, StudyVersion

    class Eager(Crowd):
        def _settings(self, scenario: str) -> Iterator[dict[str, Any]]:
            for _some in range(APPLIES):
                yield next(super()._settings(scenario))

    from random import Random

    version = StudyVersion.objects.get()
    crowd = Eager(version, Random(1), simulated=False)  # noqa: S311
    batch = 1_000
    numbers = count(Slot.objects.count())
    for first in range(0, PEOPLE, batch):
        people = crowd.write(range(first, first + batch))
        give_places(version, people, numbers)
        give_chains(version, people, first)


def give_places(version: Any, people: list[Any], numbers: Iterator[int]) -> None:
    from survey.models import AllocationStep, Slot, State

    order = list(version.definition.scenarios)
    slots = Slot.objects.bulk_create(
        Slot(
            version=version,
            number=next(numbers),
            order=order,
            participant=one,
            completed_at=LONG_AGO if one.state == State.COMPLETED else None,
        )
        for one in people
        if one.state != State.STOPPED  # their places were given on
    )
    AllocationStep.objects.bulk_create(
        AllocationStep(slot=slot, kind="reserved", happened_at=LONG_AGO) for slot in slots
    )


def give_chains(version: Any, people: list[Any], first: int) -> None:
    """A link for every Apply and every page."""
    from survey.models import Anchor, Chain, Link, Participant

    chains = Chain.objects.bulk_create(Chain(version=version) for _one in people)
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
            number=10_000 + first + place,
            kind="began",
            chain=chain,
            length=1,
            head=digest,
            digest=digest,
        )
        for place, chain in enumerate(chains)
    )
    for one, chain in zip(people, chains, strict=True):
        one.chain = chain
    Participant.objects.bulk_update(people, ["chain"], batch_size=300)


def measured() -> Times:
    from django.conf import settings

    settings.ALLOWED_HOSTS.append("testserver")
    times: Times = defaultdict(lambda: ([], 0))
    for _journey in range(JOURNEYS):
        walk(times)
    for _visit in range(STAFF_VISITS):
        look(times)
    return dict(times)


def walk(times: Times) -> None:
    """One whole participation; pages of the two scenarios are told as one."""
    from django.test import Client

    from tests.survey.walker import SETTING, Walker

    walker, setting = Walker(Client()), {"apply": "yes", **SETTING}
    noted(times, "consent", walker.agree)
    agreed = walker.agree()
    noted(times, "beginning", lambda: walker.include(agreed, {"developed_models": "yes"}))
    while (page := walker.page) != "compensation.compensation":
        kind = page.replace(".image", "").replace(".tabular", "")
        noted(times, f"{kind}, reading", lambda at=page: walker.read(at))
        if page.endswith(".trial"):
            for _apply in range(3):
                noted(times, "Apply", lambda at=page: walker.send(setting, at))
            noted(times, f"{kind}, after three Applies", lambda at=page: walker.read(at))
            send: Callable[[], object] = lambda at=page: walker.send({"submit": "2"}, at)  # noqa: E731
        else:
            send = lambda at=page: walker.answer(at)  # noqa: E731
        noted(times, f"{kind}, submitting", send)
    noted(times, "compensation, reading", lambda: walker.read("compensation.compensation"))


def look(times: Times) -> None:
    """What a researcher opens."""
    from django.contrib.auth.models import User
    from django.test import Client

    from config.demo_accounts import RESEARCHER, make_accounts

    make_accounts()
    client = Client()
    client.force_login(User.objects.get(username=RESEARCHER))
    of = "/admin/analysis/studydashboard/of/tda-needfinding/"
    for name, address in (
        ("dashboard", of),
        ("participants, first page", f"{of}real/participants/"),
        ("participants, last page", f"{of}real/participants/?page=999999"),
        ("participants in the admin", "/admin/survey/participant/"),
        ("study version in the admin", "/admin/survey/studyversion/1/change/"),
        ("download page", "/admin/survey/study/1/change/"),
    ):

        def opened(at: str = address) -> None:
            if (status := client.get(at).status_code) != 200:
                raise AssertionError(f"{status} at {at}")

        noted(times, name, opened)


def noted(times: Times, page: str, do: Callable[[], object]) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        start = time.perf_counter()
        do()
        took = time.perf_counter() - start
    seconds, most = times[page]
    times[page] = ([*seconds, took], max(most, len(asked)))


def export() -> None:
    """The whole data package, read to its end and kept nowhere."""
    from analysis.export.package import package_files
    from analysis.export.scope import Scope
    from survey.models import Study

    start, size = time.perf_counter(), 0
    for _name, pieces in package_files(Scope(Study.objects.get(), simulated=False)):
        size += sum(len(piece) for piece in pieces)
    print(f"the export of all, {size / 1e6:.0f} MB, takes {time.perf_counter() - start:.0f} s")
