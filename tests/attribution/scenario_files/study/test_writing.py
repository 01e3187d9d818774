"""A first study offers all that its bundle has, and marks every text that must be edited."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attribution.axes import Action, Metric
from attribution.data.display import Modality
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.errors import BundleError
from attribution.scenario_files.study.writing import brief_text, study_text, write_study
from survey.design.definition import SurveyDefinition
from survey.design.reading import read_study
from tests.world import EFFECTS, LOAN_EFFECTS

TODAY = date(2028, 2, 29)


def read(folder: Path, bundle: Bundle) -> SurveyDefinition:
    (folder / "study.yaml").write_text(study_text(bundle, TODAY), "utf-8")
    (folder / "brief.md").write_text(brief_text(bundle), "utf-8")
    file = folder / "study.yaml"
    return read_study(file, bundles={bundle.scenario}).survey


@pytest.mark.parametrize("scenario", ["loan", "loan-collection", "fashion"])
def test_every_level_of_the_bundle_is_offered_in_its_order(tmp_path: Path, scenario: str) -> None:
    bundle = read_bundle(EFFECTS / scenario)
    study = read(tmp_path, bundle)
    assert study.design_space is not None
    assert {axis: list(levels) for axis, levels in study.design_space.levels.items()} == {
        "action": list(map(str, bundle.actions)),
        "metric": list(map(str, Metric)),
        "number": list(map(str, bundle.numbers)),
    }
    assert study.scenarios[scenario.replace("-", "_")].bundle == scenario


@pytest.mark.parametrize(
    "changes",
    [
        {"scenario": "3-classes", "classes": ('a "b": c', "*d*", "e_f_g")},
        {"modality": Modality.TEXT, "numbers": (1,)},
        {"modality": Modality.SERIES, "actions": (Action.REMOVAL,)},
    ],
)
def test_it_is_valid_whatever_the_bundle_is_called_and_has(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    bundle = replace(read_bundle(LOAN_EFFECTS), **changes)  # type: ignore[arg-type]
    plan = read(tmp_path, bundle).plan
    assert plan is not None
    tested = {getattr(hypothesis, "axis", None) for hypothesis in plan.hypotheses}
    assert ("number" in tested) == (len(bundle.numbers) > 1)
    assert ("action" in tested) == (len(bundle.actions) > 1)


def test_class_names_stand_in_the_brief_as_they_are() -> None:
    bundle = replace(read_bundle(LOAN_EFFECTS), classes=("*d*", "e_f", "plain"))
    assert "“\\*d\\*”, “e\\_f” and “plain” apart" in brief_text(bundle)


def test_what_must_be_edited_is_marked() -> None:
    lines = study_text(read_bundle(LOAN_EFFECTS), TODAY).splitlines()
    for key in ("title", "contact", "ethics", "retention", "information", "plan", "duration"):
        (line,) = (line for line in lines if line.startswith(key))
        assert "# TODO" in line
    assert "  answers_until: 2038-12-31" in lines


@pytest.mark.parametrize("there", ["study.yaml", "brief.md"])
def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(BundleError, match=rf"{there} would be overwritten: name another folder"):
        write_study(LOAN_EFFECTS, tmp_path, TODAY)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [(there, "mine")]
