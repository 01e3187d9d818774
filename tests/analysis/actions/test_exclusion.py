"""Exclusions are logged, undone, refused where they make no sense, and held by the database."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from analysis.actions.exclusion import Kind, Reason, exclude, readmit
from analysis.errors import CannotExclude
from analysis.models import ExclusionStep
from survey.actions.withdrawal import withdraw
from tests.analysis.conftest import Studied
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_the_log_keeps_every_step_with_its_reason_and_who_took_it(
    studied: Studied, rosa: User
) -> None:
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON, note="two words an answer")
    readmit(studied.ada, Reason.MISTAKEN, by=rosa, now=NOON)
    exclude(studied.ada, Reason.REPEATED, by=rosa, now=NOON)
    assert list(studied.ada.exclusion_steps.values_list("number", "kind", "reason", "by")) == [
        (1, "excluded", "low_quality", rosa.pk),
        (2, "readmitted", "mistaken", rosa.pk),
        (3, "excluded", "repeated", rosa.pk),
    ]


def test_nobody_is_excluded_twice_or_taken_in_without_having_been(
    studied: Studied, rosa: User
) -> None:
    with pytest.raises(CannotExclude, match="not excluded"):
        readmit(studied.ada, Reason.MISTAKEN, by=rosa, now=NOON)
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="excluded already"):
        exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="no reason here"):
        readmit(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    assert ExclusionStep.objects.count() == 1


def test_pilots_and_those_still_taking_part_are_not_excluded(studied: Studied, rosa: User) -> None:
    with pytest.raises(CannotExclude, match="still taking part"):
        exclude(studied.fay, Reason.OTHER, by=rosa, now=NOON)
    with pytest.raises(CannotExclude, match="pilot"):
        exclude(studied.pia, Reason.OTHER, by=rosa, now=NOON)


def test_the_database_itself_lets_no_step_be_out_of_turn(studied: Studied, rosa: User) -> None:
    common = {"participant": studied.ada, "reason": "other", "by": rosa, "happened_at": NOON}
    for number, kind in ((1, Kind.READMITTED), (2, Kind.EXCLUDED)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExclusionStep.objects.create(number=number, kind=kind, **common)


def test_whoever_withdraws_takes_their_exclusions_along(studied: Studied, rosa: User) -> None:
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON, note="about ada")
    withdraw(studied.ada, now=NOON)
    assert not ExclusionStep.objects.exists()
