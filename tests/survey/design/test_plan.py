"""The section plan of a study file."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.reading import read_study

HEAD = 'extends: ../tda-needfinding/study.yaml\nstudy: planned\nversion: "1.0"\nplan:\n'

PUBLISHED = "  procedure: published\n  correction: bonferroni\n"


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("  hypotheses: [{key: a, text: A, scenario: image}]", "needs an axis or a question"),
        ("  hypotheses: [{key: a, text: A, test: trend}]", "needs an axis or a question"),
        (
            "  hypotheses: [{key: a, text: A, axis: action, scenario: sound}]",
            "there is no scenario sound. Use one of: image, tabular, or both for all together.",
        ),
        ("  hypotheses: [{key: a, text: A, axis: colour}]", "there is no axis colour. Use one of"),
        (
            "  hypotheses: [{key: a, text: A, axis: action, test: trend}]",
            "the levels of action have no order",
        ),
        (
            "  hypotheses: [{key: a, text: A, axis: action, test: change, scenario: image}]",
            "a change is one between scenarios",
        ),
        (
            "  hypotheses: [{key: a, text: A, question: hue}]",
            "there is no question hue in the background or at the end",
        ),
        (
            "  hypotheses: [{key: a, text: A, question: reason_for_action, scenario: image}]",
            "are not one of a few options. Use a single_choice or a scale.",
        ),
        (
            "  hypotheses: [{key: a, text: A, question: years_of_experience, test: change}]",
            "against an even spread or a trend",
        ),
        (
            "  procedure: published\n  hypotheses: [{key: a, text: A, axis: action}]",
            "corrects by Bonferroni",
        ),
        (
            PUBLISHED + "  hypotheses: [{key: a, text: A, axis: number, test: trend}]",
            "has no test of trend",
        ),
        ("  hypotheses: [{key: a, text: A}, {key: a, text: B}]", "the hypothesis key a is already"),
        ("  exclusions: [{key: a, text: A}, {key: a, text: B}]", "the exclusion key a is already"),
        ("  alpha: 0.7", "alpha"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(
    study_folder: Path, plan: str, said: str
) -> None:
    file = study_folder / "planned" / "study.yaml"
    file.parent.mkdir()
    file.write_text(HEAD + plan + "\n")
    with pytest.raises(StudyFileError) as refused:
        read_study(file, bundles={"fashion", "iris", "loan"})
    assert said in str(refused.value)


def test_all_together_is_refused_where_scenarios_offer_different_levels(
    study_folder: Path,
) -> None:
    file = study_folder / "planned" / "study.yaml"
    file.parent.mkdir()
    narrow = "scenarios: {image: {levels: {action: [removal, label_change]}}}\n"
    plan = "  hypotheses: [{key: a, text: A, axis: action, scenario: both}]\n"
    file.write_text(HEAD + plan + narrow)
    with pytest.raises(StudyFileError) as refused:
        read_study(file, bundles={"fashion", "iris", "loan"})
    assert "do not offer the same levels of action" in str(refused.value)


def test_a_study_needs_no_plan(study_folder: Path) -> None:
    file = study_folder / "planned" / "study.yaml"
    file.parent.mkdir()
    file.write_text(HEAD.replace("plan:", "plan: null"))
    assert read_study(file, bundles={"fashion", "iris", "loan"}).definition.plan is None
