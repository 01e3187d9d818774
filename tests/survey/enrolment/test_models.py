"""What the database promises of slots, and of people who did not stay."""

import pytest
from django.db import IntegrityError, transaction

from survey.enrolment.models import beginning_of
from survey.models import AllocationStep, ScreenedOut, Slot
from survey.population import Population
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_a_number_of_a_sequence_is_one_slot(world: World) -> None:
    Slot.objects.create(version=world.founding, number=0, order=["image", "tabular"])
    simulated = Slot.objects.create(
        version=world.founding, number=0, order=[], population=Population.SIMULATED
    )
    assert "0 of tda-needfinding 2.0" in str(simulated)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(version=world.founding, number=0, order=["tabular", "image"])


def test_a_slot_outlives_its_participant(world: World) -> None:
    slot = world.ada.slot
    world.ada.delete()
    slot.refresh_from_db()
    assert slot.participant is None
    assert AllocationStep.objects.filter(slot=slot).exists()


def test_the_log_of_allocation_names_no_participant() -> None:
    related = [field.name for field in AllocationStep._meta.get_fields() if field.is_relation]
    assert related == ["slot"]


def test_those_screened_out_are_one_count_for_each_reason(world: World) -> None:
    declined = ScreenedOut.Reason.DECLINED
    ScreenedOut.objects.create(version=world.founding, reason=declined, count=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScreenedOut.objects.create(version=world.founding, reason=declined)


def test_a_beginning_is_known_again_by_its_sha_256() -> None:
    # FIPS 180-2, appendix B.1: the digest of "abc".
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert beginning_of("abc") == digest


def test_a_participant_holds_one_slot(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(
            version=world.founding, number=9, order=[], participant=world.ada, completed_at=NOON
        )
