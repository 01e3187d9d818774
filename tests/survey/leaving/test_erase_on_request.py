"""Whoever asks the team has everything erased, as if they had withdrawn by themselves."""

import pytest
from django.contrib.auth.models import User

from analysis.records.exclude import exclude
from analysis.records.models import Reason
from operations.models import Change
from survey.audit_chain.verify_version import problems_of_version
from survey.errors import WrongNumber
from survey.leaving.erase_on_request import erase_on_request
from survey.models import Participant, Tombstone
from survey.participation.page_visits import current_page
from survey.population import Population
from tests.survey.all_rows import dump
from tests.survey.steps import do_page, finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db(databases=["default", "recruitment"])


@pytest.mark.parametrize("typed", ["", "2", "1 1", "one", "01", "S1"])
def test_nothing_is_erased_where_another_number_was_typed(world: World, typed: str) -> None:
    assert world.ada.number == 1
    with pytest.raises(WrongNumber, match="Type P1 to erase"):
        erase_on_request(world.ada, typed, now=NOON)
    assert Participant.objects.count() == 1


def test_erasing_leaves_what_a_withdrawal_leaves_and_an_entry_without_answers(
    world: World,
) -> None:
    world.open()
    person = world.join("beginning of somebody")
    finish(person)
    root = User.objects.create_superuser("root")
    exclude(person, Reason.OTHER, by=root, now=NOON, note="zq-marker-9")
    erase_on_request(person, " p1 ", now=NOON)
    assert Tombstone.objects.count() == 1
    assert list(problems_of_version(world.founding)) == []
    change = Change.objects.order_by("-number")[0]
    assert (change.kind, change.what, change.which) == (
        "deleted",
        "participant",
        "P1 of tda-needfinding",
    )
    assert change.details == {"on request": [None, True]}
    left = dump()
    secrets = (person.token, person.start, "zq-marker-9")
    assert [secret for secret in secrets if secret in left] == []


def test_a_number_is_not_given_again(world: World) -> None:
    erase_on_request(world.ada, "1", now=NOON)
    assert world.join("bo").number == 2


def test_simulated_participants_leave_no_tombstone(world: World) -> None:
    world.open()
    person = world.join("sim", population=Population.SIMULATED)
    first = current_page(person)
    assert first is not None
    do_page(person, first)
    erase_on_request(person, "1", now=NOON)
    assert not Tombstone.objects.exists()
    assert Change.objects.order_by("-number")[0].what == "simulated participant"
