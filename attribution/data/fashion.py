"""The fashion scenario's data: 577 photographs of Fashion-MNIST (Zalando, 2017; MIT licence)."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Modality, Picture
from attribution.data.png import grey_png
from attribution.digests import digest
from attribution.errors import DataError

FILE = Path(__file__).parents[2] / "fixtures" / "datasets" / "fashion" / "fashion.npz"
SHA256 = "2bf6c723c233a84ac7d1efeb7f696b905a526278680a2f2b99d6b8793a50301a"
SOURCE = (
    "Fashion-MNIST, Zalando Research, 2017, https://github.com/zalandoresearch/fashion-mnist, "
    "MIT licence"
)

# In the order of the published labels: the class, then how a sentence names one piece of it.
CLASSES = {
    "T-shirt": "a T-shirt",
    "Trousers": "a pair of trousers",
    "Pullover": "a pullover",
    "Dress": "a dress",
    "Coat": "a coat",
    "Sandal": "a sandal",
    "Shirt": "a shirt",
    "Sneaker": "a sneaker",
    "Bag": "a bag",
    "Ankle boot": "an ankle boot",
}


def load_fashion(file: Path = FILE) -> Dataset:
    """Read the subset that ships; raises DataError where it is absent or altered.

    Inputs are grey levels from 0 to 1, [samples, 1, 28, 28]; ids give a photograph's place, from 0,
    in the published training or test set.
    """
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise DataError(f"{file} cannot be read ({problem.strerror}): restore it.") from problem
    if digest(content) != SHA256:
        raise DataError(f"{file} is not the file that ships (its SHA-256 differs): restore it.")
    pictures: dict[str, bytes] = {}
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        training = _samples("training", stored, pictures)
        test = _samples("test", stored, pictures)
    return Dataset(
        name="Fashion-MNIST",
        source=SOURCE,
        modality=Modality.IMAGE,
        class_names=tuple(CLASSES),
        features=(),
        training=training,
        test=test,
        pictures=pictures,
    )


def _samples(
    split: str, stored: Mapping[str, npt.NDArray[Any]], pictures: dict[str, bytes]
) -> Samples:
    """Take one split; its photographs join `pictures`."""
    images, labels = stored[f"{split}_images"], stored[f"{split}_labels"].astype(np.int64)
    ids = tuple(f"{split}-{position:05d}" for position in stored[f"{split}_positions"])
    displays = []
    for name, image, label in zip(ids, images, labels, strict=True):
        png, file = grey_png(image), f"images/{name}.png"
        pictures[file] = png
        displays.append(Picture(file, digest(png), _alternative_text(label)))
    inputs = (images / np.float32(255))[:, np.newaxis]
    return Samples(ids, inputs, labels, tuple(displays))


def _alternative_text(label: int) -> str:
    piece = list(CLASSES.values())[label]
    return f"Photograph of {piece}, 28 by 28 pixels, in shades of grey"
