"""The switches of the tool."""

import pytest
from pydantic import ValidationError

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
    study = read_study(file, bundles=BUNDLES).survey
    shown = study.tool.model_dump()
    preset = shown.pop("preset")
    # Paper, section 4.4.2, figure 5.
    assert preset == {"action": "removal", "metric": "loss", "number": "1"}
    assert shown.pop("option_order") == "as_written"
    assert not any(shown.values())
    assert study.tutorial.check == ()
    assert study.tutorial.practice is None
