"""Photographs that may not be passed on, put into a bundle by whoever has them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from attribution.data.display import Display, Photograph, Picture
from attribution.data.photographs import read_photograph, shown_picture
from attribution.effects.bundle import Bundle, ModelError, TrainingSample
from attribution.effects.bundle_reader import read_without_pictures
from attribution.effects.bundle_writer import write_bundle
from attribution.errors import BundleError
from attribution.training.run_folder import RunFolder

Shown = TypeVar("Shown", ModelError, TrainingSample)


def attach_photographs(folder: Path, photographs: Path, out: Path) -> Bundle:
    """Write the bundle of a folder to another one, complete, with one's own photographs.

    They are found by their paths below `photographs`, the collection's folder, and not by digests:
    a copy that somebody scaled shows the same. Each is scaled down, encoded anew and freed of its
    metadata. Raises BundleError or DataError, naming the file.
    """
    if out.resolve() == folder.resolve():
        raise BundleError(
            f"{out} is the bundle without photographs, to be kept as it is: choose another folder."
        )
    bundle = read_without_pictures(folder).bundle
    named = [one.display for one in bundle.shown if isinstance(one.display, Photograph)]
    if len(named) < len(bundle.shown):
        raise BundleError(f"{folder} lacks no photographs: load it without --photos.")
    pictures: dict[str, bytes] = {}
    attached: dict[Display, Picture] = {
        display: _attach(display, photographs, pictures) for display in named
    }
    complete = replace(
        bundle,
        errors=_showing(attached, bundle.errors),
        training_samples=_showing(attached, bundle.training_samples),
    )
    write_bundle(out, complete, pictures, RunFolder(out, writer="photographs").write)
    return complete


def _attach(display: Photograph, photographs: Path, pictures: dict[str, bytes]) -> Picture:
    """The picture of a photograph, whose bytes join `pictures`."""
    file = photographs / display.original
    if not file.resolve().is_relative_to(photographs.resolve()):
        raise BundleError(f"{file} lies outside {photographs}: get the bundle from its makers.")
    picture, content = shown_picture(read_photograph(file), display.alternative_text)
    pictures[picture.file] = content
    return picture


def _showing(attached: Mapping[Display, Picture], samples: Iterable[Shown]) -> tuple[Shown, ...]:
    return tuple(replace(one, display=attached[one.display]) for one in samples)
