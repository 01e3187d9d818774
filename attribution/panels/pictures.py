"""The pictures of a bundle: which can be shown, and whether they are those that it names."""

from dataclasses import dataclass
from pathlib import Path

from attribution.panels.blocks import LONGEST_SIDE, SUFFIXES, PictureFile
from core.digests import digest
from core.picture_formats import Format, format_of

LARGEST_PICTURE, LARGEST_TOGETHER = 3_000_000, 60_000_000
"""Of one picture, and of all of a bundle, in bytes."""


class PictureRefused(Exception):
    """A picture that cannot be shown: what is wrong, and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message, self.remedy = message, remedy


@dataclass(frozen=True)
class ReadPicture:
    """The bytes of a picture, and its format and size in pixels."""

    content: bytes
    format: Format


def read_picture(file: Path) -> ReadPicture:
    """Read a picture that browsers show; raises PictureRefused."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_PICTURE + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise PictureRefused(
            f"the picture {file} cannot be read ({reason}).", "Check its name and permissions."
        ) from problem
    if len(content) > LARGEST_PICTURE:
        most = f"{LARGEST_PICTURE // 1_000_000} MB"
        raise PictureRefused(f"{file} is larger than {most}.", "Save it smaller.")
    found = format_of(content)
    if found is None:
        raise PictureRefused(
            f"{file} is not a whole PNG, JPEG or WebP.", "Save it anew in one of these formats."
        )
    if max(found.width, found.height) > LONGEST_SIDE:
        raise PictureRefused(
            f"{file} has {found.width} by {found.height} pixels.",
            f"Scale it down to {LONGEST_SIDE:,} on each side.",
        )
    return ReadPicture(content, found)


def check_picture(folder: Path, picture: PictureFile) -> int:
    """The size in bytes of a picture of a bundle, which is the one that the bundle names.

    Raises PictureRefused where it is missing, lies elsewhere, was altered or cannot be shown.
    """
    file = folder / picture.file
    if not file.resolve().is_relative_to(folder.resolve()):
        raise PictureRefused(
            f"{picture.file} leads out of the bundle's folder.", "Copy the picture itself there."
        )
    there = read_picture(file)
    if digest(there.content) != picture.sha256:
        raise PictureRefused(
            f"{picture.file} is not the picture of this digest.", "Copy the whole bundle again."
        )
    if SUFFIXES[file.suffix] != there.format.media_type:
        raise PictureRefused(
            f"{picture.file} holds {there.format.media_type}.",
            "Give it a name that ends accordingly.",
        )
    if (there.format.width, there.format.height) != (picture.width, picture.height):
        raise PictureRefused(
            f"{picture.file} has {there.format.width} by {there.format.height} pixels.",
            "Write these as its width and height.",
        )
    return len(there.content)
