"""One record says how a study goes, of people or of the simulated, whatever their number."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from analysis.dashboard.record import Dashboard, dashboard
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from analysis.records.participant_list import participant_page
from survey.models import StudyVersion
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.preregister import register_plan
from tests.analysis.conftest import Studied
from tests.analysis.participation import go_through
from tests.survey.steps import finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def version() -> StudyVersion:
    current = current_version("tda-needfinding")
    assert current is not None
    return current


def of(user: User, population: Population = Population.PEOPLE) -> Dashboard:
    return dashboard(version(), user, population, now=NOON, sees_rounds=True, runs_rounds=True)


def test_people_are_counted_page_by_page_and_nobody_else_is(studied: Studied, rosa: User) -> None:
    record = of(rosa)
    pages = {page.name: page for page in record.pages}
    background, end = record.pages[0], record.pages[-1]
    assert (background.shown, background.submitted, background.left) == (5, 3, 2)  # dana, fay
    assert (end.title, end.shown, end.left, end.seconds) == ("Thank you", 2, 0, None)
    assert "inclusion" not in pages
    assert sum(page.left for page in record.pages) == 3  # and cem before the second trial
    assert record.flow.withdrew == 1
    assert sum(order.completed for order in record.orders) == 2
    assert [
        sum(stimulus.completed for stimulus in scenario.stimuli) for scenario in record.stimuli
    ] == [2, 2]
    assert record.coding is not None
    assert record.coding.waiting == 3
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    again = of(rosa)
    assert again.flow.excluded == {"low-quality answers": 1}
    assert again.coding is not None
    assert again.coding.waiting == 2


def test_the_simulated_are_apart(studied: Studied, rosa: User) -> None:
    record = of(rosa, Population.SIMULATED)
    assert (record.flow.began, record.pages[0].shown, record.flow.withdrew) == (1, 1, 0)
    assert sum(order.completed for order in record.orders) == 1
    assert record.enrolment is not None
    assert record.enrolment.taken == 3  # ada, bo and fay: no simulated one takes a slot


def test_times_are_medians_and_a_plan_is_told(world: World, rosa: User) -> None:
    for minutes, name in ((0, "ada"), (1, "bo"), (60, "cy")):
        go_through(
            world.ada if name == "ada" else world.join(name), now=NOON + timedelta(minutes=minutes)
        )
    record = of(rosa)
    assert record.seconds == 60  # of 0, 1 and 60 minutes
    assert record.plan is None
    register_plan(version(), "{}", now=NOON)
    plan = of(rosa).plan
    assert plan is not None
    assert plan.begun_before == 3


def test_the_number_of_queries_does_not_grow_with_people(
    world: World, rosa: User, django_assert_max_num_queries: Any
) -> None:
    finish(world.ada)
    exclude(world.ada, Reason.OTHER, by=rosa, now=NOON)
    of(rosa)  # what is kept in memory is read
    with django_assert_max_num_queries(100) as queries:
        of(rosa)
        participant_page(version(), Population.PEOPLE)
    for name in ("bo", "cy"):
        joined = world.join(name)
        finish(joined)
        exclude(joined, Reason.OTHER, by=rosa, now=NOON)
    with django_assert_max_num_queries(len(queries)):
        of(rosa)
        participant_page(version(), Population.PEOPLE)


def test_a_list_of_participants_says_who_can_be_excluded_and_who_is(
    studied: Studied, rosa: User
) -> None:
    exclude(studied.ada, Reason.LOW_QUALITY, by=rosa, now=NOON)
    listed = {
        person.participant: person
        for person in participant_page(version(), Population.PEOPLE).people
    }
    assert list(listed) == sorted(listed, reverse=True)
    ada, bo, fay = (listed[person.pk] for person in (studied.ada, studied.bo, studied.fay))
    assert (ada.excluded, ada.can_be_excluded, ada.steps) == ("low-quality answers", False, 1)
    assert (bo.excluded, bo.can_be_excluded, fay.can_be_excluded) == ("", True, False)
    assert [(trial.tried, trial.submitted) for trial in bo.trials] == [(2, True), (2, True)]
    assert studied.pia.pk not in listed
    assert studied.sim.pk not in listed
    (sim,) = participant_page(version(), Population.SIMULATED, page="nonsense").people
    assert sim.participant == studied.sim.pk
