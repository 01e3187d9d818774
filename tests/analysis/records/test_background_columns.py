"""Closed answers about people stand as columns beside their trials, in one query."""

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from analysis.records.background_columns import read_background
from analysis.report.observe import study_observations
from survey.models import Answer, Participant
from survey.population import Population
from survey.studies.models import definition_of
from tests.analysis.another_version import retyped
from tests.analysis.conftest import Studied
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_people_stand_where_their_trials_have_them(studied: Studied) -> None:
    observations = study_observations(studied.study, Population.PEOPLE)
    columns = {column.question: column for column in observations.background}
    number = int(observations.trials.person.max()) + 1
    assert {column.ticked.shape[0] for column in columns.values()} == {number}
    stored = list(
        Answer.objects.filter(
            question="sector", participant__in=[studied.ada, studied.bo, studied.cem]
        )
        .order_by("participant")
        .values_list("value", flat=True)
    )
    sector = columns["sector"]
    for row, value in zip(sector.ticked, stored, strict=True):
        assert [sector.options[at] for at in np.flatnonzero(row)] == value["options"]
    # Free texts, and what one types in, are no closed questions.
    assert "remarks" not in columns


def test_only_what_was_asked_as_it_is_now_is_read(world: World) -> None:
    later = retyped(world)
    observations = study_observations(later.study, Population.SIMULATED)
    forms = {(column.question, column.form): column for column in observations.background}
    assert ("years_of_experience", "") not in forms  # is a number typed in by now
    years = forms["years_of_experience", "2.0"]
    assert years.ticked.sum() == 3
    assert years.ticked[:, 0].sum() == 3


def test_it_takes_one_query_and_skips_who_is_not_analysed(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.open()
    people = [world.join(name) for name in ("one", "two")]
    for person in people:
        visit, _ = person.visits.get_or_create(page="background.about_you", shown_at=NOON)
        Answer.objects.create(
            participant=person,
            visit=visit,
            question="sector",
            value={"options": ["academia", "other"], "other": "Hogwarts"},
        )
    definition = definition_of(people[0].version.digest)
    keys = np.array([people[1].pk])
    with django_assert_num_queries(1):
        columns = read_background(Participant.objects.all(), keys, [definition])
    sector = next(column for column in columns if column.question == "sector")
    assert sector.ticked.tolist() == [[False, True, True]]
    gender = next(column for column in columns if column.question == "gender")
    assert not gender.ticked.any()
    assert read_background(Participant.objects.all(), keys[:0], [definition]) == ()
