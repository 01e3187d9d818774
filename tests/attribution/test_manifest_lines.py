"""A manifest is read in lines, every value of it."""

from attribution.manifest_lines import ManifestLine, manifest_lines
from tests.world import LOAN_EFFECTS


def test_values_stand_below_what_they_belong_to() -> None:
    lines = manifest_lines('{"recipe": {"model": {"alpha": 0.01}, "seeds": [0, 1]}, "name": "x"}')
    assert lines == [
        ManifestLine(0, "Name", "x"),
        ManifestLine(0, "Recipe"),
        ManifestLine(1, "Model"),
        ManifestLine(2, "Alpha", "0.01"),
        ManifestLine(1, "Seeds", "0, 1"),
    ]


def test_a_shipped_manifest_is_told_whole() -> None:
    lines = manifest_lines((LOAN_EFFECTS / "manifest.json").read_text())
    values = {line.name: line.value for line in lines}
    assert values["Kind"] == "logistic regression by SGD"
    assert values["Upweighting"] == "weight 10"
    assert values["Checkpoints"] == "30, 40, 50"


def test_what_is_no_manifest_has_no_lines() -> None:
    assert manifest_lines("nothing") == []
    assert manifest_lines("[1]") == []
