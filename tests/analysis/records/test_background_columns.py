"""Closed answers about people stand as columns beside their trials, in one query."""

import numpy as np
import pytest
from pytest_django import DjangoAssertNumQueries

from analysis.records.answers import read_answers
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
        read = read_background(Participant.objects.all(), keys, [definition])
    sector = next(column for column in read.columns if column.question == "sector")
    assert sector.ticked.tolist() == [[False, True, True]]
    gender = next(column for column in read.columns if column.question == "gender")
    assert not gender.ticked.any()
    nobody = read_background(Participant.objects.all(), keys[:0], [definition])
    assert (nobody.columns, nobody.counted) == ((), ())


def test_columns_are_counted_as_the_answers_are(world: World) -> None:
    later = retyped(world)
    definitions = [later.survey, world.founding.survey]
    people = Participant.objects.all()
    keys = np.array(sorted(people.values_list("pk", flat=True)))
    counted = read_background(people, keys, definitions).counted
    read = read_answers(people, definitions)
    assert {one.question for one in counted} >= {"gender", "sector", "years_of_experience"}
    assert set(counted) < set(read)
    assert read_answers(people, definitions, counted) == read
