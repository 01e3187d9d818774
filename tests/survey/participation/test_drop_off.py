"""Page by page, how many were shown a page, submitted it and left on it."""

from datetime import timedelta
from typing import Any

import pytest

from survey.models import PageVisit, Participant
from survey.participation.drop_off import PageFlow, page_flow
from survey.participation.page_visits import path_of
from tests.survey.steps import do_page, finish, go_to
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


FIRST, LAST = "background.about_you", "compensation.compensation"


def flow_of(world: World) -> dict[str, PageFlow]:
    pages = page_flow(Participant.objects.all(), world.founding.survey)
    assert len({page.name for page in pages}) == len(pages)
    return {page.name: page for page in pages}


def test_whoever_is_still_on_a_page_was_given_it_and_has_not_submitted_it(world: World) -> None:
    finish(world.ada)
    world.join("bo")
    first = flow_of(world)[FIRST]
    assert (first.shown, first.submitted, first.left) == (2, 1, 1)
    assert first.title == "About you and your work"


def test_nobody_leaves_on_the_last_page(world: World) -> None:
    finish(world.ada)
    last = flow_of(world)[LAST]
    assert (last.shown, last.submitted, last.left, last.is_last) == (1, 0, 0, True)


def test_pages_stand_in_the_order_of_the_study_and_none_before_the_consent(world: World) -> None:
    for name in ("ada", "bo", "cy", "dee"):  # a whole block, so both orders of scenarios
        world.open()
        finish(world.join(name))
    pages = flow_of(world)
    names = list(pages)
    assert (names[0], names[-1]) == (FIRST, LAST)
    scenarios = list(dict.fromkeys(page.scenario for page in pages.values() if page.scenario))
    titles = [scenario.title for scenario in world.founding.survey.scenarios.values()]
    assert scenarios == titles
    assert {page.shown for page in pages.values()} == {4}


def test_a_page_that_nobody_came_to_has_no_median(world: World) -> None:
    go_to(world.ada, "tutorial.check")
    pages = flow_of(world)
    trial = pages["scenario.image.trial"]
    assert (trial.shown, trial.submitted, trial.left, trial.seconds) == (0, 0, 0, None)


def test_the_median_is_of_those_who_submitted(world: World) -> None:
    world.open()
    for seconds in (10, 20, 60):
        person = world.join(f"{seconds} seconds")
        do_page(person, path_of(person)[3], NOON + timedelta(seconds=seconds))
    world.join("still there")
    assert flow_of(world)[FIRST].seconds == pytest.approx(20, abs=0.1)


def test_a_page_of_an_older_version_comes_last_by_its_name(world: World) -> None:
    PageVisit.objects.create(participant=world.ada, page="background.gone", shown_at=NOON)
    pages = flow_of(world)
    assert list(pages)[-1] == "background.gone"
    gone = pages["background.gone"]
    assert (gone.title, gone.scenario, gone.shown) == ("background.gone", "", 1)


def test_two_queries_count_however_many_came(world: World, django_assert_num_queries: Any) -> None:
    finish(world.ada)
    for number in range(3):
        world.join(f"person {number}")
    with django_assert_num_queries(2):
        flow_of(world)
