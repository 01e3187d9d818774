"""Two settings that were tried, side by side."""

import pytest
from django.test import Client

from attribution import queries as effects
from attribution.effects.trial import Setting
from survey.models import Participant, Trial
from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db


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


def test_settings_tried_stay_listed_and_any_two_can_be_compared(walker: Walker) -> None:
    for number in ("1", "2", "3"):
        walker.apply(number=number)
    page = walker.client.get(walker.address() + "?shown=3&compare=1").content.decode()
    assert page.count("removal, loss, 1 sample") == 2  # in the list, and in the comparison
    assert "Setting 3 beside setting 1." in page
    assert 'href="?shown=3&amp;compare=2#results"' in page
    changes = [
        effects.trial(trial().bundle, trial().error, Setting.parse("removal", "loss", number))
        for number in ("3", "1")
    ]
    assert all(change.effect for change in changes)
    shown, compared = (change.effect.loss.after for change in changes if change.effect)
    assert f"<td>{compared - shown:+.3f}</td>".replace("-", "−") in page
    both = {sample.sample.id for sample in changes[1].samples}
    assert page.count('class="in-both"') == len(both)
