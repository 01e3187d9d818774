"""Reads photographs from a folder that holds a folder for each class."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from attribution.data.image_collection import Album, LabelledPhotograph
from attribution.data.split import A_FIFTH, Split, SplitKeys
from attribution.errors import DataError


def read_class_folders(
    root: Path,
    classes: Sequence[str] = (),
    *,
    source: str,
    split: Split = A_FIFTH,
    keys: Callable[[Sequence[str]], SplitKeys | None] = lambda _ids: None,
) -> Album:
    """Read all classes or the named ones, in this order, and split them; raises DataError.

    Hidden files are ignored. People read the name of a class's folder as the name of the class.
    `keys` gives what a split may ask about the photographs of these ids.
    """
    names = tuple(classes) or _folders(root)
    if classes and len(set(classes)) < max(2, len(classes)):
        raise DataError("Name at least two classes, each of them once.")
    if len(names) < 2:
        raise DataError(f"{root} holds fewer than two classes: make one folder for each class.")
    photographs = [
        photograph
        for label, name in enumerate(names)
        for photograph in _photographs(root, name, label)
    ]
    labels = np.array([photograph.label for photograph in photographs])
    training, test = split.rows(labels, names, keys([photograph.id for photograph in photographs]))
    return Album(
        name=root.resolve().name,
        source=source,
        class_names=names,
        training=tuple(photographs[row] for row in training),
        test=tuple(photographs[row] for row in test),
    )


def _folders(root: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(path.name for path in root.iterdir() if _is_class(path)))
    except OSError as problem:
        raise DataError(
            f"{root} cannot be read ({problem.strerror}): name a folder with a folder for each "
            "class."
        ) from problem


def _is_class(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _photographs(root: Path, name: str, label: int) -> list[LabelledPhotograph]:
    if not _is_class(root / name):
        raise DataError(f"{root} has no class {name!r}: {', '.join(_folders(root))} are there.")
    files = sorted(path for path in (root / name).iterdir() if not path.name.startswith("."))
    for file in files:
        _check_file(file)
    if len(files) < 2:
        noun = "photograph" if len(files) == 1 else "photographs"
        raise DataError(
            f"{root / name} holds {len(files)} {noun}: put in at least two, to learn from and to "
            "test, or leave the class out."
        )
    return [LabelledPhotograph(f"{name}/{file.name}", file, label) for file in files]


def _check_file(file: Path) -> None:
    if not file.name.isprintable():
        raise DataError(
            f"{file.parent} holds a file whose name is no readable text ({file.name!r}): rename it."
        )
    if file.is_dir():
        raise DataError(
            f"{file} is a folder inside the folder of a class: move its photographs up, or remove "
            "it."
        )
