"""Puts a user's own photographs into a bundle that ships without them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from attribution.data.display import Display, Photograph, Picture
from attribution.data.photographs import read_photograph, shown_picture
from attribution.effects.bundle import Bundle, ModelError, TrainingSample
from attribution.effects.bundle_format import write_bundle
from attribution.effects.bundle_reader import read_without_pictures
from attribution.errors import BundleError
from attribution.training.run_folder import RunFolder

Shown = TypeVar("Shown", ModelError, TrainingSample)


def attach_photographs(folder: Path, photographs: Path, out: Path) -> Bundle:
    """Write the bundle of a folder, completed with photographs, to the folder `out`.

    Photographs are found by their paths below `photographs`, the collection's folder. They need not
    be the same bytes, since a scaled copy shows the same. Each is scaled down and encoded again
    without metadata. Raises BundleError or DataError, which name the file.
    """
    if out.resolve() == folder.resolve():
        raise BundleError(
            f"{out} is the bundle without photographs, to be kept as it is: choose another folder."
        )
    bundle = read_without_pictures(folder).bundle
    displays = [sample.display for sample in bundle.shown if isinstance(sample.display, Photograph)]
    if len(displays) < len(bundle.shown):
        raise BundleError(f"{folder} lacks no photographs: load it without --photos.")
    pictures: dict[str, bytes] = {}
    attached: dict[Display, Picture] = {
        display: _attach(display, photographs, pictures) for display in displays
    }
    complete = replace(
        bundle,
        errors=_showing(attached, bundle.errors),
        training_samples=_showing(attached, bundle.training_samples),
    )
    write_bundle(out, complete, pictures, RunFolder(out, writer="photographs").write)
    return complete


def _attach(display: Photograph, photographs: Path, pictures: dict[str, bytes]) -> Picture:
    """Make the picture of a photograph, and add its bytes to `pictures`."""
    file = photographs / display.original
    if not file.resolve().is_relative_to(photographs.resolve()):
        raise BundleError(f"{file} lies outside {photographs}: get the bundle from its makers.")
    picture, content = shown_picture(read_photograph(file), display.alternative_text)
    pictures[picture.file] = content
    return picture


def _showing(attached: Mapping[Display, Picture], samples: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(replace(sample, display=attached[sample.display]) for sample in samples)
