"""Simulated coders find the same whoever began before."""

import pytest
from django.db import transaction
from django.test import Client

from analysis.coding.simulation.seeding import STEPS_OF_CODING, seed_study
from analysis.models import Coding, Decision
from tests.analysis.coding_world import account, shipped
from tests.survey.walker import Walker
from tests.world import NOON, World

PEOPLE = 8


@pytest.fixture
def opened(world: World) -> World:
    world.open()
    return world


def seed(world: World, *, steps: int = PEOPLE + STEPS_OF_CODING) -> None:
    coders = [account("coder-a"), account("coder-b")]
    todo = seed_study(world.founding, shipped(), coders, participants=PEOPLE, seed=3, now=NOON)
    with transaction.atomic():
        done = [step for step, _ in zip(todo, range(steps), strict=False)]
        if len(done) < PEOPLE + STEPS_OF_CODING:
            raise InterruptedError


def coded_words() -> list[tuple[str, int, int, str, str]]:
    codings = Coding.objects.order_by("pk").select_related("unit__answer", "theme", "coder__user")
    return [
        (coding.unit.text, coding.start, coding.end, coding.theme.key, str(coding.coder))
        for coding in codings
    ]


def decided() -> list[tuple[str, str, str]]:
    decisions = Decision.objects.order_by("pk").select_related("theme")
    return [(decision.theme.key, decision.verdict, decision.by) for decision in decisions]


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_seed_gives_the_same_codes_whoever_began_before(opened: World) -> None:
    with transaction.atomic():
        seed(opened)
        codes, decisions = coded_words(), decided()
        transaction.set_rollback(True)
    for _ in range(4):
        Walker(Client()).begin()
    seed(opened)
    assert len(codes) > 20
    assert coded_words() == codes
    assert decided() == decisions
