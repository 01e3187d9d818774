"""Where many studies stand, in a few queries for all of them."""

from datetime import timedelta
from typing import Any

import pytest

from survey.leaving.withdraw import withdraw
from survey.models import Study
from survey.population import Population
from survey.studies.enrolment_window import Phase
from tests.analysis.coding_world import InterviewWorld
from tests.survey.steps import finish
from tests.world import NOON, World
from workspace.watch.summary import Summary, summary

pytestmark = pytest.mark.django_db


def test_people_are_counted_and_those_of_today_apart(world: World) -> None:
    finish(world.ada)
    withdraw(world.join("bo"), now=NOON)
    world.join("cy", now=NOON - timedelta(hours=13))  # the day before, in UTC
    world.join("sim", population=Population.SIMULATED)
    world.join("pia", population=Population.PILOTS)
    study = world.founding.study
    stands = summary([study], NOON)[study.pk]
    assert (stands.completed, stands.taking_part, stands.began) == (1, 1, 3)
    assert (stands.began_today, stands.simulated) == (1, 1)
    assert (stands.quota, stands.phase, stands.is_open) == (100, Phase.OPEN, True)


def test_a_study_nobody_opened_is_of_nobody_and_closed(world: World) -> None:
    study = world.founding.study
    assert summary([study], NOON) == {study.pk: Summary()}
    assert not Summary().is_open


def test_a_study_of_interviews_counts_those_who_are_recorded(db: None) -> None:
    interviews = InterviewWorld()
    stands = summary([interviews.study], NOON)[interviews.study.pk]
    assert (stands.completed, stands.phase) == (interviews.study.interviewees.count(), None)


def test_many_studies_take_as_many_queries_as_one(
    world: World, django_assert_max_num_queries: Any
) -> None:
    finish(world.ada)
    for number in range(20):
        Study.objects.create(slug=f"study-{number}")
    with django_assert_max_num_queries(12):
        stands = summary(list(Study.objects.all()), NOON)
    assert sum(one.completed for one in stands.values()) == 1
    assert len(stands) == Study.objects.count()
