"""Records say how a study goes, of people or of the simulated, whatever their number."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from analysis.records.exclude import exclude
from analysis.records.models import Reason
from survey.models import EnrolmentWindow, StudyVersion
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.preregister import register_plan
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.survey.steps import finish
from tests.world import NOON, World
from workspace.watch import record
from workspace.watch.record import SoFar, now_in, plan_state, so_far_in

pytestmark = pytest.mark.django_db


def version() -> StudyVersion:
    current = current_version("tda-needfinding")
    assert current is not None
    return current


def of(population: Population = Population.PEOPLE) -> SoFar:
    return so_far_in(version(), population, now=NOON)


def test_people_are_counted_page_by_page_and_nobody_else_is(studied: Studied, rosa: User) -> None:
    so_far = of()
    pages = {page.name: page for page in so_far.pages}
    background, end = so_far.pages[0], so_far.pages[-1]
    assert (background.shown, background.submitted, background.left) == (5, 3, 2)  # dana, fay
    assert (end.title, end.shown, end.left, end.seconds) == ("Thank you", 2, 0, None)
    assert "inclusion" not in pages
    assert sum(page.left for page in so_far.pages) == 3  # and cem before the second trial
    assert so_far.flow.withdrew == 1
    assert sum(order.slots.completed for order in so_far.orders) == 2
    assert [
        sum(stimulus.completed for stimulus in scenario.stimuli) for scenario in so_far.stimuli
    ] == [2, 2]
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    assert of().flow.excluded == {"low-quality answers": 1}


def test_the_simulated_are_apart(studied: Studied) -> None:
    so_far = of(Population.SIMULATED)
    assert (so_far.flow.began, so_far.pages[0].shown, so_far.flow.withdrew) == (1, 1, 0)
    assert sum(order.slots.completed for order in so_far.orders) == 1
    at_present = now_in(version(), Population.SIMULATED, now=NOON)
    assert (at_present.present.completed, at_present.enrolment) == (1, None)
    people = now_in(version(), Population.PEOPLE, now=NOON)
    assert people.enrolment is not None
    assert people.enrolment.taken == 3  # ada, bo and fay: no simulated one takes a slot


def test_who_is_here_is_told_by_page_and_for_a_quarter_of_an_hour(studied: Studied) -> None:
    at_present = now_in(version(), Population.PEOPLE, now=NOON + timedelta(minutes=15))
    assert (at_present.present.taking_part, at_present.present.here) == (1, 1)
    assert [(page.title, page.people) for page in at_present.pages] == [
        ("About you and your work", 1)
    ]  # fay
    assert at_present.last_sent_at == NOON + timedelta(minutes=2)  # a trial
    later = now_in(version(), Population.PEOPLE, now=NOON + timedelta(minutes=16))
    assert (later.present.taking_part, later.present.here, later.pages) == (1, 0, ())
    assert later.last_sent_at == NOON + timedelta(minutes=2)  # a trial
    assert now_in(version(), Population.PEOPLE, now=NOON + timedelta(days=2)).last_sent_at is None


def test_times_are_medians_and_a_plan_is_told(world: World) -> None:
    for minutes, name in ((0, "ada"), (1, "bo"), (60, "cy")):
        go_through(
            world.ada if name == "ada" else world.join(name), now=NOON + timedelta(minutes=minutes)
        )
    assert of().seconds == 60  # of 0, 1 and 60 minutes
    assert plan_state(version().study) is None
    register_plan(version(), "{}", now=NOON)
    plan = plan_state(version().study)
    assert plan is not None
    assert plan.begun_before == 3


def test_with_many_people_pages_and_times_are_of_the_last_and_kept_for_a_while(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ada", "bo"):
        finish(world.ada if name == "ada" else world.join(name))
    so_far = of()
    assert (so_far.lately, so_far.flow.began, so_far.pages[0].shown) == (None, 2, 2)
    monkeypatch.setattr(record, "LATELY", 1)
    so_far = of()
    assert (so_far.lately, so_far.flow.began, so_far.pages[0].shown) == (1, 2, 1)
    finish(world.join("cy"))
    assert of().flow.began == 2
    cache.clear()
    assert of().flow.began == 3


def test_the_number_of_queries_does_not_grow_with_people(
    world: World, rosa: User, django_assert_max_num_queries: Any
) -> None:
    finish(world.ada)
    exclude(world.ada, Reason.OTHER, by=rosa, now=NOON)
    of()  # what is kept in memory is read
    with django_assert_max_num_queries(100) as queries:
        of()
        now_in(version(), Population.PEOPLE, now=NOON)
    for name in ("bo", "cy"):
        joined = world.join(name)
        finish(joined)
        exclude(joined, Reason.OTHER, by=rosa, now=NOON)
    with django_assert_max_num_queries(len(queries)):
        of()
        now_in(version(), Population.PEOPLE, now=NOON)


def test_an_order_of_scenarios_is_told_with_its_own_quota(studied: Studied) -> None:
    EnrolmentWindow.objects.update(order_quotas={"image,tabular": 7})
    quotas = {order.slots.order: order.quota for order in of().orders}
    titles = [scenario.title for scenario in version().survey.scenarios.values()]
    assert quotas == {tuple(titles): 7, tuple(reversed(titles)): None}
    assert {order.quota for order in of(Population.SIMULATED).orders} == {None}
