"""Photographs become pictures in the bundle, or paths in a collection that is not passed on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

pytest.importorskip("PIL", reason="photographs are read with Pillow, of the extra `birds`")

from attribution.data.display import Photograph, Picture
from attribution.data.image_collection import Album, LabelledPhotograph, album_dataset
from core.digests import digest
from tests.attribution.albums import draw


def album(root: Path, collection: Path | None) -> Album:
    photographs = []
    for number in range(14):
        name = f"bird {number}.jpg"
        draw(root / "images" / name, seed=number)
        photographs.append(LabelledPhotograph(name, root / "images" / name, number % 2))
    return Album("Birds", "a notebook", ("Wren", "Finch"), *_split(photographs), collection)


def _split(photographs: list[LabelledPhotograph]) -> tuple[Any, Any]:
    return tuple(photographs[:10]), tuple(photographs[10:])


def numbers(files: Sequence[Path]) -> npt.NDArray[np.floating]:
    return np.array([[float(file.stem.split()[1])] for file in files])


def test_photographs_that_may_be_passed_on_are_pictures_named_by_their_digests(
    tmp_path: Path,
) -> None:
    dataset = album_dataset(album(tmp_path, None), numbers)
    assert dataset.training.inputs[:, 0].tolist() == list(range(10))
    assert dataset.test.labels.tolist() == [0, 1, 0, 1]
    display = dataset.training.displays[0]
    assert isinstance(display, Picture)
    assert digest(dataset.pictures[display.file]) == display.sha256
    assert display.alternative_text == "Photograph labelled Wren"


def test_others_are_named_by_their_paths_and_no_pixel_is_kept(tmp_path: Path) -> None:
    dataset = album_dataset(album(tmp_path, tmp_path), numbers)
    assert dataset.training.displays[1] == Photograph(
        "images/bird 1.jpg", "Photograph labelled Finch"
    )
    assert not dataset.pictures
