"""The study that ships with four explanations: it is neutral, and about them alone."""

import re
from pathlib import Path

import pytest

from attribution.panels.index import PanelIndex
from attribution.panels.reader import read_panel_files
from survey.design.definition import SurveyDefinition
from survey.design.reading import read_study
from survey.design.tutorial import TutorialStep
from tests.folders import FIXTURES
from tests.world import STUDIES

FOLDER = STUDIES / "which-explanation-helps"
NAME = "loan-explanations"


@pytest.fixture(scope="module")
def panels() -> PanelIndex:
    return PanelIndex(read_panel_files(FIXTURES / "effects" / NAME).bundle)


@pytest.fixture(scope="module")
def study(panels: PanelIndex) -> SurveyDefinition:
    known = {NAME: panels}
    return read_study(FOLDER / "study.yaml", bundles=known, bundle_of=known.get).survey


def test_everything_that_the_bundle_shows_can_be_chosen(
    study: SurveyDefinition, panels: PanelIndex
) -> None:
    assert study.space_of("loan").levels == panels.axes
    assert study.practice_space.levels == panels.axes


def test_a_setting_reads_as_part_of_a_sentence(study: SurveyDefinition) -> None:
    space = study.space_of("loan")
    words = space.words({"explanation": "contributions", "amount": "1"})
    assert words == "contributions of the values with 1 entry"
    words = space.words({"explanation": "training_effects", "amount": "3"})
    assert words == "training again with 3 entries"


def test_every_explanation_is_explained_and_checked_as_often(study: SurveyDefinition) -> None:
    titles = [level.title for level in study.space_of("loan").axes["explanation"].levels.values()]
    steps = {step.key: step for step in study.tutorial.steps if isinstance(step, TutorialStep)}
    for step in ("the_settings", "the_results"):
        assert [steps[step].text.count(f"*{title}*") for title in titles] in ([1] * 4, [0] * 4)
        assert all(re.search(rf"\*{title}\.?\*", steps[step].text) for title in titles)
    assert all(title in study.glossary for title in titles)
    assert len(study.tutorial.check) == len(titles)


def test_the_right_answers_of_the_check_do_not_stand_in_one_place(study: SurveyDefinition) -> None:
    places = {list(question.options).index(question.correct) for question in study.tutorial.check}
    assert places == {0, 1, 2}


def test_its_plan_registers_a_test_of_each_axis(study: SurveyDefinition) -> None:
    assert study.plan is not None
    tested = [hypothesis.axis for hypothesis in study.plan.hypotheses if hypothesis.axis]
    assert tested == list(study.space_of("loan").axes)


def test_the_error_to_practise_on_leaves_errors_of_both_kinds(
    study: SurveyDefinition, panels: PanelIndex
) -> None:
    assert study.tutorial.practice is not None
    practised = study.tutorial.practice.error
    assert practised in panels.errors
    kinds = {panels.facts_of(error)[""] for error in panels.errors if error != practised}
    assert len(kinds) == 2


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_it_does_not_speak_of_the_actions_and_metrics_of_the_founding_study(file: Path) -> None:
    text = file.read_text(encoding="utf-8").lower()
    for word in ("removal", "upweighting", "label change", "metric", "training data attribution"):
        assert word not in text
