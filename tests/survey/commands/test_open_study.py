"""The command that opens a study."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from survey.models import EnrolmentWindow
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db


def opens(*arguments: Any) -> str:
    out = StringIO()
    call_command("open_study", "tda-needfinding", *arguments, stdout=out)
    return out.getvalue()


def test_a_study_is_opened_from_now_on_for_as_many_as_it_aims_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    assert opens() == "tda-needfinding is open for 31 people.\n"
    window = EnrolmentWindow.objects.get()
    assert (window.opens_at, window.closes_at) == (NOON, None)
    assert (window.quota, window.starts_a_minute) == (31, None)


def test_how_many_and_how_many_a_minute_can_be_said(world: World) -> None:
    assert opens("--quota", 8, "--starts-a-minute", 5) == "tda-needfinding is open for 8 people.\n"
    assert EnrolmentWindow.objects.values_list("quota", "starts_a_minute").get() == (8, 5)


def test_a_study_that_has_ended_opens_again(world: World) -> None:
    EnrolmentWindow.objects.create(
        study=world.founding.study, opens_at=LONG_AGO, closes_at=NOON.replace(year=2026), quota=1
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


def test_a_study_that_is_not_loaded_is_answered_by_how_to_load_it() -> None:
    with pytest.raises(CommandError, match="no study tda-needfinding: load it with load_study"):
        opens()
