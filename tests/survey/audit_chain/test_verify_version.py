"""A version and its chain are held against what is stored, and a head against the chain."""

import pytest

from survey.audit_chain.digests import BEGINNING
from survey.audit_chain.verify_version import (
    Head,
    head_of,
    knows,
    problems_of_anchors,
    problems_of_content,
    problems_of_people,
    problems_of_version,
)
from survey.leaving.withdraw import withdraw
from survey.models import Anchor, Participant, Tombstone
from survey.population import Population
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def problems(world: World) -> list[str]:
    return list(problems_of_version(world.founding))


def ada() -> Participant:
    return Participant.objects.get(start="ada")


def test_a_study_rewritten_in_the_database_is_found(people: World) -> None:
    version = people.founding
    version.content = version.content.replace("training", "raining", 1)
    version.save()
    assert "its content is not that of its digest" in problems(people)[0]


def test_a_head_noted_earlier_stays_part_of_the_chain(people: World) -> None:
    noted = head_of(people.founding)
    assert noted.number == 7
    withdraw(ada(), now=NOON)
    assert head_of(people.founding).digest != noted.digest
    assert knows(people.founding, noted.digest)
    assert not knows(people.founding, "f" * 64)
    assert problems(people) == []


def test_a_version_that_nobody_began_has_an_empty_chain(world: World) -> None:
    assert head_of(world.founding) == Head(0, BEGINNING)
    assert problems(world) == []


def test_the_head_is_the_last_anchor(people: World) -> None:
    last = Anchor.objects.get(number=7)
    assert head_of(people.founding) == Head(7, last.digest)


def test_content_of_another_digest_is_named_once(people: World) -> None:
    assert list(problems_of_content(people.founding)) == []
    people.founding.digest = "0" * 64
    assert list(problems_of_content(people.founding)) == [
        "tda-needfinding 2.0: its content is not that of its digest; it was altered."
    ]


def test_nothing_is_read_behind_an_entry_that_is_missing(people: World) -> None:
    Anchor.objects.filter(number__in=(2, 5)).delete()
    assert list(problems_of_anchors(people.founding)) == [
        "tda-needfinding 2.0: entry 2 of its chain was removed."
    ]


def test_a_tombstone_that_no_entry_has_is_named(people: World) -> None:
    forged = Tombstone.objects.create(version=people.founding, withdrawn_at=NOON)
    assert list(problems_of_anchors(people.founding)) == [
        f"tda-needfinding 2.0: tombstone {forged.pk} was inserted: no entry of the chain has it."
    ]


def test_people_without_a_chain_are_named_and_others_need_none(people: World) -> None:
    assert list(problems_of_people(people.founding)) == []
    simulated = Participant.objects.get(start="sim")
    Participant.objects.filter(pk=simulated.pk).update(population=Population.PEOPLE, number=70)
    [problem] = problems_of_people(people.founding)
    assert problem == "P70 of tda-needfinding 2.0 was inserted: nothing in the chain is theirs."
