"""Whether a study is open, and for how many people."""

from datetime import timedelta

import pytest

from survey.models import EnrolmentWindow
from survey.population import Population
from survey.studies.enrolment_window import Phase, enrolment_state
from tests.survey.steps import finish
from tests.world import LONG_AGO, NOON, World

pytestmark = pytest.mark.django_db


def phase(world: World, **changed: object) -> Phase:
    EnrolmentWindow.objects.update(**changed)
    state = enrolment_state(world.founding.study, now=NOON)
    assert state is not None
    return state.phase


def test_a_study_is_not_yet_open_then_open_then_closed(world: World) -> None:
    assert enrolment_state(world.founding.study, now=NOON) is None
    world.open()
    assert phase(world) is Phase.OPEN
    assert phase(world, opens_at=NOON + timedelta(days=1)) is Phase.NOT_YET
    assert phase(world, opens_at=LONG_AGO, closes_at=NOON) is Phase.CLOSED


def test_a_study_is_full_when_nobody_idle_would_make_room(world: World) -> None:
    world.open(quota=2)
    finish(world.join("ada"))
    world.join("bo")
    world.join("sim", population=Population.SIMULATED)
    world.join("pia", population=Population.PILOTS)
    assert phase(world) is Phase.FULL
    later = enrolment_state(world.founding.study, now=NOON + timedelta(minutes=121))
    assert later is not None
    assert (later.phase, later.taken, later.idle) == (Phase.OPEN, 2, 1)
    world.join("cy", now=NOON + timedelta(minutes=121))  # as the state promises
