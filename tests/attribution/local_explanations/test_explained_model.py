"""A model is explained with its own effects, on the data that it learned from."""

import pytest

from attribution.effects.bundle_reader import read_bundle
from attribution.errors import BundleError
from attribution.local_explanations.explained_model import ExplainedModel
from attribution.scenarios import scenario_named
from tests.folders import FIXTURES


def test_samples_that_were_held_back_are_not_explained_as_learned() -> None:
    effects = read_bundle(FIXTURES / "effects" / "loan-collection")
    with pytest.raises(BundleError, match="loan-collection holds training samples back, and"):
        ExplainedModel.of(scenario_named("loan-collection"), effects, {})


def test_effects_of_other_data_are_refused() -> None:
    effects = read_bundle(FIXTURES / "effects" / "loan-collection")
    with pytest.raises(BundleError, match="effects of loan-collection were computed on other data"):
        ExplainedModel.of(scenario_named("loan"), effects, {})
