"""Makes a Dataset of labelled photographs on disk."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Display, Modality, Photograph
from attribution.data.photographs import UnusablePhotograph, read_photograph, shown_picture
from attribution.data.problems import DataProblem, DataProblems


@dataclass(frozen=True)
class LabelledPhotograph:
    """`id` is the path below the collection's folder; `label` is a class number from 0."""

    id: str
    file: Path
    label: int


@dataclass(frozen=True)
class Album:
    """Photographs and their split, before they are read.

    `collection` is the folder of photographs that may not be passed on, and None for others.
    Bundles then name photographs by their paths below it, for users who have their own copy.
    """

    name: str
    source: str
    class_names: tuple[str, ...]
    training: tuple[LabelledPhotograph, ...]
    test: tuple[LabelledPhotograph, ...]
    collection: Path | None = None


PhotographReader = Callable[[Sequence[Path]], npt.NDArray[np.floating]]
"""Gives the inputs of a model for photographs, [photographs, ...]."""


def album_dataset(album: Album, read_inputs: PhotographReader) -> Dataset:
    """Read every photograph; raises DataProblems with each file that cannot be used.

    Those that are to be shown are read first, since a model's inputs may take long.
    """
    pictures: dict[str, bytes] = {}
    displays = _displays(album, pictures)

    def samples(chosen: Sequence[LabelledPhotograph]) -> Samples:
        return Samples(
            ids=tuple(photograph.id for photograph in chosen),
            inputs=read_inputs([photograph.file for photograph in chosen]),
            labels=np.array([photograph.label for photograph in chosen], dtype=np.int64),
            displays=tuple(displays[photograph.id] for photograph in chosen),
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


def _displays(album: Album, pictures: dict[str, bytes]) -> dict[str, Display]:
    """The display of each photograph by its id; raises DataProblems."""
    displays: dict[str, Display] = {}
    problems: list[DataProblem] = []
    for photograph in (*album.training, *album.test):
        try:
            displays[photograph.id] = _display(album, photograph, pictures)
        except UnusablePhotograph as refusal:
            problems.append(refusal.problem(photograph.id))
    if problems:
        problems.sort(key=lambda problem: problem.place)
        raise DataProblems(f"The folder {album.name}", problems)
    return displays


def unusable(photographs: Iterable[LabelledPhotograph]) -> list[DataProblem]:
    """Each file that cannot be used as a photograph."""
    problems = []
    for photograph in photographs:
        try:
            read_photograph(photograph.file)
        except UnusablePhotograph as refusal:
            problems.append(refusal.problem(photograph.id))
    return problems


def _display(album: Album, photograph: LabelledPhotograph, pictures: dict[str, bytes]) -> Display:
    """Show a photograph as a picture, whose bytes are added to `pictures`, or by its path."""
    text = f"Photograph labelled {album.class_names[photograph.label]}"
    if album.collection is not None:
        return Photograph(photograph.file.relative_to(album.collection).as_posix(), text)
    picture, content = shown_picture(read_photograph(photograph.file), text)
    pictures[picture.file] = content
    return picture
