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
from attribution.data.problems import DataProblem
from attribution.errors import DataError
from core.digests import digest

FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
"""Formats that hold pixels only: some others that Pillow knows start programs."""

PIXEL_FORMATS = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr"}
"""Formats of eight bits a channel; Pillow clips deeper ones without a warning."""

DEEP_FORMATS = {"I;16", "I;16L", "I;16B", "I;16N", "I"}
"""Grey levels of sixteen bits, or more, as in medicine; `_eight_bits` says how they are scaled."""

OTHER_KINDS = {
    ".dcm": ("is a DICOM file", "save its picture as PNG; sixteen bits of grey may stay"),
    ".nii": ("is a NIfTI file", "save its pictures as PNG; sixteen bits of grey may stay"),
    ".npy": ("is an array of NumPy", "save it as PNG, by PIL.Image.fromarray(array).save(name)"),
    ".heic": ("is a HEIC file", "save it as JPEG"),
    ".svg": ("is a drawing in SVG", "save it as PNG"),
    ".pdf": ("is a PDF file", "save its pictures as PNG"),
    ".mp4": ("is a video", "save some of its frames as PNG"),
}
"""What files are that have these names and cannot be read as photographs, and what to do."""

UNREADABLE = (
    "cannot be read as a photograph",
    "replace it with a sound JPEG or PNG file, or remove it",
)

MOST_PIXELS = 60_000_000
FEWEST_PIXELS_A_SIDE = 16

MODEL_SIDE = 224
MODEL_SHARE = 224 / 256
"""Share of the short side that the model sees, as is customary with ImageNet."""

SHOWN_SIDE = 320
SHOWN_QUALITY = 85

Image.init()  # Pillow looks up by name only formats that it has loaded

Pixels = npt.NDArray[np.uint8]


class UnusablePhotograph(DataError):
    """A file that cannot be used: what it is or has, and what to do, after its name."""

    def __init__(self, file: Path, message: str, remedy: str) -> None:
        super().__init__(f"{file} {message}: {remedy}.")
        self.message, self.remedy = message, remedy

    def problem(self, place: str) -> DataProblem:
        """The same as one of several problems."""
        return DataProblem(
            place, f"It {self.message}.", f"{self.remedy[:1].upper()}{self.remedy[1:]}."
        )


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
    """Decode as upright RGB without metadata; raises UnusablePhotograph."""
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
        raise UnusablePhotograph(
            file, "is missing", "restore it, or name the right folder"
        ) from problem
    except Exception as problem:  # decoders raise many kinds on damaged files
        raise UnusablePhotograph(
            file, *OTHER_KINDS.get(file.suffix.lower(), UNREADABLE)
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
        raise UnusablePhotograph(
            file,
            f"has {opened.width} x {opened.height} pixels, too few to see anything",
            f"use a photograph of at least {FEWEST_PIXELS_A_SIDE} a side",
        )
    if opened.mode not in PIXEL_FORMATS | DEEP_FORMATS:
        raise UnusablePhotograph(
            file,
            f"has pixels of the kind {opened.mode}",
            "save it with eight bits a channel",
        )


def _pixels_only(image: Image.Image) -> Image.Image:
    if image.mode in DEEP_FORMATS:
        image = _eight_bits(image)
    if image.has_transparency_data:
        # On white; plain conversion would show the pixels that transparency hides.
        transparent = image.convert("RGBA")
        image = Image.new("RGBA", transparent.size, "white")
        image.alpha_composite(transparent)
    plain = image.convert("RGB")
    metadata: dict[Any, Any] = plain.info
    metadata.clear()  # encoders would copy comments and more from here
    return plain


def _eight_bits(image: Image.Image) -> Image.Image:
    """255 (level - darkest) / (brightest - darkest), rounded, by the levels of this picture.

    Files do not say how many of their bits are used: of twelve in sixteen, fixed limits would leave
    a black picture.
    """
    levels = np.asarray(image).astype(np.float32)
    darkest, brightest = levels.min(), levels.max()
    scaled = (levels - darkest) * (np.float32(255) / max(brightest - darkest, np.float32(1)))
    return Image.fromarray(np.rint(scaled).astype(np.uint8))


def _too_large(file: Path) -> UnusablePhotograph:
    return UnusablePhotograph(
        file, f"has more than {MOST_PIXELS // 1_000_000} million pixels", "scale it down first"
    )
