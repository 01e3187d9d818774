import pytest

from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.scenarios import EFFECTS, loan


@pytest.fixture(scope="session")
def loan_effects() -> Bundle:
    return read_bundle(EFFECTS / "loan")


@pytest.fixture(scope="session")
def loan_model(loan_effects: Bundle) -> ExplainedModel:
    """The loan model as it is explained in the bundle that ships."""
    return ExplainedModel.of(loan(), loan_effects, {"credit_amount": 100})
