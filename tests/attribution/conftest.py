from pathlib import Path

import pytest

from attribution.data.display import Modality
from attribution.effects.pipeline import run_attribution
from tests.attribution.toys import bird_scenario, birds


@pytest.fixture
def picture_bundle(tmp_path: Path) -> Path:
    """The folder of a small bundle that shows pictures."""
    scenario = bird_scenario(birds(classes=3, modality=Modality.IMAGE))
    bundle = run_attribution(scenario, tmp_path / "birds").bundle
    assert bundle is not None
    return bundle
