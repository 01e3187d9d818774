"""Who was assessed is noted with who did it; excluded and taken in again count as assessed too."""

import pytest
from django.contrib.auth.models import User

from analysis.errors import CannotAssess, CannotExclude
from analysis.models import Assessment, Exclusion, ExclusionStep
from analysis.records.assess import assess, number_to_assess, take_back_assessment
from analysis.records.exclude import exclude, exclude_several, readmit
from analysis.records.models import Reason
from operations.models import Change
from tests.analysis.conftest import Studied
from tests.world import NOON

pytestmark = pytest.mark.django_db


def left(studied: Studied) -> int:
    return number_to_assess([studied.study]).get(studied.study.pk, 0)


def test_four_people_who_are_done_wait_until_each_is_assessed_or_excluded(
    studied: Studied, rosa: User
) -> None:
    assert left(studied) == 4  # fay is in, eve withdrew, sim and pia are no people
    assess(studied.ada, by=rosa, now=NOON, note="clear")
    assert left(studied) == 3
    exclude(studied.bo, Reason.LOW_QUALITY, by=rosa, now=NOON)
    assert left(studied) == 2
    readmit(studied.bo, Reason.REASSESSED, by=rosa, now=NOON)
    assert left(studied) == 2
    assert set(Assessment.objects.values_list("participant", flat=True)) == {
        studied.ada.pk,
        studied.bo.pk,
    }
    take_back_assessment(studied.ada)
    assert left(studied) == 3


def test_an_exclusion_ends_an_assessment(studied: Studied, rosa: User) -> None:
    assess(studied.ada, by=rosa, now=NOON)
    exclude(studied.ada, Reason.OTHER, by=rosa, now=NOON)
    assert not Assessment.objects.exists()
    with pytest.raises(CannotAssess, match="take them in again first"):
        assess(studied.ada, by=rosa, now=NOON)


def test_pilots_people_still_taking_part_and_those_not_assessed_are_refused(
    studied: Studied, rosa: User
) -> None:
    with pytest.raises(CannotAssess, match="still taking part"):
        assess(studied.fay, by=rosa, now=NOON)
    with pytest.raises(CannotAssess, match="pilot"):
        assess(studied.pia, by=rosa, now=NOON)
    with pytest.raises(CannotAssess, match="was not assessed"):
        take_back_assessment(studied.ada)
    assert not Assessment.objects.exists()


def test_several_are_excluded_for_one_reason_or_nobody_is(studied: Studied, rosa: User) -> None:
    with pytest.raises(CannotExclude, match="still taking part"):
        exclude_several([studied.ada, studied.fay], Reason.OTHER, by=rosa, now=NOON)
    assert not Exclusion.objects.exists()
    assert not ExclusionStep.objects.exists()
    people = [studied.bo, studied.ada]
    assert exclude_several(people, Reason.LOW_QUALITY, by=rosa, now=NOON, note="one word") == 2
    steps = ExclusionStep.objects.order_by("participant")
    assert list(steps.values_list("participant", "reason", "note")) == [
        (studied.ada.pk, "low_quality", "one word"),
        (studied.bo.pk, "low_quality", "one word"),
    ]


def test_the_log_of_changes_says_who_was_assessed_and_not_what_was_noted(
    studied: Studied, rosa: User
) -> None:
    assess(studied.ada, by=rosa, now=NOON, note="zq-marker-12")
    change = Change.objects.get(what="assessment")
    assert (change.kind, change.which) == ("added", "P1 of tda-needfinding")
    assert change.details["note"] == ["…", "…"]
    assert "zq-marker" not in str(list(Change.objects.values()))
