"""From a study file to a plan in values that a program compares."""

from typing import Any

from analysis.preregistration.plan import RegisteredPlan, plan_of
from survey.design.definition import SurveyDefinition
from survey.design.plan import Hypothesis
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


def hypothesis(**fields: Any) -> Hypothesis:
    return Hypothesis(key="tested", text="Something is expected.", **fields)


def test_a_hypothesis_about_both_scenarios_is_one_test_on_people() -> None:
    (test,) = plan(changed(hypotheses=(hypothesis(axis="action", scenario="both"),))).tests
    assert (test.scenario, test.is_pooled, test.choices) == ("both", True, 3)


def test_a_change_is_tested_once_for_every_two_scenarios() -> None:
    (test,) = plan(changed(hypotheses=(hypothesis(axis="number", test="change"),))).tests
    assert (test.scenario, test.second, test.kind) == ("image", "tabular", "change")


def test_answers_to_a_closed_question_can_be_tested() -> None:
    question = STUDY.background[0].questions[0]
    (test,) = plan(changed(hypotheses=(hypothesis(question=question.key),))).tests
    assert (test.axis, test.question, test.scenario) == ("", question.key, "")
    assert test.choices == len(question.options_by_key())


def test_the_procedure_as_published_counts_a_test_for_every_level() -> None:
    everywhere = tuple(
        hypothesis(axis=axis, scenario=scenario)
        for axis in ("action", "metric", "number")
        for scenario in (None, "both")
    )
    published = changed(procedure="published", correction="bonferroni", hypotheses=everywhere)
    # Paper, section 4.4.4: 48 tests, (3 + 3 + 10 levels) x (two scenarios and both).
    assert plan(published).tests_made == 48


def test_a_study_without_a_plan_has_none() -> None:
    study = STUDY.model_copy(update={"plan": None})
    assert plan_of(study, study_sha256="", effects={}, participants=1) is None


def test_a_plan_comes_back_from_its_json() -> None:
    assert RegisteredPlan.parse(plan().as_json()) == plan()
    assert plan().as_json() == plan().as_json()
