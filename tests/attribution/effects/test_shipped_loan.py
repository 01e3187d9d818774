"""The loan bundle that ships is what the released code makes of the raw data."""

from pathlib import Path

import pytest

from attribution.axes import Action, Metric
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle
from attribution.effects.pipeline import run_attribution
from attribution.scenarios import scenario_named
from tests.folders import FIXTURES

SHIPPED = FIXTURES / "effects" / "loan"


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_bundle(SHIPPED)


def test_it_holds_two_kinds_of_error_three_examples_each(bundle: Bundle) -> None:
    # Paper, appendix C.3.
    kinds = [
        (bundle.classes[error.true_class], bundle.classes[error.predicted_class])
        for error in bundle.errors
    ]
    assert kinds == [("Decline", "Approve")] * 3 + [("Approve", "Decline")] * 3


def test_every_setting_has_its_group_effect(bundle: Bundle) -> None:
    lists = len(bundle.errors) * len(Action) * len(Metric)
    assert [len(ranking.samples) for ranking in bundle.rankings] == [10] * lists
    assert len(bundle.group_effects) == 10 * lists


def test_its_recipe_is_the_one_in_the_code(bundle: Bundle) -> None:
    shipped, current = bundle.provenance.recipe, scenario_named("loan").recipe.document
    for key in (shipped.keys() | current.keys()) - {"libraries", "platform"}:
        assert shipped[key] == current[key], key


def test_the_raw_data_give_the_same_bytes(bundle: Bundle, tmp_path: Path) -> None:
    scenario = scenario_named("loan")
    if scenario.recipe.fingerprint != bundle.provenance.fingerprint:
        made_with = {key: bundle.provenance.recipe[key] for key in ("libraries", "platform")}
        pytest.skip(f"equal bytes are promised only where these are equal: {made_with}")
    outcome = run_attribution(scenario, tmp_path, jobs=2)
    assert outcome.bundle is not None
    for name in ("bundle.json", "manifest.json"):
        assert (outcome.bundle / name).read_bytes() == (SHIPPED / name).read_bytes()
