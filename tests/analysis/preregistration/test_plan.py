"""From a study file to values that a program compares."""

from typing import Any

import pytest

from analysis.preregistration.draft import draft
from analysis.preregistration.plan import RegisteredPlan, plan_of
from analysis.preregistration.power import power_of
from survey.design.definition import StudyDefinition
from tests.world import founding_study

STUDY = founding_study().definition


def plan(study: StudyDefinition = STUDY, participants: int = 31) -> RegisteredPlan:
    made = plan_of(
        study, study_sha256="ab", effects={"image": "cd", "tabular": "ef"},
        participants=participants,
    )  # fmt: skip
    assert made is not None
    return made


def changed(**changes: Any) -> StudyDefinition:
    assert STUDY.plan is not None
    return STUDY.model_copy(update={"plan": STUDY.plan.model_copy(update=changes)})


def test_a_hypothesis_about_an_axis_is_tested_in_each_scenario() -> None:
    tests = {(test.axis, test.scenario, test.choices) for test in plan().tests}
    assert tests == {
        ("action", "image", 3), ("action", "tabular", 3), ("metric", "image", 3),
        ("metric", "tabular", 3), ("number", "image", 10), ("number", "tabular", 10),
    }  # fmt: skip
    assert "reasons_differ" in plan().hypotheses


def test_a_study_without_a_plan_has_none() -> None:
    study = STUDY.model_copy(update={"plan": None})
    assert plan_of(study, study_sha256="", effects={}, participants=1) is None


def test_a_plan_comes_back_from_its_json() -> None:
    assert RegisteredPlan.parse(plan().as_json()) == plan()
    assert plan().as_json() == plan().as_json()


def test_power_is_computed_at_the_share_of_alpha_of_each_test() -> None:
    found = power_of(plan())
    assert {round(each.alpha, 6) for each in found} == {round(0.05 / 6, 6)}
    one = power_of(plan(changed(correction="none", smallest_effect=0.3), participants=108))
    # Cohen (1988), table 7.4.6: w = 0.3, u = 2, a = .05, power .80 needs 107 people.
    of_action = one[0]
    assert of_action.needed in {107, 108}
    assert of_action.power == pytest.approx(0.8, abs=0.005)
    assert of_action.findable == pytest.approx(0.3, abs=0.002)


def test_the_draft_says_what_is_planned_and_what_is_missing() -> None:
    text = draft(STUDY, plan(), power_of(plan()))
    for expected in (
        "1. Developers do not choose all actions equally often. (`action_preferred`; tested on",
        "permuted blocks of 4", "31 completed participations are planned.",
        "| number of training samples, image | 10 |", "Holm's procedure",
        "- Study file, version 2.0: SHA-256 `ab`", "(`low_quality`)", "Eligible: Yes.",
    ):  # fmt: skip
        assert expected in text
    assert "says nothing about this" not in text
    bare = changed(exclusions=(), analysis=None, sample_size=None)
    assert draft(bare, plan(bare), ()).count("says nothing about this") == 3
    block = text.split("```json\n")[1].split("\n```")[0]
    assert RegisteredPlan.parse(block) == plan()
