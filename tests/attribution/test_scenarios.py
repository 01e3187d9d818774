import pytest

from attribution.errors import AttributionError
from attribution.scenarios import SCENARIOS, scenario_named

NEED_PYTORCH = {"fashion"}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_shipped_scenario_can_be_built(name: str) -> None:
    if name in NEED_PYTORCH:
        pytest.importorskip("torch", reason="needs PyTorch")
    assert scenario_named(name).name == name


def test_an_unknown_scenario_is_told_the_known_ones() -> None:
    with pytest.raises(AttributionError, match="There is no scenario 'lone': choose fashion, loan"):
        scenario_named("lone")


def test_more_seeds_are_another_recipe() -> None:
    scenario = scenario_named("loan")
    assert scenario.with_seeds(range(10)).recipe.fingerprint != scenario.recipe.fingerprint
