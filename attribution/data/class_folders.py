"""Reads photographs from a folder that holds a folder for each class."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from attribution.data.image_collection import Album, LabelledPhotograph
from attribution.data.problems import DataProblem, DataProblems
from attribution.data.split import A_FIFTH, Split, SplitKeys
from attribution.errors import DataError

HIDDEN_BY_WINDOWS = {"thumbs.db", "desktop.ini"}


def read_class_folders(
    root: Path,
    classes: Sequence[str] = (),
    *,
    source: str,
    split: Split = A_FIFTH,
    keys: Callable[[Sequence[str]], SplitKeys | None] = lambda _ids: None,
) -> Album:
    """Read all classes or the named ones, in this order, and split them.

    Raises DataProblems with everything that is wrong with folders and names, and DataError. Hidden
    files are ignored, and so are those that Windows hides. People read the name of a class's folder
    as the name of the class. `keys` gives what a split may ask about the photographs of these ids.
    """
    names = tuple(classes) or _folders(root)
    if classes and len(set(classes)) < max(2, len(classes)):
        raise DataError("Name at least two classes, each of them once.")
    if len(names) < 2:
        raise DataError(f"{root} holds fewer than two classes: make one folder for each class.")
    problems = [problem for name in names for problem in _problems(root, name)]
    if problems:
        raise DataProblems(f"The folder {root.resolve().name}", problems)
    photographs = photographs_in(root, names)
    labels = np.array([photograph.label for photograph in photographs])
    training, test = split.rows(labels, names, keys([photograph.id for photograph in photographs]))
    return Album(
        name=root.resolve().name,
        source=source,
        class_names=names,
        training=tuple(photographs[row] for row in training),
        test=tuple(photographs[row] for row in test),
    )


def photographs_in(root: Path, classes: Sequence[str]) -> list[LabelledPhotograph]:
    """The files in the folders of classes, as far as there are any, in the order of names."""
    return [
        LabelledPhotograph(f"{name}/{file.name}", file, label)
        for label, name in enumerate(classes)
        if _is_class(root / name)
        for file in _files(root / name)
        if not file.is_dir()
    ]


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


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith(".") and path.name.lower() not in HIDDEN_BY_WINDOWS
    )


def _problems(root: Path, name: str) -> Iterator[DataProblem]:
    """Everything that is wrong with the folder of a class, but for the photographs themselves."""
    if not _is_class(root / name):
        there = ", ".join(_folders(root))
        yield DataProblem(
            name, "There is no such folder.", f"Make it, or name classes that are there: {there}."
        )
        return
    files = _files(root / name)
    for file in files:
        if not file.name.isprintable():
            yield DataProblem(
                name,
                f"It holds a file whose name is no readable text ({file.name!r}).",
                "Rename it.",
            )
        elif file.is_dir():
            yield DataProblem(
                f"{name}/{file.name}",
                "It is a folder inside the folder of a class.",
                "Move its photographs up, or remove it.",
            )
    if len(files) < 2:
        yield DataProblem(
            name,
            f"It holds {len(files)} {'photograph' if len(files) == 1 else 'photographs'}.",
            "Put in at least two, to learn from and to test, or leave the class out.",
        )
