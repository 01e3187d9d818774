"""Every Apply is kept as it happened, and the setting submitted is one of them."""

import pytest
from django.test import Client

from attribution.models import StoredBundle
from survey.models import Choice, Exploration, Participant, Trial
from tests.survey.walker import SETTING, Walker
from tests.world import World

pytestmark = pytest.mark.django_db


def test_every_apply_is_kept_in_order_with_its_time_and_the_bundle(walker: Walker) -> None:
    for number in ("3", "1", "3"):
        assert walker.apply(number=number).status_code == 302
    tried = list(trial().explorations.all())
    assert [(each.position, each.number) for each in tried] == [(1, 3), (2, 1), (3, 3)]
    assert [each.applied_at for each in tried] == sorted(each.applied_at for each in tried)
    assert trial().bundle == StoredBundle.objects.get(digest=trial().bundle).digest


@pytest.mark.parametrize("position", ["1", "0", "-1", "x", "99999999999", "\x00", ""])
def test_nothing_is_submitted_that_was_not_tried(walker: Walker, position: str) -> None:
    response = walker.send({"submit": position})
    assert response.status_code == 302
    assert "press Apply before you submit" in walker.read()
    assert not Choice.objects.exists()


def test_any_setting_tried_can_be_submitted_and_stands(walker: Walker) -> None:
    walker.apply(number="3")
    walker.apply(number="5")
    page = walker.page
    walker.send({"submit": "1"})
    walker.send({"submit": "2"}, page)
    walker.send({**SETTING, "apply": "yes"}, page)
    assert Choice.objects.get().exploration.number == 3
    assert Exploration.objects.count() == 2
    assert walker.page == f"follow_up.{trial().scenario}.the_error"


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    walker = Walker(client)
    walker.begin()
    walker.go_on_to(page_of(trial()))
    return walker


def trial() -> Trial:
    return Participant.objects.get().trials.get(position=1)


def page_of(found: Trial) -> str:
    return f"scenario.{found.scenario}.trial"
