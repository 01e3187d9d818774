from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from attribution.data.cub import TEN_FAMILIES, read_cub, short_names
from attribution.data.display import Photograph
from attribution.data.image_collection import album_dataset
from attribution.errors import DataError
from tests.attribution.albums import BIRDS, cub_folder
from tests.folders import PROJECT

TEN_BIRDS = PROJECT.parent / "shared" / "data" / "cub10-families" / "CUB_200_2011"


def without(root: Path, name: str) -> None:
    (root / name).unlink()


def cut(root: Path, name: str) -> None:
    """Leave the first line only."""
    (root / name).write_text((root / name).read_text().splitlines()[0])


def test_the_official_split_and_paths_are_kept(tmp_path: Path) -> None:
    album = read_cub(cub_folder(tmp_path), BIRDS)
    assert [photograph.label for photograph in album.training] == [0] * 5 + [1] * 5 + [2] * 5
    assert [photograph.label for photograph in album.test] == [0] * 3 + [1] * 3 + [2] * 3
    assert album.test[0].id == "001.Black_footed_Albatross/bird_0000.jpg"
    assert album.class_names == ("Black-footed Albatross", "Laysan Albatross", "Fulmar")


def test_classes_come_in_the_order_asked_for(tmp_path: Path) -> None:
    album = read_cub(cub_folder(tmp_path), (BIRDS[2], BIRDS[0]))
    assert album.class_names == ("Fulmar", "Albatross")
    labels = {photograph.id.partition("/")[0]: photograph.label for photograph in album.training}
    assert labels == {BIRDS[2]: 0, BIRDS[0]: 1}


def test_a_dataset_of_birds_names_its_photographs_and_holds_none(tmp_path: Path) -> None:
    album = read_cub(cub_folder(tmp_path), BIRDS)
    dataset = album_dataset(album, lambda files: np.zeros((len(files), 2)))
    assert dataset.pictures == {}
    assert dataset.test.displays[0] == Photograph(
        "images/001.Black_footed_Albatross/bird_0000.jpg",
        "Photograph labelled Black-footed Albatross",
    )


def test_names_of_the_ten_classes_are_families_where_these_are_distinct() -> None:
    names = short_names(TEN_FAMILIES)
    assert len(set(names)) == len(TEN_FAMILIES)
    # Each family once: no name needs its species.
    expected = "Ani Auklet Blackbird Catbird Cormorant Cowbird Crow Cuckoo Flycatcher Grackle"
    assert " ".join(names) == expected


@pytest.mark.parametrize(
    ("spoil", "classes", "sentence"),
    [
        (
            lambda root: without(root, "train_test_split.txt"),
            BIRDS,
            r"train_test_split\.txt cannot be read: name the folder CUB_200_2011",
        ),
        (lambda root: without(root, "classes.txt"), BIRDS, r"classes\.txt cannot be read"),
        (lambda root: cut(root, "image_class_labels.txt"), BIRDS, "say too little of image 101"),
        (lambda root: cut(root, "train_test_split.txt"), BIRDS, "say too little of image 101"),
        (
            lambda root: without(root, f"images/{BIRDS[1]}/bird_0002.jpg"),
            BIRDS,
            r"bird_0002\.jpg is missing: restore it",
        ),
        (lambda root: cut(root, "images.txt"), BIRDS, "has no training photograph"),
        (lambda root: None, ("099.Dodo", BIRDS[0]), "has no class '099.Dodo': write it as there"),
        (lambda root: None, BIRDS[:1], "at least two classes"),
        (lambda root: None, (BIRDS[0], BIRDS[0]), "at least two classes, each of them once"),
    ],
)
def test_a_folder_that_cannot_be_used_is_explained(
    tmp_path: Path, spoil: Callable[[Path], None], classes: tuple[str, ...], sentence: str
) -> None:
    spoil(cub_folder(tmp_path))
    with pytest.raises(DataError, match=sentence):
        read_cub(tmp_path, classes)


@pytest.mark.skipif(not TEN_BIRDS.exists(), reason=f"photographs of CUB are not in {TEN_BIRDS}")
def test_the_ten_classes_have_as_many_photographs_as_the_paper_says() -> None:
    album = read_cub(TEN_BIRDS)
    assert (len(album.training), len(album.test)) == (300, 277)
