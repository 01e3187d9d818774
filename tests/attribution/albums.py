"""Small collections of drawn photographs, in the layouts that the importers read."""

from pathlib import Path

import numpy as np
from PIL import Image

BIRDS = ("001.Black_footed_Albatross", "002.Laysan_Albatross", "045.Northern_Fulmar")


def draw(file: Path, seed: int, width: int = 48, height: int = 40) -> None:
    """Draw a noisy photograph of a colour that the seed gives."""
    random = np.random.RandomState(seed)
    pixels = random.randint(60, size=(height, width, 3)) + random.randint(190, size=3)
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels.astype(np.uint8)).save(file)


def cub_folder(root: Path, per_class: int = 8, tests: int = 3) -> Path:
    """CUB's lists and photographs for the classes BIRDS, the first `tests` of each for testing."""
    lists: dict[str, list[str]] = {
        "classes": [],
        "images": [],
        "image_class_labels": [],
        "train_test_split": [],
    }
    for label, name in enumerate(BIRDS, start=1):
        lists["classes"].append(f"{label} {name}")
        for number in range(per_class):
            image, path = label * 100 + number, f"{name}/bird_{number:04d}.jpg"
            draw(root / "images" / path, seed=image)
            lists["images"].append(f"{image} {path}")
            lists["image_class_labels"].append(f"{image} {label}")
            lists["train_test_split"].append(f"{image} {int(number >= tests)}")
    for listed, lines in lists.items():
        (root / f"{listed}.txt").write_text("\n".join(lines) + "\n")
    return root


def class_folders(root: Path, classes: int = 3, per_class: int = 10) -> Path:
    """A folder for each of some classes of chairs; their colours say nothing about the class."""
    for label, name in enumerate(("armchair", "bench", "stool", "sofa")[:classes]):
        for number in range(per_class):
            draw(root / name / f"{number:02d}.jpg", seed=label * 100 + number)
    return root
