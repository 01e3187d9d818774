"""The switches of the tool."""

import shutil

import pytest
from pydantic import ValidationError

from survey.design.problems import StudyFileError
from survey.design.reading import read_study
from survey.design.tool import Tool
from tests.world import STUDIES

BUNDLES = {"birds", "fashion", "loan", "iris"}


def test_a_comparison_needs_the_list_it_starts_from() -> None:
    with pytest.raises(ValidationError, match="compared from the list"):
        Tool(tried_settings=False)
    assert not Tool(tried_settings=False, comparison=False).comparison


def test_the_variant_as_published_has_the_papers_tool() -> None:
    file = STUDIES / "tda-needfinding-as-published" / "study.yaml"
    study = read_study(file, bundles=BUNDLES).definition
    shown = study.tool.model_dump()
    preset = shown.pop("preset")
    # Paper, section 4.4.2, figure 5.
    assert preset == {"action": "removal", "metric": "loss", "number": 1}
    assert shown.pop("option_order") == "as_written"
    assert not any(shown.values())
    assert study.tutorial.check == ()
    assert study.tutorial.practice is None


def test_a_preset_that_is_not_offered_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("studies")
    (folder / "own").mkdir()
    shutil.copytree(STUDIES / "tda-needfinding", folder / "tda-needfinding")
    file = folder / "own" / "study.yaml"
    file.write_text(
        "extends: ../tda-needfinding/study.yaml\nstudy: own\nversion: '1.0'\n"
        "settings:\n  numbers: [1, 5]\n"
        "tool:\n  preset: {action: removal, metric: loss, number: 3}\n"
    )
    with pytest.raises(StudyFileError, match="3 is not offered in the scenario image"):
        read_study(file, bundles=BUNDLES)
