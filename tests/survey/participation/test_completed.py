"""The seam that analysis reads."""

from typing import Any

import pytest

from survey.design.path import PathPage
from survey.leaving.withdraw import stop, withdraw
from survey.models import Participant, State
from survey.participation.completed import ParticipantRecord, completed_responses
from survey.participation.progress import current_page, path_of
from survey.trial.apply import apply_setting
from tests.survey.steps import FIRST, SECOND, do_page, finish
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def people(world: World) -> list[int]:
    return [each.participant for each in completed_responses(world.founding.study)]


def test_those_who_completed_or_stopped_are_there_in_the_order_they_began(world: World) -> None:
    ada, bo, cy = world.ada, world.join("bo"), world.join("cy")
    world.join("dee")
    stop(cy, now=NOON)
    finish(bo)
    finish(ada)
    assert people(world) == [ada.pk, bo.pk, cy.pk]
    states = [each.state for each in completed_responses(world.founding.study)]
    assert states == [State.COMPLETED, State.COMPLETED, State.STOPPED]


def test_pilots_never_reach_analysis(world: World) -> None:
    finish(world.ada)
    finish(world.join("pia", is_pilot=True))
    stop(world.join("pit", is_pilot=True), now=NOON)
    assert people(world) == [world.ada.pk]


def test_somebody_who_had_everything_deleted_is_gone(world: World) -> None:
    finish(world.ada)
    withdraw(world.ada, now=NOON)
    assert people(world) == []


def test_another_study_is_another_study(world: World, panel_study: Any) -> None:
    finish(world.ada)
    assert completed_responses(panel_study.study) == ()


def test_a_record_holds_answers_by_question_and_trials_as_they_went(world: World) -> None:
    finish(world.ada)
    [record] = completed_responses(world.founding.study)
    assert (record.version, record.language) == ("2.0", "en")
    assert record.answers["", "developed_models"] == {"option": "yes"}
    assert record.answers["tabular", "suspected_cause"] == "yes"
    asked = {question.key for page in path_of(world.ada) for question in page.questions}
    asked -= {check.key for check in world.founding.definition.tutorial.check}
    assert {question for _scenario, question in record.answers} == asked
    for trial, stored in zip(record.trials, world.ada.trials.order_by("position"), strict=True):
        assert (trial.scenario, trial.bundle) == (stored.scenario, stored.bundle)
        assert (trial.error, trial.position) == (stored.error, stored.position)
        assert [each.setting for each in trial.explorations] == [FIRST, SECOND]
        assert [each.position for each in trial.explorations] == [1, 2]
        assert trial.chosen == trial.explorations[0]


def test_somebody_who_stopped_in_a_trial_tried_settings_and_chose_none(world: World) -> None:
    while not (page := page_of(world.ada)).is_trial:
        do_page(world.ada, page)
    apply_setting(world.ada, page, FIRST, now=NOON)
    stop(world.ada, now=NOON)
    [record] = completed_responses(world.founding.study)
    trial = record.trials[0]
    assert ([each.setting for each in trial.explorations], trial.chosen) == ([FIRST], None)
    assert record.trials[1].explorations == ()


def page_of(participant: Participant) -> PathPage:
    page = current_page(participant)
    assert page is not None
    return page


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_four_queries_however_many_there_are(
    world: World, number: int, django_assert_num_queries: Any
) -> None:
    world.open()
    for name in range(number):
        finish(world.join(str(name)))
    study = world.founding.study
    with django_assert_num_queries(4):
        records: tuple[ParticipantRecord, ...] = completed_responses(study)
    assert len(records) == number
