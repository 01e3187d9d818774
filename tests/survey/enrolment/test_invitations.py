"""An invitation lets one person begin, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from survey.enrolment.invitations import Batch, batches, make_invitations
from survey.errors import InvitationRefused, StudyClosed
from survey.leaving.withdraw import withdraw
from survey.models import EnrolmentWindow, Invitation, Participant, Slot
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db


def invite(world: World, number: int = 1) -> list[str]:
    world.open()
    EnrolmentWindow.objects.update(invited_only=True)
    make_invitations(world.founding.study, number, made_at=LONG_AGO)
    return [invitation.token for invitation in Invitation.objects.all()]


def test_a_batch_is_what_was_made_with_one_label_on_one_day(world: World) -> None:
    study, later = world.founding.study, NOON + timedelta(days=1)
    make_invitations(study, 2, made_at=NOON, label="Seminar")
    make_invitations(study, 1, made_at=NOON + timedelta(minutes=5), label="Seminar")
    for minute in range(3):
        make_invitations(study, 20, made_at=later + timedelta(minutes=minute), is_mailed=True)
    assert batches(study) == (
        Batch("", is_mailed=True, made_on=later.date(), made=60, used=0),
        Batch("Seminar", is_mailed=False, made_on=NOON.date(), made=3, used=0),
    )


def test_links_are_as_many_as_asked_for_and_cannot_be_guessed(world: World) -> None:
    tokens = invite(world, 30)
    assert len(set(tokens)) == 30
    assert {len(token) for token in tokens} == {22}  # 128 bits in base 64


def test_whoever_is_invited_begins_and_only_the_day_is_kept(world: World) -> None:
    [token] = invite(world)
    world.join("ada", invitation=token)
    assert Invitation.objects.get().used_on == NOON.date()
    assert [f.name for f in Invitation._meta.get_fields() if f.is_relation] == ["study"]


def test_the_same_beginning_sent_twice_is_one(world: World) -> None:
    [token] = invite(world)
    assert world.join("ada", invitation=token) == world.join("ada", invitation=token)
    assert Participant.objects.count() == Slot.objects.count() == 1


def test_a_second_beginning_with_it_is_refused_and_leaves_nothing(world: World) -> None:
    [token] = invite(world)
    world.join("ada", invitation=token)
    with pytest.raises(InvitationRefused, match="began with this invitation already"):
        world.join("bo", invitation=token)
    assert Participant.objects.count() == Slot.objects.count() == 1


def test_it_stays_used_after_everything_was_deleted(world: World) -> None:
    [token] = invite(world)
    withdraw(world.join("ada", invitation=token), now=NOON)
    with pytest.raises(InvitationRefused):
        world.join("ada again", invitation=token)


def test_it_is_not_used_up_where_there_is_no_slot(world: World) -> None:
    tokens = invite(world, 2)
    EnrolmentWindow.objects.update(quota=1)
    world.join("ada", invitation=tokens[0])
    with pytest.raises(StudyClosed, match="Every place"):
        world.join("bo", invitation=tokens[1])
    assert Invitation.objects.get(token=tokens[1]).used_on is None


@pytest.mark.parametrize("token", ["", "never-made"])
def test_nobody_else_begins_where_only_the_invited_can(world: World, token: str) -> None:
    invite(world)
    with pytest.raises(InvitationRefused):
        world.join("eve", invitation=token)
    assert not Participant.objects.exists()


def test_an_invitation_to_another_study_is_not_known(world: World, panel_study: Any) -> None:
    make_invitations(panel_study.study, 1, made_at=LONG_AGO)
    with pytest.raises(InvitationRefused, match="not known"):
        world.join("eve", invitation=Invitation.objects.get().token)


def test_an_open_study_takes_people_with_and_without_one(world: World) -> None:
    [token] = invite(world)
    EnrolmentWindow.objects.update(invited_only=False)
    world.join("ada", invitation=token)
    world.join("bo")
    assert Participant.objects.count() == 2
    assert Invitation.objects.get().used_on is not None


def test_a_study_that_has_ended_takes_nobody_with_an_invitation(world: World) -> None:
    [token] = invite(world)
    EnrolmentWindow.objects.update(closes_at=NOON - timedelta(days=1))
    with pytest.raises(StudyClosed, match="has ended"):
        world.join("ada", invitation=token)
    assert Invitation.objects.get().used_on is None


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_with_one_link_one_begins(transactional_db: None) -> None:
    world = World()
    [token] = invite(world)

    def begin(name: str) -> bool:
        try:
            world.join(name, invitation=token)
        except InvitationRefused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        began = list(pool.map(begin, [f"tab {number}" for number in range(16)]))
    assert sum(began) == Participant.objects.count() == 1
