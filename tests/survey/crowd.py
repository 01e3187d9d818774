"""Many people: at the same moment in threads, or coming and going over hours."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from threading import Barrier
from typing import TypeVar

from django.db import connections

from survey.errors import StudyClosed
from survey.leaving.withdraw import stop, withdraw
from survey.models import PageVisit, Participant, State, StudyVersion
from survey.participation import submit as answering
from tests.world import NOON, World

T = TypeVar("T")


def at_once(jobs: Iterable[Callable[[], T]]) -> list[T]:
    """What each job returns. All start at the same moment, each on a connection of its own."""
    waiting = list(jobs)
    barrier = Barrier(len(waiting))

    def run(job: Callable[[], T]) -> T:
        try:
            barrier.wait(timeout=120)
            return job()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def complete(participant: Participant, *, minute: float) -> None:
    """Complete a participation without its pages, which would take a hundred times as long."""
    answering._complete(participant, now=NOON + timedelta(minutes=minute))


def come_and_go(
    world: World, people: int, *, dropout: float, present: int, seed: int
) -> Counter[str]:
    """Let people begin, complete and drop out; return how many completed each order of scenarios.

    `dropout` is the probability that a person does not complete, and at most `present` people take
    part at a time. Somebody comes or goes every 0.4 minutes. With 32 people present, each stays for
    26 minutes on average. A few are without a page for so long that their slot is given to somebody
    else, and complete all the same.
    """
    chance = Random(seed)  # noqa: S311
    StudyVersion.objects.filter(pk=world.founding.pk).update(seed=seed)
    waiting = [f"person {number}" for number in range(people)]
    inside: list[Participant] = []
    minute = 0.0
    while waiting or inside:
        minute += 0.4
        if waiting and len(inside) < present:
            with suppress(StudyClosed):  # refused for good
                inside.append(_begin(world, waiting.pop(), NOON + timedelta(minutes=minute)))
                continue
        if inside:
            _leave(inside.pop(chance.randrange(len(inside))), dropout, chance, minute)
    done = Participant.objects.filter(state=State.COMPLETED).prefetch_related("trials")
    return Counter(
        " ".join(trial.scenario for trial in participant.trials.all()) for participant in done
    )


def _begin(world: World, name: str, now: datetime) -> Participant:
    """Begin, and send the first page at once: a slot is kept for whoever has sent one."""
    participant = world.join(name, now=now)
    PageVisit.objects.filter(participant=participant, submitted_at=None).update(submitted_at=now)
    return participant


def _leave(participant: Participant, dropout: float, chance: Random, minute: float) -> None:
    """Complete, or drop out: one in five withdraws, one in five stops, the others never return."""
    now = NOON + timedelta(minutes=minute)
    if chance.random() >= dropout:
        complete(participant, minute=minute)
    elif (kind := chance.random()) < 0.2:
        withdraw(participant, now=now)
    elif kind < 0.4:
        stop(participant, now=now)
