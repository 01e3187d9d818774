"""A trial is shown again as its participant saw it."""

from datetime import timedelta

import pytest

from survey.models import Participant, Trial
from survey.participation.page_visits import current_page
from survey.trial.apply import apply_setting, submit_setting
from survey.trial.replay import replay
from survey.trial.state import trial_state
from tests.survey.steps import FIRST, SECOND, do_page
from tests.world import NOON, World

pytestmark = pytest.mark.django_db


def at_a_trial(person: Participant) -> str:
    while (page := current_page(person)) and not page.is_trial:
        do_page(person, page)
    assert page is not None
    return page.scenario or ""


def test_every_apply_comes_back_with_the_time_before_it_and_the_one_submitted(
    world: World,
) -> None:
    scenario = at_a_trial(world.ada)
    page = current_page(world.ada)
    assert page is not None
    for seconds, setting in ((40, FIRST), (130, SECOND), (135, FIRST)):
        apply_setting(world.ada, page, setting, now=NOON + timedelta(seconds=seconds))
    shown = trial_state(world.ada, scenario)
    submit_setting(world.ada, page, 2, now=NOON + timedelta(seconds=200))
    replayed = replay(world.ada, scenario)
    assert [step.seconds for step in replayed.steps] == [40, 90, 5]
    assert [step.is_submitted for step in replayed.steps] == [False, True, False]
    assert replayed.deciding == 65
    assert tuple(step.tried for step in replayed.steps) == shown.tried
    assert replayed.after(2).tried == shown.tried[:2]
    assert replayed.after(0).newest is None


def test_a_trial_nobody_came_to_has_no_steps_and_one_nobody_was_given_is_not_there(
    world: World,
) -> None:
    first = world.ada.trials.first()
    assert first is not None
    replayed = replay(world.ada, first.scenario)
    assert (replayed.steps, replayed.deciding) == ((), None)
    with pytest.raises(Trial.DoesNotExist):
        replay(world.ada, "birds")
