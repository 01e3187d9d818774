"""A draft says what is planned, and what the study file leaves open."""

from typing import Any

import pytest

from analysis.preregistration.draft import draft
from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import power_of
from survey.design.definition import SurveyDefinition
from tests.analysis.preregistration.test_plan import STUDY, changed, hypothesis, plan

EXPECTED = (
    "1. Developers do not choose all actions equally often. (`action_preferred`; tested on",
    "permuted blocks of 4",
    "31 completed participations are planned.",
    "| 2 tests of 10 choices | one level above all others, which are alike |",
    "the exact multinomial test, which orders samples by X²",
    "Every other test is exploratory",
    "Holm's procedure",
    "- Study file, version 2.0: SHA-256 `ab`",
    "(`low_quality`)",
    "Eligible: Yes.",
)


def test_the_draft_says_what_is_planned_and_what_is_missing() -> None:
    text = draft(STUDY, plan(), power_of(plan()))
    for expected in EXPECTED:
        assert expected in text
    assert "says nothing about this" not in text
    bare = changed(exclusions=(), analysis=None, sample_size=None)
    assert draft(bare, plan(bare), ()).count("says nothing about this") == 3
    block = text.split("```json\n")[1].split("\n```")[0]
    assert RegisteredPlan.parse(block) == plan()


def test_a_hypothesis_is_drafted_with_where_and_how_it_is_tested() -> None:
    assert STUDY.plan is not None
    first, *_ = STUDY.plan.hypotheses
    in_one = first.model_copy(update={"key": "in_one", "scenario": "image"})
    untested = first.model_copy(update={"key": "untested", "axis": None})
    study = changed(hypotheses=(first, in_one, untested))
    text = draft(study, plan(study), ())
    assert "tested on the settings submitted, by action, in each scenario by itself" in text
    assert "tested on the settings submitted, by action, in the scenario `image`: against" in text
    assert "; no test)" in text
    assert "Power of the tests" not in text


def in_one_scenario() -> SurveyDefinition:
    """The founding study with photographs alone, and one test."""
    assert STUDY.plan is not None
    first, *_ = STUDY.plan.hypotheses
    study = changed(hypotheses=(first,))
    return study.model_copy(update={"scenarios": {"image": study.scenarios["image"]}})


def test_a_study_of_one_scenario_is_drafted_as_one() -> None:
    text = draft(in_one_scenario(), plan(in_one_scenario()), ())
    assert "Each participant meets one scenario, tries settings in it" in text
    assert "The model error is drawn for each participant" in text
    assert "1 test at alpha 0.05. Every other" in text
    for absent in ("order of scenarios is", "1 tests", "Both draws", "every scenario"):
        assert absent not in text


def planned_as(**fields: Any) -> str:
    """The draft of one hypothesis, without the table of its power."""
    study = changed(hypotheses=(hypothesis(**fields),))
    return draft(study, plan(study), ())


@pytest.mark.parametrize(
    ("fields", "deciding"),
    [
        ({"axis": "action"}, "the exact multinomial test, which orders samples by X²"),
        ({"axis": "action", "scenario": "both"}, "the test that counts people once, by X²"),
        ({"axis": "number", "test": "trend"}, "the linear score test."),
        (
            {"axis": "number", "test": "trend", "scenario": "both"},
            "the sign test of people's mean scores.",
        ),
        ({"axis": "action", "test": "change"}, "the Stuart–Maxwell test, by swaps"),
        ({"axis": "number", "test": "change"}, "Wilcoxon's signed-rank test."),
        ({"question": "gender"}, "the exact multinomial test, which orders samples by X²"),
    ],
    ids=str,
)
def test_the_draft_names_the_test_that_decides(fields: dict[str, str], deciding: str) -> None:
    assert f"- `tested`: {deciding}" in planned_as(**fields)


def test_power_that_is_not_computed_is_not_promised() -> None:
    text = planned_as(axis="number", test="trend")
    assert "The power of tests of a trend is not computed here." in text
    assert "Power of the tests" not in text


def test_the_procedure_as_published_is_drafted_level_by_level() -> None:
    study = changed(
        procedure="published",
        correction="bonferroni",
        hypotheses=(hypothesis(axis="action"), hypothesis(axis="metric", scenario="both")),
    )
    assert power_of(plan(study)) == ()
    text = draft(study, plan(study), ())
    assert "9 tests at alpha 0.05 with Bonferroni's correction over all of them." in text
    assert text.count("each level against an even spread") == 2
    assert "The procedure of the founding study decides" in text
    assert "counting people once" not in text
    assert "The power of the procedure as published is not computed here." in text
