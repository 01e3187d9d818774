"""What participants wrote becomes cases, unit by unit."""

import pytest

from analysis.coding.cases.gather import gather_cases
from analysis.models import Unit
from survey.population import Population
from tests.analysis.coding_world import CodingWorld
from tests.survey.steps import finish as take_part

pytestmark = pytest.mark.django_db


def test_a_case_holds_the_free_text_in_the_order_of_reading(coding: CodingWorld) -> None:
    case = coding.cases[0]
    units = Unit.objects.filter(case=case).select_related("answer")
    asked = [(unit.answer.scenario, unit.answer.question) for unit in units if unit.answer]
    order = [trial.scenario for trial in case.participant.trials.all()]  # type: ignore[union-attr]
    assert [scenario for scenario, _ in asked] == [order[0]] * 5 + [order[1]] * 5 + [""] * 2
    assert asked[0][1] == "suspected_cause"
    assert "gender" not in {question for _, question in asked}
    assert gather_cases(coding.founding.study, Population.PEOPLE) == coding.cases


def test_pilots_and_people_on_their_way_are_no_cases(coding: CodingWorld) -> None:
    take_part(coding.join("pia", population=Population.PILOTS))
    coding.join("on the way")
    assert len(gather_cases(coding.founding.study, Population.PEOPLE)) == 3
