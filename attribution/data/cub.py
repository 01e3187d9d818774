"""Reads CUB-200-2011 from the user's copy; its photographs are never passed on."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from attribution.data.image_collection import Album, LabelledPhotograph
from attribution.errors import DataError

SOURCE = (
    "Caltech-UCSD Birds-200-2011 (Wah, Branson, Welinder, Perona and Belongie, 2011, California "
    "Institute of Technology, CNS-TR-2011-001), photographs by users of Flickr, for "
    "non-commercial research and education"
)

TEN_FAMILIES = (
    "004.Groove_billed_Ani",
    "008.Rhinoceros_Auklet",
    "009.Brewer_Blackbird",
    "019.Gray_Catbird",
    "024.Red_faced_Cormorant",
    "026.Bronzed_Cowbird",
    "029.American_Crow",
    "033.Yellow_billed_Cuckoo",
    "040.Olive_sided_Flycatcher",
    "049.Boat_tailed_Grackle",
)
"""Ten classes of ten families, which people can tell apart by name.

They have as many photographs as the paper's ten classes, 300 and 277. The paper names only a wren
and a sparrow among those (appendix C.1 and figure 5).
"""


def read_cub(root: Path, classes: Sequence[str] = TEN_FAMILIES) -> Album:
    """Read the lists of the folder CUB_200_2011 with the official split; raises DataError."""
    numbers = _class_numbers(root, classes)
    labels = _listed(root, "image_class_labels.txt")
    split = _listed(root, "train_test_split.txt")
    parts: dict[str, list[LabelledPhotograph]] = {"1": [], "0": []}
    for image, path in _listed(root, "images.txt").items():
        if image not in labels or split.get(image) not in parts:
            raise DataError(
                f"The lists in {root} say too little of image {image}: restore the original files."
            )
        if labels[image] in numbers:
            label = numbers.index(labels[image])
            parts[split[image]].append(LabelledPhotograph(path, root / "images" / path, label))
    album = Album(
        name="CUB-200-2011",
        source=SOURCE,
        class_names=short_names(classes),
        training=tuple(parts["1"]),
        test=tuple(parts["0"]),
        collection=root,
    )
    _check_photographs(album)
    return album


def short_names(classes: Sequence[str]) -> tuple[str, ...]:
    """The family, as in the paper (appendix C.1), or the species where a family occurs twice."""
    species = [
        re.sub("_(?=[a-z])", "-", name.partition(".")[2]).replace("_", " ") for name in classes
    ]
    families = [name.rpartition(" ")[2] for name in species]
    classes_of = Counter(families)
    return tuple(
        family if classes_of[family] == 1 else name
        for family, name in zip(families, species, strict=True)
    )


def _class_numbers(root: Path, classes: Sequence[str]) -> list[str]:
    numbers = {name: number for number, name in _listed(root, "classes.txt").items()}
    for name in classes:
        if name not in numbers:
            raise DataError(
                f"{root / 'classes.txt'} has no class {name!r}: write it as there, such as "
                f"{next(iter(numbers), TEN_FAMILIES[0])}."
            )
    if len(set(classes)) < max(2, len(classes)):
        raise DataError("Name at least two classes, each of them once.")
    return [numbers[name] for name in classes]


def _listed(root: Path, name: str) -> dict[str, str]:
    """Read a list whose lines hold a number, a space and a text."""
    try:
        lines = (root / name).read_text("utf-8").splitlines()
    except (OSError, ValueError) as problem:
        raise DataError(
            f"{root / name} cannot be read: name the folder CUB_200_2011 with its lists, whole."
        ) from problem
    return {number: rest for number, _, rest in (line.strip().partition(" ") for line in lines)}


def _check_photographs(album: Album) -> None:
    for part, photographs in (("training", album.training), ("test", album.test)):
        labels = {photograph.label for photograph in photographs}
        for label, name in enumerate(album.class_names):
            if label not in labels:
                raise DataError(f"{name} has no {part} photograph: leave this class out.")
    for photograph in album.training + album.test:
        if not photograph.file.is_file():
            raise DataError(
                f"The photograph {photograph.file} is missing: restore it, or name the right "
                "folder."
            )
