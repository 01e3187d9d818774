"""A page asks the database the same number of questions however many people take part."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from attribution import queries as effects
from tests.survey.walker import SETTING, Walker
from tests.world import World

pytestmark = pytest.mark.django_db

APPLY = 11  # two of them tie it to what was submitted before (docs/decisions/0012)


def counts(walker: Walker) -> dict[str, tuple[int, int]]:
    """By page, without the scenario's name: the queries of reading it, and of submitting it."""
    counted = {}
    while (page := walker.page) != "compensation.compensation":
        if page.endswith(".trial"):
            walker.apply()
        with CaptureQueriesContext(connection) as reading:
            walker.read(page)
        with CaptureQueriesContext(connection) as submitting:
            walker.answer(page)
        kind = page.replace("image.", "").replace("tabular.", "")
        counted[kind] = (len(reading), len(submitting))
    with CaptureQueriesContext(connection) as reading:
        walker.read("compensation.compensation")
    return counted | {"compensation": (len(reading), 0)}


def begun() -> Walker:
    walker = Walker(Client())
    walker.begin()
    return walker


def test_pages_ask_the_same_with_one_participant_and_with_three(world: World) -> None:
    world.open()
    effects.explanations(effects.current_bundle("iris").digest)  # read once in each process
    alone = counts(begun())
    begun()
    assert counts(begun()) == alone
    assert max(reading for reading, _ in alone.values()) <= 5  # after a trial, its choice as well
    assert max(submitting for _, submitting in alone.values()) <= 26  # the trial's are two requests


@pytest.mark.parametrize("others", [0, 2])
def test_an_apply_takes_a_fixed_number_of_queries(world: World, others: int) -> None:
    world.open()
    for _ in range(others):
        begun()
    walker = begun()
    while not walker.page.endswith(".trial"):
        walker.go_on_to_next()
    for _ in range(5):
        walker.apply()
    address, sent = walker.address(), {"apply": "yes", **SETTING}
    with CaptureQueriesContext(connection) as applying:
        walker.client.post(address, sent)
    assert len(applying) == APPLY
