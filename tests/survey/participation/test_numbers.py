"""Participants are numbered from 1 in a study, without gaps but those of people who left."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from survey.design.reading import read_study
from survey.errors import StudyClosed
from survey.leaving.withdraw import withdraw
from survey.models import Participant
from survey.population import Population
from survey.studies.load import open_study, store_version
from tests.world import LONG_AGO, NOON, World, joined

NEXT = """
extends: ../tda-needfinding/study.yaml
study: {study}
version: "{version}"
"""

pytestmark = pytest.mark.django_db


def test_people_pilots_and_the_simulated_of_a_study_each_count_from_one(world: World) -> None:
    world.open()
    for population in (Population.PEOPLE, Population.PILOTS, Population.SIMULATED):
        came = [world.join(f"{population} {one}", population=population) for one in range(2)]
        assert [person.number for person in came] == [1, 2]
    labels = {person.label for person in Participant.objects.all()}
    assert labels == {"P1", "P2", "pilot 1", "pilot 2", "S1", "S2"}
    assert str(world.join("another")) == "P3 of tda-needfinding 2.0"


def test_versions_of_a_study_share_their_numbers_and_another_study_has_its_own(
    world: World, study_folder: Path
) -> None:
    world.open()
    world.join("first")
    other = study_folder / "other" / "study.yaml"
    for study, label, expected in (("tda-needfinding", "2.1", 2), ("other", "1.0", 1)):
        other.parent.mkdir(exist_ok=True)
        other.write_text(NEXT.format(study=study, version=label))
        shown = {"fashion", "iris", "loan"}
        version = store_version(read_study(other, bundles=shown), loaded_at=NOON).version
        open_study(version.study, opens_at=LONG_AGO, quota=9)
        assert joined(version, f"of {study}").number == expected


def test_a_number_is_never_given_twice_even_where_the_last_one_left(world: World) -> None:
    world.open()
    for name in ("first", "second"):
        world.join(name)
    withdraw(Participant.objects.get(number=2), now=NOON)
    assert world.join("third").number == 3
    assert sorted(Participant.objects.values_list("number", flat=True)) == [1, 3]


def test_who_was_refused_leaves_no_gap(world: World) -> None:
    world.open(quota=1)
    first = world.join("first")
    with pytest.raises(StudyClosed):
        world.join("refused")
    withdraw(first, now=NOON)
    assert world.join("second").number == 2


def test_who_sends_the_same_beginning_again_keeps_the_number(world: World) -> None:
    world.open()
    assert [world.join("ada").number for _time in range(2)] == [1, 1]
    assert world.join("ben").number == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_who_begin_at_once_each_has_a_number_and_none_is_left_out(
    transactional_db: None,
) -> None:
    world = World()
    world.open()

    def begin(name: str) -> int:
        try:
            return world.join(name).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(begin, [f"person {one}" for one in range(8)]))
    assert sorted(given) == list(range(1, 9))
    in_order = Participant.objects.order_by("pk").values_list("number", flat=True)
    assert list(in_order) == sorted(given)
