"""A round is planned over whom it may be, by whoever may code, or not at all."""

import pytest

from analysis.coding.cases.codable import codable
from analysis.coding.cases.gather import gather_cases
from analysis.coding.rounds.plan import plan_round
from analysis.errors import NothingToCode, NotMixed
from analysis.models import CodingRound
from analysis.records.exclude import exclude
from analysis.records.models import Reason
from survey.population import Population
from tests.analysis.coding_world import CodingWorld
from tests.survey.steps import finish as take_part
from tests.world import NOON

pytestmark = pytest.mark.django_db


def test_simulated_participants_are_coded_apart_and_labelled(coding: CodingWorld) -> None:
    take_part(coding.join("robot", population=Population.SIMULATED))
    (robot,) = gather_cases(coding.founding.study, Population.SIMULATED)
    assert (robot.synthetic, robot.label[0]) == (True, "S")
    coders = [coding.ann]
    with pytest.raises(NotMixed):
        plan_round(
            coding.codebook, title="Both", cases=[robot, *coding.cases], coders=coders, now=NOON
        )
    planned = plan_round(coding.codebook, title="Robot", cases=[robot], coders=coders, now=NOON)
    assert planned.synthetic


def test_a_round_without_cases_or_coders_is_not_planned(coding: CodingWorld) -> None:
    for cases, coders in (((), [coding.ann]), (coding.cases, [])):
        with pytest.raises(NothingToCode):
            plan_round(coding.codebook, title="No", cases=cases, coders=coders, now=NOON)
    assert not CodingRound.objects.exists()


def test_whoever_is_left_out_of_the_study_stays_out_of_new_rounds(coding: CodingWorld) -> None:
    left = coding.cases[0]
    assert left.participant is not None
    exclude(left.participant, Reason.LOW_QUALITY, by=coding.rita, now=NOON)
    assert left not in codable(coding.founding.study, Population.PEOPLE)
    with pytest.raises(NothingToCode, match="left out"):
        plan_round(coding.codebook, title="No", cases=[left], coders=[coding.ann], now=NOON)
