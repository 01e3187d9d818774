"""The command that opens a study."""

import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from survey.models import EnrolmentWindow
from tests.world import LONG_AGO, NOON, World

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def ready(world: World) -> World:
    world.open()
    EnrolmentWindow.objects.all().delete()
    return world


def opens(*arguments: Any) -> str:
    out = StringIO()
    call_command("open_study", "tda-needfinding", *arguments, stdout=out)
    return out.getvalue()


def test_a_study_is_opened_from_now_on_for_as_many_as_it_aims_at(
    ready: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert opens() == "tda-needfinding is open for 31 people.\n"
    window = EnrolmentWindow.objects.get()
    assert (window.opens_at, window.closes_at) == (NOON, None)
    assert (window.quota, window.starts_a_minute) == (31, None)


def test_how_many_and_how_many_a_minute_can_be_said(ready: World) -> None:
    assert opens("--quota", 8, "--starts-a-minute", 5) == "tda-needfinding is open for 8 people.\n"
    assert EnrolmentWindow.objects.values_list("quota", "starts_a_minute").get() == (8, 5)


def test_a_study_that_has_ended_opens_again(ready: World) -> None:
    EnrolmentWindow.objects.create(
        study=ready.founding.study, opens_at=LONG_AGO, closes_at=NOON.replace(year=2026), quota=1
    )
    opens()
    assert EnrolmentWindow.objects.values_list("quota", "closes_at").get() == (31, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--quota", 0), "--quota takes a whole number from 1 upwards."),
        (("--quota", -3), "--quota takes a whole number from 1 upwards."),
        (("--starts-a-minute", 0), "--starts-a-minute takes a whole number from 1 upwards."),
    ],
)
def test_a_study_is_not_opened_for_nobody(world: World, arguments: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        opens(*arguments)
    assert not EnrolmentWindow.objects.exists()


def test_a_study_without_its_effects_is_not_opened(world: World) -> None:
    with pytest.raises(CommandError, match="bundles are not loaded: fashion, loan, iris"):
        opens()
    assert not EnrolmentWindow.objects.exists()


def test_a_day_can_be_planned_in_a_time_zone(ready: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    planned = opens(
        *("--opens", "2027-03-03T09:00", "--closes", "2027-07-03T18:00"),
        *("--time-zone", "Europe/Berlin"),
    )
    assert planned == (
        "tda-needfinding opens on 3 March 2027 at 09:00 (Europe/Berlin) until 3 July 2027 at 18:00 "
        "(Europe/Berlin) for 31 people.\n"
    )
    window = EnrolmentWindow.objects.get()
    assert window.opens_at == datetime(2027, 3, 3, 8, tzinfo=UTC)
    assert window.study.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--opens", "soon"), "soon is no moment"),
        (("--opens", "2027-03-03T09:00+01:00"), "is no moment: write it as 2027-03-03T09:00"),
        (("--time-zone", "Bonn"), "There is no time zone “Bonn”"),
        (("--closes", "2020-01-01T09:00"), "would close before it opens"),
    ],
)
def test_a_wrong_moment_or_zone_is_refused(ready: World, arguments: Any, said: str) -> None:
    with pytest.raises(CommandError, match=re.escape(said)):
        opens(*arguments)
    assert not EnrolmentWindow.objects.exists()


def test_a_study_that_is_not_loaded_is_answered_by_how_to_load_it() -> None:
    with pytest.raises(CommandError, match="no study tda-needfinding: load it with load_study"):
        opens()
