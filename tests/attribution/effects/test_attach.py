from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from attribution.data.dataset import Samples
from attribution.data.display import Modality, Photograph, Picture
from attribution.effects.attach import attach_photographs
from attribution.effects.bundle_reader import read_bundle, read_without_pictures
from attribution.effects.pipeline import run_attribution
from attribution.errors import AttributionError, BundleError, DataError
from core.digests import digest
from tests.attribution.albums import draw
from tests.attribution.toys import bird_scenario, birds


def unseen(samples: Samples) -> Samples:
    displays = tuple(Photograph(f"images/{name}.jpg", f"A bird, {name}") for name in samples.ids)
    return replace(samples, displays=displays)


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The folder of a bundle that names photographs and holds none."""
    seen = birds(classes=3, modality=Modality.IMAGE)
    dataset = replace(seen, training=unseen(seen.training), test=unseen(seen.test), pictures={})
    outcome = run_attribution(bird_scenario(dataset), tmp_path / "run")
    assert outcome.bundle is not None
    return outcome.bundle


@pytest.fixture
def collection(bundle: Path, tmp_path: Path) -> Path:
    """A reader's own copy of the photographs."""
    root = tmp_path / "collection"
    for seed, sample in enumerate(read_without_pictures(bundle).bundle.shown):
        assert isinstance(sample.display, Photograph)
        draw(root / sample.display.original, seed, width=500, height=400)
    return root


def test_a_bundle_without_its_photographs_says_what_to_do(bundle: Path) -> None:
    assert {file.name for file in bundle.iterdir()} == {"bundle.json", "manifest.json"}
    sentence = r"may not be passed on .drawn from a line.: get them from there, and give --photos"
    with pytest.raises(BundleError, match=sentence):
        read_bundle(bundle)


def test_with_a_reader_s_photographs_it_is_complete(
    bundle: Path, collection: Path, tmp_path: Path
) -> None:
    out = tmp_path / "complete"
    complete = attach_photographs(bundle, collection, out)
    assert read_bundle(out) == complete
    before = read_without_pictures(bundle).bundle
    assert complete.group_effects == before.group_effects
    assert complete.provenance == before.provenance
    for sample, old in zip(complete.shown, before.shown, strict=True):
        assert isinstance(sample.display, Picture)
        assert sample.display.alternative_text == old.display.alternative_text  # type: ignore[union-attr]
        content = (out / sample.display.file).read_bytes()
        assert digest(content) == sample.display.sha256
        assert len(content) < 60_000


def test_it_is_the_same_each_time(bundle: Path, collection: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        attach_photographs(bundle, collection, tmp_path / name)
    attach_photographs(bundle, collection, tmp_path / "two")
    first, second = (
        {file.name: file.read_bytes() for file in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert first == second


def test_a_complete_bundle_needs_no_photographs(
    bundle: Path, collection: Path, tmp_path: Path
) -> None:
    attach_photographs(bundle, collection, tmp_path / "one")
    with pytest.raises(BundleError, match="one lacks no photographs: load it without --photos"):
        attach_photographs(tmp_path / "one", collection, tmp_path / "two")


@pytest.mark.parametrize(
    ("spoil", "kind", "sentence"),
    [
        (
            lambda file: file.unlink(),
            DataError,
            " is missing: restore it, or name",
        ),
        (lambda file: file.write_text("x"), DataError, "cannot be read as a photograph"),
    ],
)
def test_a_photograph_that_cannot_be_used_is_named_and_no_bundle_is_left(
    bundle: Path,
    collection: Path,
    tmp_path: Path,
    spoil: Callable[[Path], object],
    kind: type[AttributionError],
    sentence: str,
) -> None:
    spoil(max(collection.rglob("*.jpg")))
    with pytest.raises(kind, match=sentence):
        attach_photographs(bundle, collection, tmp_path / "complete")
    assert not (tmp_path / "complete").exists()


def test_the_bundle_without_photographs_is_not_written_over(bundle: Path, collection: Path) -> None:
    with pytest.raises(BundleError, match="to be kept as it is: choose another folder"):
        attach_photographs(bundle, collection, bundle)


def test_a_bundle_cannot_fetch_other_pictures_of_its_reader(
    collection: Path, tmp_path: Path
) -> None:
    draw(tmp_path / "private.jpg", seed=1)
    seen = birds(classes=3, modality=Modality.IMAGE)
    nosy = tuple(Photograph("../private.jpg", "A bird") for _ in seen.test.ids)
    dataset = replace(seen, training=unseen(seen.training), test=replace(seen.test, displays=nosy))
    outcome = run_attribution(bird_scenario(dataset), tmp_path / "nosy")
    assert outcome.bundle is not None
    with pytest.raises(BundleError, match=r"lies outside .*: get the bundle from its makers"):
        attach_photographs(outcome.bundle, collection, tmp_path / "complete")
