"""Rows of what participants did."""

import pytest

from analysis.records.rows import attempt_rows, ended, exploration_rows, trial_rows, versions_used
from survey.leaving.withdraw import stop
from survey.participation.page_visits import current_page
from survey.population import Population
from survey.trial.apply import apply_setting
from tests.survey.steps import FIRST, do_page, finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def test_a_setting_tried_in_a_trial_without_a_choice_is_not_chosen(world: World) -> None:
    while (page := current_page(world.ada)) is not None and not page.is_trial:
        do_page(world.ada, page)
    assert page is not None
    apply_setting(world.ada, page, FIRST, now=NOON)
    stop(world.ada, now=NOON)
    (tried,) = exploration_rows([world.ada.pk])
    assert (tried.position, tried.setting, tried.is_chosen) == (1, dict(FIRST), False)
    first, second = trial_rows([world.ada.pk])
    assert (first.tried, first.chosen_position, first.setting) == (1, None, None)
    assert (second.tried, second.chosen_at) == (0, None)


def test_of_each_trial_one_setting_tried_is_chosen(world: World) -> None:
    finish(world.ada)
    rows = list(exploration_rows([world.ada.pk]))
    assert [row.is_chosen for row in rows] == [True, False, True, False]


def test_attempts_count_from_one_for_every_participant(world: World) -> None:
    ada, bo = world.ada, world.join("bo")
    for participant in (ada, bo):
        finish(participant)
    assert [row.attempt for row in attempt_rows([ada.pk, bo.pk])] == [1, 1]


def test_only_those_who_ended_are_read_each_population_by_itself(world: World) -> None:
    finish(world.ada)
    world.join("bo")
    finish(world.join("sim", population=Population.SIMULATED))
    study = world.founding.study
    assert list(ended(study, Population.PEOPLE)) == [world.ada.pk]
    assert len(ended(study, Population.SIMULATED)) == 1
    assert list(ended(study, Population.PILOTS)) == []
    assert versions_used(study, Population.PILOTS) == {}
    assert list(versions_used(study, Population.PEOPLE).values()) == [world.founding]
