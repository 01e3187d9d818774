"""What the reference shows of a scenario file can be read, and lists every key of its frame."""

import re
from pathlib import Path

from attribution.scenario_files.definition import (
    CandidatesDescription,
    ErrorsDescription,
    RelevanceDescription,
    ScenarioDefinition,
    SplitDescription,
)
from attribution.scenario_files.reading import REFERENCE, read_scenario_file
from tests.folders import PROJECT

PAGE = (PROJECT / REFERENCE).read_text("utf-8")


def test_the_example_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "loans.yaml"
    file.write_text(re.findall(r"```yaml\n(scenario:.*?)```", PAGE, re.DOTALL)[0], "utf-8")
    assert read_scenario_file(file).definition.scenario == "my-loans"


def test_every_key_of_the_frame_is_listed() -> None:
    for part in (
        ScenarioDefinition,
        SplitDescription,
        ErrorsDescription,
        RelevanceDescription,
        CandidatesDescription,
    ):
        for key in part.model_fields:
            assert re.search(rf"[`{{ ]{key}[`:]", PAGE), key
