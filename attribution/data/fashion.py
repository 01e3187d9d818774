"""Data of the fashion scenario: 577 photographs of Fashion-MNIST (Zalando, 2017; MIT licence)."""

import io
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from attribution.data.dataset import Dataset, Samples
from attribution.data.display import Modality, Picture
from attribution.data.held_back import drawn_to_hold_back
from attribution.errors import DataError
from core.digests import digest

FILE = Path(__file__).parents[2] / "fixtures" / "datasets" / "fashion" / "fashion.npz"
SHA256 = "2bf6c723c233a84ac7d1efeb7f696b905a526278680a2f2b99d6b8793a50301a"
SOURCE = (
    "Fashion-MNIST, Zalando Research, 2017, https://github.com/zalandoresearch/fashion-mnist, "
    "MIT licence"
)

CLASSES = (
    "T-shirt",
    "Trousers",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)
"""In the order of the published labels."""

BACKGROUND = 0.1
"""Grey level, from 0 to 1, above which a pixel belongs to the piece of clothing."""

NOTABLE_DIFFERENCE = 0.1
"""Difference of the mean grey levels of two halves above which it is mentioned."""


SEED_OF_THE_POOL = 0
"""Draws the training samples that are held back."""


def load_fashion(file: Path = FILE, *, held_back: int = 0) -> Dataset:
    """Read the subset that ships; raises DataError where it is absent or altered.

    Inputs are grey levels from 0 to 1, [samples, 1, 28, 28]. An id holds the position of the
    photograph in the published training or test set, from 0. `held_back` training samples are
    drawn to be collected.
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
        class_names=CLASSES,
        features=(),
        training=training,
        test=test,
        pictures=pictures,
        held_back=drawn_to_hold_back(training.labels, held_back, SEED_OF_THE_POOL),
    )


def _samples(
    split: str, stored: Mapping[str, npt.NDArray[Any]], pictures: dict[str, bytes]
) -> Samples:
    """Make one split, and add its photographs to `pictures`."""
    images, labels = stored[f"{split}_images"], stored[f"{split}_labels"].astype(np.int64)
    ids = tuple(f"{split}-{position:05d}" for position in stored[f"{split}_positions"])
    displays = []
    for name, image in zip(ids, images, strict=True):
        png, file = grey_png(image), f"images/{name}.png"
        pictures[file] = png
        displays.append(Picture(file, digest(png), alternative_text(image)))
    inputs = (images / np.float32(255))[:, np.newaxis]
    return Samples(ids, inputs, labels, tuple(displays))


def alternative_text(image: npt.NDArray[np.uint8]) -> str:
    """Describe a photograph without its class, which is printed beside it.

    An example is "Light grey, 21 pixels wide and 27 high, evenly shaded, darker in the upper half".
    image [28, 28].
    """
    levels = image / 255
    piece = levels > BACKGROUND
    width, height = int(piece.any(axis=0).sum()), int(piece.any(axis=1).sum())
    inside = levels[piece]
    if not inside.size:
        return "Black all over"
    shade = _by_size(inside.mean(), {0.45: "Dark grey", 0.65: "Medium grey"}, "Light grey")
    pattern = _by_size(
        inside.std(), {0.15: "evenly shaded", 0.21: "with some contrast"}, "with strong contrast"
    )
    phrases = [shade, f"{width} pixels wide and {height} high", pattern]
    upper, lower = (half[half > BACKGROUND] for half in np.array_split(levels, 2))
    if upper.size and lower.size and abs(upper.mean() - lower.mean()) > NOTABLE_DIFFERENCE:
        phrases.append(f"darker in the {'upper' if upper.mean() < lower.mean() else 'lower'} half")
    return ", ".join(phrases)


def _by_size(value: float, phrases: Mapping[float, str], largest: str) -> str:
    """The phrase of the first limit that the value is below."""
    return next((phrase for limit, phrase in phrases.items() if value < limit), largest)


def grey_png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Encode grey levels [height, width], at most some 65,000, as PNG (ISO/IEC 15948).

    They are stored and not compressed, so that the bytes and their digest are the same everywhere.
    """
    height, width = pixels.shape
    unfiltered = np.pad(pixels, ((0, 0), (1, 0))).tobytes()
    size = len(unfiltered)
    stored = struct.pack("<BHH", 1, size, size ^ 0xFFFF) + unfiltered
    stream = b"\x78\x01" + stored + struct.pack(">I", zlib.adler32(unfiltered))
    eight_bits_of_grey = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = _chunk(b"IHDR", eight_bits_of_grey) + _chunk(b"IDAT", stream) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
