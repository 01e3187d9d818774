import pytest

from attribution.effects.bundle_reader import read_bundle
from attribution.local_explanations.texts.explained_texts import ExplainedTexts
from attribution.scenarios import EFFECTS, requests


@pytest.fixture(scope="session")
def explained_requests() -> ExplainedTexts:
    """The messages as they are explained in the bundle that ships."""
    return ExplainedTexts.of(requests(), read_bundle(EFFECTS / "requests"))
