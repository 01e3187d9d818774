"""Photographs of any origin, decoded safely for models and for people.

The same file gives the same bytes and pixels under one version of Pillow.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, ImageOps

from attribution.data.display import Picture
from attribution.errors import DataError
from core.digests import digest

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
"""Formats that hold pixels only: some others that Pillow knows start programs."""

PIXEL_FORMATS = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
"""Formats of eight bits a channel; Pillow clips deeper ones without a warning."""

MOST_PIXELS = 60_000_000
FEWEST_PIXELS_A_SIDE = 16

MODEL_SIDE = 224
MODEL_SHARE = 224 / 256
"""Share of the short side that the model sees, as is customary with ImageNet."""

SHOWN_SIDE = 320
SHOWN_QUALITY = 85

Image.init()  # Pillow looks up by name only formats that it has loaded

Pixels = npt.NDArray[np.uint8]


@contextmanager
def _refuse_truncated_files() -> Iterator[None]:
    """Make truncated files an error, even if a library in this process has allowed them."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def read_photograph(file: Path) -> Image.Image:
    """Decode as upright RGB without metadata; raises DataError, which names the file."""
    try:
        with _refuse_truncated_files(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata; size is checked here
            with Image.open(file, formats=FORMATS) as opened:
                _check_size(file, opened)
                upright = ImageOps.exif_transpose(opened)
            return _pixels_only(upright)
    except DataError:
        raise
    except Image.DecompressionBombError as problem:
        raise _too_large(file) from problem
    except FileNotFoundError as problem:
        raise DataError(
            f"The photograph {file} is missing: restore it, or name the right folder."
        ) from problem
    except Exception as problem:  # decoders raise many kinds on damaged files
        raise DataError(
            f"{file} cannot be read as a photograph: replace it with a sound JPEG or PNG file, "
            "or remove it."
        ) from problem


def model_pixels(photograph: Image.Image) -> Pixels:
    """Crop the centre and scale it to [224, 224, 3] in one step, which bounds the memory."""
    side = min(photograph.size) * MODEL_SHARE
    left, top = (photograph.width - side) / 2, (photograph.height - side) / 2
    box = (left, top, left + side, top + side)
    scaled = photograph.resize((MODEL_SIDE, MODEL_SIDE), Image.Resampling.BICUBIC, box)
    return np.asarray(scaled)


def shown_picture(photograph: Image.Image, alternative_text: str) -> tuple[Picture, bytes]:
    """Encode a small copy without metadata, as a picture that is named by its digest."""
    small = photograph.copy()
    small.thumbnail((SHOWN_SIDE, SHOWN_SIDE), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=SHOWN_QUALITY)
    content = file.getvalue()
    return Picture(f"images/{digest(content)}.jpg", digest(content), alternative_text), content


def _check_size(file: Path, opened: Image.Image) -> None:
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_large(file)
    if min(opened.size) < FEWEST_PIXELS_A_SIDE:
        raise DataError(
            f"{file} has {opened.width} x {opened.height} pixels, too few to see anything: "
            f"use a photograph of at least {FEWEST_PIXELS_A_SIDE} a side."
        )
    if opened.mode not in PIXEL_FORMATS:
        raise DataError(
            f"{file} has pixels of the kind {opened.mode}: save it with eight bits a channel."
        )


def _pixels_only(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        # On white; plain conversion would show the pixels that transparency hides.
        transparent = image.convert("RGBA")
        image = Image.new("RGBA", transparent.size, "white")
        image.alpha_composite(transparent)
    plain = image.convert("RGB")
    metadata: dict[Any, Any] = plain.info
    metadata.clear()  # encoders would copy comments and more from here
    return plain


def _too_large(file: Path) -> DataError:
    return DataError(
        f"{file} has more than {MOST_PIXELS // 1_000_000} million pixels: scale it down first."
    )
