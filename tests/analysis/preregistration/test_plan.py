"""From a study file to a plan in values that a program compares."""

from typing import Any

from analysis.preregistration.plan import RegisteredPlan, plan_of
from survey.design.definition import SurveyDefinition
from tests.world import founding_study

STUDY = founding_study().survey
EFFECTS = {"image": "cd", "tabular": "ef"}


def plan(study: SurveyDefinition = STUDY, participants: int = 31) -> RegisteredPlan:
    made = plan_of(study, study_sha256="ab", effects=EFFECTS, participants=participants)
    assert made is not None
    return made


def changed(**changes: Any) -> SurveyDefinition:
    """The founding study with changes to its plan."""
    assert STUDY.plan is not None
    return STUDY.model_copy(update={"plan": STUDY.plan.model_copy(update=changes)})


def test_a_hypothesis_about_an_axis_is_tested_in_each_scenario() -> None:
    tests = {(test.axis, test.scenario, test.choices) for test in plan().tests}
    assert tests == {
        ("action", "image", 3),
        ("action", "tabular", 3),
        ("metric", "image", 3),
        ("metric", "tabular", 3),
        ("number", "image", 10),
        ("number", "tabular", 10),
    }
    assert "reasons_differ" in plan().hypotheses


def test_a_hypothesis_about_one_scenario_is_tested_there_alone() -> None:
    assert STUDY.plan is not None
    first = STUDY.plan.hypotheses[0].model_copy(update={"scenario": "image"})
    tests = plan(changed(hypotheses=(first,))).tests
    assert [(test.axis, test.scenario) for test in tests] == [("action", "image")]


def test_a_study_without_a_plan_has_none() -> None:
    study = STUDY.model_copy(update={"plan": None})
    assert plan_of(study, study_sha256="", effects={}, participants=1) is None


def test_a_plan_comes_back_from_its_json() -> None:
    assert RegisteredPlan.parse(plan().as_json()) == plan()
    assert plan().as_json() == plan().as_json()
