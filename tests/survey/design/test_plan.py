"""The section plan of a study file."""

from pathlib import Path

import pytest

from survey.design.problems import StudyFileError
from survey.design.reading import read_study

HEAD = 'extends: ../tda-needfinding/study.yaml\nstudy: planned\nversion: "1.0"\nplan:\n'


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ("  hypotheses: [{key: a, text: A, scenario: image}]", "needs an axis"),
        (
            "  hypotheses: [{key: a, text: A, axis: action, scenario: sound}]",
            "there is no scenario sound. Use one of: image, tabular.",
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


def test_a_study_needs_no_plan(study_folder: Path) -> None:
    file = study_folder / "planned" / "study.yaml"
    file.parent.mkdir()
    file.write_text(HEAD.replace("plan:", "plan: null"))
    assert read_study(file, bundles={"fashion", "iris", "loan"}).definition.plan is None
