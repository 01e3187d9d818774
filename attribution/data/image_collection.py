"""Labelled photographs on disk, whoever they belong to, made into a Dataset."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Display, Modality, Photograph
from attribution.data.photographs import read_photograph, shown_picture


@dataclass(frozen=True)
class LabelledPhotograph:
    """`id` is the path below the collection's folder; the label is the number of a class."""

    id: str
    file: Path
    label: int


@dataclass(frozen=True)
class Album:
    """`collection` is the folder of photographs that may not be passed on, and None for others.

    Bundles name such photographs by their paths below it, for readers who have them too.
    """

    name: str
    source: str
    class_names: tuple[str, ...]
    training: tuple[LabelledPhotograph, ...]
    test: tuple[LabelledPhotograph, ...]
    collection: Path | None = None


Seeing = Callable[[Sequence[Path]], npt.NDArray[np.floating]]
"""What a model is given of photographs, [photographs, ...]."""


def album_dataset(album: Album, seeing: Seeing) -> Dataset:
    """Read every photograph; raises DataError, naming the file, where one cannot be used."""
    pictures: dict[str, bytes] = {}

    def samples(chosen: Sequence[LabelledPhotograph]) -> Samples:
        return Samples(
            ids=tuple(one.id for one in chosen),
            inputs=seeing([one.file for one in chosen]),
            labels=np.array([one.label for one in chosen], dtype=np.int64),
            displays=tuple(_display(album, one, pictures) for one in chosen),
        )

    return Dataset(
        name=album.name,
        source=album.source,
        modality=Modality.IMAGE,
        class_names=album.class_names,
        features=(),
        training=samples(album.training),
        test=samples(album.test),
        pictures=pictures,
    )


def _display(album: Album, one: LabelledPhotograph, pictures: dict[str, bytes]) -> Display:
    text = f"Photograph labelled {album.class_names[one.label]}"
    if album.collection is not None:
        return Photograph(one.file.relative_to(album.collection).as_posix(), text)
    picture, content = shown_picture(read_photograph(one.file), text)
    pictures[picture.file] = content
    return picture
