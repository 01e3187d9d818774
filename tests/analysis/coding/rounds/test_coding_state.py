"""What is left to code, as far as blindness lets somebody know it."""

import pytest
from django.contrib.auth.models import User

from analysis.coding.rounds.coders import mark_read
from analysis.coding.rounds.coding_state import CodingState, coding_state
from survey.population import Population
from tests.analysis.coding.rounds.coding_plans import plan_coding
from tests.analysis.coding_world import CodingWorld
from tests.survey.steps import finish
from tests.world import NOON

pytestmark = pytest.mark.django_db


def state(
    coding: CodingWorld, user: User, population: Population = Population.PEOPLE
) -> CodingState:
    return coding_state(coding.founding.study, user, population, runs_rounds=True)


def test_whoever_is_in_no_round_waits(coding: CodingWorld) -> None:
    assert state(coding, coding.rita).waiting == 3
    assert coding.round.pk
    finish(coding.join("late"))
    finish(coding.join("sim", population=Population.SIMULATED))
    own_state = state(coding, coding.rita)
    assert (own_state.waiting, own_state.rounds[0].apart, own_state.rounds[0].stage) == (
        1,
        3,
        "independent coding",
    )
    assert state(coding, coding.rita, Population.SIMULATED) == CodingState(1, True, ())


def test_a_researcher_sees_how_far_coders_are_and_who_codes_sees_themselves(
    coding: CodingWorld,
) -> None:
    coding.code(coding.ann, "class_overlap")
    mark_read(coding.part(coding.ann), coding.cases[0], read=True, now=NOON)

    def progress(user: User) -> list[tuple[str, int, int]]:
        return [
            (coder.name, coder.done, coder.of) for coder in state(coding, user).rounds[0].progress
        ]

    assert progress(coding.rita) == [("ann", 1, 3), ("ben", 0, 3)]
    assert progress(coding.ben) == [("ben", 0, 3)]


def test_agreement_is_told_once_a_round_is_compared(coding: CodingWorld) -> None:
    for who in (coding.ann, coding.ben):
        coding.code(who, "class_overlap")
    assert state(coding, coding.rita).rounds[0].agreement is None
    coding.compare()
    agreement = state(coding, coding.rita).rounds[0].agreement
    assert agreement is not None
    assert (agreement.basis, agreement.value.over, agreement.value.value) == ("as_coded", "all", 1)


def test_a_reflexive_study_claims_no_agreement_on_its_dashboard(coding: CodingWorld) -> None:
    plan_coding(coding, {"approach": "reflexive"})
    coding.code(coding.ann, "class_overlap")
    coding.compare()
    reflexive = state(coding, coding.rita)
    assert (reflexive.claims_agreement, reflexive.rounds[0].agreement) == (False, None)
