"""A folder of photographs with a folder for each class: the plainest way to bring one's own."""

from collections.abc import Sequence
from pathlib import Path

from attribution.data.album import Album, LabelledPhotograph
from attribution.data.table import Split
from attribution.errors import DataError

SPLIT = Split(test_share=0.2, seed=0)


def read_class_folders(
    root: Path, classes: Sequence[str] = (), *, source: str, split: Split = SPLIT
) -> Album:
    """Read all classes, or those named, and split each of them alike; raises DataError.

    Hidden files are passed over. The name of a class's folder is the name that people read.
    """
    names = tuple(classes) or _folders(root)
    if len(set(names)) < max(2, len(names)):
        raise DataError(f"{root} gives fewer than two classes: make one folder for each class.")
    training: list[LabelledPhotograph] = []
    test: list[LabelledPhotograph] = []
    for label, name in enumerate(names):
        photographs = _photographs(root, name, label)
        kept, held_out = split.rows(len(photographs))
        training += [photographs[row] for row in kept]
        test += [photographs[row] for row in held_out]
    return Album(
        name=root.resolve().name,
        source=source,
        class_names=names,
        training=tuple(training),
        test=tuple(test),
    )


def _folders(root: Path) -> tuple[str, ...]:
    try:
        return tuple(sorted(one.name for one in root.iterdir() if _is_class(one)))
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
    files = sorted(one for one in (root / name).iterdir() if not one.name.startswith("."))
    if len(files) < 2:
        raise DataError(
            f"{root / name} holds {len(files)} photographs: put in at least two, to learn from "
            "and to test, or leave the class out."
        )
    for file in files:
        if not file.name.isprintable():
            raise DataError(
                f"{root / name} holds a file whose name is no readable text ({file.name!r}): "
                "rename it."
            )
    return [LabelledPhotograph(f"{name}/{file.name}", file, label) for file in files]
