"""A draft says what is planned, and what the study file leaves open."""

from analysis.preregistration.draft import draft
from analysis.preregistration.plan import RegisteredPlan
from analysis.preregistration.power import power_of
from tests.analysis.preregistration.test_plan import STUDY, changed, plan

EXPECTED = (
    "1. Developers do not choose all actions equally often. (`action_preferred`; tested on",
    "permuted blocks of 4",
    "31 completed participations are planned.",
    "| 2 tests of 10 choices | one level above all others, which are alike |",
    "the exact multinomial test, ordered by X²",
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
