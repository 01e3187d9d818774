"""A program begins a study of 31 places again and again while people come: how many get in?

`python -m checks.robustness.brake [MINUTES]`, with a clock of its own; below `.ci/with-postgresql`
the same on PostgreSQL. Twenty people come within the time, read for one to four minutes, and take
up to six for the first page. A proxy lets two beginnings a minute through from each address, and
five at once. The check fails where a program that sends no page turns one of them away.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from random import Random
from typing import Any

from checks.support.temporary_database import temporary_databases

PLACES, PEOPLE = 31, 20
A_MINUTE, AT_ONCE = 2, 5
"""Beginnings that the proxy lets through from one address."""


@dataclass(frozen=True)
class Script:
    """A program at so many addresses; `behind` a proxy, or as fast as four times a second."""

    name: str
    addresses: int
    behind: bool = True
    answers: bool = False

    def beginnings(self, seconds: float) -> Iterator[float]:
        """The moments at which one of its forms comes through."""
        if not self.behind:
            yield from (number / 4 for number in range(int(seconds * 4)))
            return
        for address in range(self.addresses):
            yield from (address / 100 + number / 10 for number in range(AT_ONCE))
            gap = 60 / A_MINUTE
            yield from (address / 100 + gap * k for k in range(1, int(seconds / gap)))


SCRIPTS = (
    Script("no program", 0),
    Script("one address", 1),
    Script("ten addresses", 10),
    Script("fifty addresses", 50),
    Script("no proxy, four a second", 1, behind=False),
    Script("ten addresses, answers a page", 10, answers=True),
)


def main(minutes: float) -> int:
    wrong = 0
    print(f"{PLACES} places, {PEOPLE} people within {minutes:.0f} minutes")
    print(
        "                                 got in  full at the start  after consent  rows  seconds"
    )
    with temporary_databases():
        for script in SCRIPTS:
            began = time.perf_counter()
            got_in, before, after, rows = tried(script, minutes * 60)
            seconds = time.perf_counter() - began
            print(
                f"{script.name:31}  {got_in:3}/{PEOPLE}  {before:17}  {after:13}  {rows:4}"
                f"  {seconds:7.0f}",
                flush=True,
            )
            wrong += not script.answers and got_in < PEOPLE
    return 1 if wrong else 0


def tried(script: Script, seconds: float) -> tuple[int, int, int, int]:
    """How many people got in, were turned away at once and after consent; and rows stored."""
    from django.db import transaction

    from survey.errors import StudyClosed, TooManyAtOnce
    from survey.models import Participant
    from survey.participation.page_visits import current_page
    from tests.survey.steps import do_page
    from tests.world import NOON, World

    chance = Random(31)  # noqa: S311  the same people in every run
    events: list[tuple[float, int, str, Any]] = []
    number = 0

    def plan(when: float, what: str, who: Any) -> None:
        nonlocal number
        number += 1
        heappush(events, (when, number, what, who))

    for moment in script.beginnings(seconds):
        plan(moment, "program", None)
    for person in range(PEOPLE):
        plan(chance.uniform(0, seconds * 0.8), "comes", person)
    got_in = before = after = rows = 0
    with transaction.atomic():
        world = World()
        world.open(PLACES, starts_a_minute=None)
        while events:
            when, order, what, who = heappop(events)
            now = NOON + timedelta(seconds=when)
            try:
                if what == "program":
                    started = world.join(f"program {order}", now=now)
                    if script.answers:
                        page = current_page(started)
                        assert page is not None  # noqa: S101
                        do_page(started, page, now)
                elif what == "comes":
                    _require_place(world, now)
                    plan(when + chance.uniform(60, 240), "agrees", (who, 0))
                elif what == "agrees":
                    started = world.join(f"person {who[0]}", now=now)
                    plan(when + chance.uniform(30, 360), "answers", started.pk)
                else:
                    started = Participant.objects.get(pk=who)
                    page = current_page(started)
                    assert page is not None  # noqa: S101
                    do_page(started, page, now)
                    got_in += hasattr(started, "slot")
            except TooManyAtOnce:
                if what == "agrees" and who[1] < 3:
                    plan(when + 60, "agrees", (who[0], who[1] + 1))
                else:
                    after += what != "program"
            except StudyClosed:
                before += what == "comes"
                after += what in {"agrees", "answers"}
        rows = Participant.objects.count()
        transaction.set_rollback(True)
    return got_in, before, after, rows


def _require_place(world: Any, now: Any) -> None:
    from survey.enrolment.entry_parameters import EntryParameters, require_entry

    require_entry(world.founding, EntryParameters(), now=now)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
