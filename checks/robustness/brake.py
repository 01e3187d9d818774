"""How many people get in while a program begins a study of 31 places again and again.

`python -m checks.robustness.brake [MINUTES]`, with a clock of its own; below `.ci/with-postgresql`
the same on PostgreSQL. Twenty people come within the time, read for one to four minutes, and take
up to six for the first page. A proxy lets two beginnings a minute through from each address, and
five at once. The check fails where a program that sends no page turns one of them away.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
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

    from survey.models import Participant
    from tests.world import World

    with transaction.atomic():
        world = World()
        world.open(PLACES, starts_a_minute=None)
        crowd = Crowd(world, script)
        crowd.come(seconds)
        rows = Participant.objects.count()
        transaction.set_rollback(True)
    return crowd.got_in, crowd.turned_away["comes"], crowd.turned_away["agrees"], rows


class Crowd:
    """What people and a program do, in the order of its moments."""

    def __init__(self, world: Any, script: Script) -> None:
        self.world, self.script = world, script
        self.chance = Random(31)  # noqa: S311  the same people in every run
        self.planned: list[tuple[float, int, str, Any]] = []
        self.number = self.got_in = 0
        self.turned_away: Counter[str] = Counter()

    def come(self, seconds: float) -> None:
        from survey.errors import StudyClosed, TooManyAtOnce
        from tests.world import NOON

        for moment in self.script.beginnings(seconds):
            self._plan(moment, "begins", None)
        for person in range(PEOPLE):
            self._plan(self.chance.uniform(0, seconds * 0.8), "comes", person)
        steps: dict[str, Callable[[float, datetime, Any], None]] = {
            "begins": self._begins,
            "comes": self._comes,
            "agrees": self._agrees,
            "answers": self._answers,
        }
        while self.planned:
            moment, _number, what, who = heappop(self.planned)
            try:
                steps[what](moment, NOON + timedelta(seconds=moment), who)
            except TooManyAtOnce:
                if what == "agrees":
                    self._plan(moment + 60, what, who)
            except StudyClosed:
                self.turned_away["comes" if what == "comes" else "agrees"] += what != "begins"

    def _plan(self, moment: float, what: str, who: Any) -> None:
        self.number += 1
        heappush(self.planned, (moment, self.number, what, who))

    def _begins(self, moment: float, now: datetime, _who: None) -> None:
        started = self.world.join(f"program {moment} {self.number}", now=now)
        self.number += 1
        if self.script.answers:
            self._send(started, now)

    def _comes(self, moment: float, now: datetime, person: int) -> None:
        from survey.enrolment.entry_parameters import EntryParameters, require_entry

        require_entry(self.world.founding, EntryParameters(), now=now)
        self._plan(moment + self.chance.uniform(60, 240), "agrees", person)

    def _agrees(self, moment: float, now: datetime, person: int) -> None:
        started = self.world.join(f"person {person}", now=now)
        self._plan(moment + self.chance.uniform(30, 360), "answers", started.pk)

    def _answers(self, _moment: float, now: datetime, key: int) -> None:
        from survey.models import Participant, Slot

        self._send(Participant.objects.get(pk=key), now)
        self.got_in += Slot.objects.filter(participant=key).exists()

    def _send(self, participant: Any, now: datetime) -> None:
        from survey.participation.page_visits import current_page
        from tests.survey.steps import do_page

        page = current_page(participant)
        assert page is not None, "nobody here comes to an end"  # noqa: S101
        do_page(participant, page, now)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
