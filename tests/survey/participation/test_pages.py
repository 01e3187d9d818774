"""The whole way through the real pages."""

import re

import pytest
from django.test import Client

from survey.models import Answer, Choice, Exploration, PageVisit, Participant, Slot, State
from tests.survey.walker import Walker
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def walker(client: Client, world: World) -> Walker:
    world.open()
    return Walker(client)


def test_everything_said_and_chosen_on_the_way_is_kept(walker: Walker) -> None:
    walker.begin()
    walker.finish()
    participant = Participant.objects.get()
    assert participant.state == State.COMPLETED
    given = {(a.scenario, a.question): a.value for a in Answer.objects.all()}
    assert given["", "developed_models"] == {"option": "yes"}
    assert given["", "gender"] == {"option": "other", "other": "agender"}
    assert given["", "sector"] == {"options": ["industry", "other"], "other": "a museum"}
    for scenario in ("image", "tabular"):
        assert given[scenario, "suspected_cause"] == "Too few examples of it."
    assert Choice.objects.count() == Exploration.objects.count() == 2
    assert (
        not PageVisit.objects.filter(submitted_at=None)
        .exclude(page="compensation.compensation")
        .exists()
    )
    assert Slot.objects.get().completed_at is not None


def test_the_last_page_thanks_with_the_code_and_stays(walker: Walker) -> None:
    walker.begin()
    walker.finish()
    assert "TDA-THANK-YOU" in walker.read()
    walker.send({}, "compensation.compensation")
    assert "TDA-THANK-YOU" in walker.read()


def test_titles_tell_pages_apart_and_the_bar_moves_with_every_page(walker: Walker) -> None:
    walker.begin()
    titles, bars = [], []
    while True:
        page = walker.read()
        titles += re.findall("<title>(.*?)</title>", page)
        bars += [float(value) for value in re.findall(r'<progress value="([\d.]+)"', page)]
        if walker.page.startswith("compensation"):
            break
        walker.go_on_to_next()
    assert titles[2].startswith("Step 5 of 11, page 2 of 5: ")
    assert len(titles) == len(set(titles)) == 16
    assert bars == sorted(set(bars))
    assert bars[-1] == 11


def test_pages_tell_the_step_and_the_time_left(walker: Walker) -> None:
    walker.begin()
    page = walker.read()
    assert "<title>Step 4 of 11: About you and your work · Needfinder</title>" in page
    minutes = re.search(r"about (\d+) minutes left", page)
    assert minutes is not None
    assert 28 < int(minutes[1]) < 35  # of 35, some were for the sheet and the consent
    walker.finish()
    assert "left</span>" not in walker.read()
