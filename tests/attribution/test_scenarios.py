import sys
from pathlib import Path
from typing import Any

import pytest

from attribution.errors import AttributionError
from attribution.scenarios import SCENARIOS, scenario_named

NEED_PYTORCH = {"fashion", "fashion-collection"}
NEED_PHOTOGRAPHS = {"birds", "images"}


@pytest.mark.parametrize("name", sorted(SCENARIOS.keys() - NEED_PHOTOGRAPHS))
def test_every_shipped_scenario_can_be_built(name: str) -> None:
    if name in NEED_PYTORCH:
        pytest.importorskip("torch", reason="needs PyTorch")
    assert scenario_named(name).name == name


def test_an_unknown_scenario_is_told_the_known_ones() -> None:
    with pytest.raises(
        AttributionError,
        match="no scenario 'lone': choose birds, fashion, fashion-collection, images, iris, loan",
    ):
        scenario_named("lone")


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("birds", {}, "The scenario birds needs --cub-root: say where its photographs are"),
        ("images", {"classes": ("stool",)}, "The scenario images needs --data"),
        ("loan", {"cub_root": Path()}, "The scenario loan takes no --cub-root: leave it out"),
    ],
)
def test_options_are_those_of_the_scenario(
    name: str, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(AttributionError, match=sentence):
        scenario_named(name, **options)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in [name for name in sys.modules if name.startswith("attribution.data.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(AttributionError, match="needs the package PIL: install what docs/how-to/"):
        scenario_named("birds", cub_root=tmp_path)


def test_more_seeds_are_another_recipe() -> None:
    scenario = scenario_named("loan")
    assert scenario.with_seeds(range(11)).recipe.fingerprint != scenario.recipe.fingerprint
