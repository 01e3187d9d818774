"""Read a bundle, believing nothing: digests, schema and references are checked first."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from attribution.data.display import Modality, Picture
from attribution.effects.axes import NUMBERS
from attribution.effects.bundle import SCHEMA_VERSION, Bundle
from attribution.effects.bundle_format import digest
from attribution.errors import BundleError

_bundles = TypeAdapter(Bundle)


@dataclass(frozen=True)
class BundleFiles:
    """What a bundle says, and the two files that say it, byte for byte."""

    bundle: Bundle
    content: bytes
    manifest: bytes


def read_bundle(folder: Path) -> Bundle:
    """Read a whole and unaltered bundle; raises BundleError, in one sentence, for anything else."""
    return read_bundle_files(folder).bundle


def read_bundle_files(folder: Path) -> BundleFiles:
    """Read a bundle to keep it; raises BundleError as `read_bundle` does."""
    manifest = _manifest(folder)
    content = _read(folder / "bundle.json")
    if digest(content) != manifest.get("bundle_sha256"):
        raise BundleError(
            f"{folder / 'bundle.json'} is not the file its manifest describes: "
            "copy the whole bundle again."
        )
    try:
        bundle = parse_bundle(content)
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BundleError(
            f"{folder / 'bundle.json'} does not follow the schema at {place or 'its beginning'} "
            f"({first['msg']}): make the bundle again."
        ) from problem
    _check_references(folder, bundle)
    _check_pictures(folder, bundle)
    return BundleFiles(bundle, content, _read(folder / "manifest.json"))


def parse_bundle(content: bytes | str) -> Bundle:
    """The bundle in a file's content that was checked before; raises pydantic's error if not."""
    return _bundles.validate_json(content)


def bundle_digest(folder: Path) -> str:
    """SHA-256 that stands for all a bundle can show: pictures are named in it by their own."""
    return str(_manifest(folder)["bundle_sha256"])


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(_read(path))
        found = manifest["schema_version"]
    except (ValueError, TypeError, KeyError) as problem:
        raise BundleError(
            f"{path} is no manifest of a bundle: name a bundle's folder."
        ) from problem
    if found != SCHEMA_VERSION:
        raise BundleError(
            f"{path} has schema version {found}, and this program reads {SCHEMA_VERSION}: "
            "make the bundle again."
        )
    return manifest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BundleError(
            f"{path} cannot be read ({problem.strerror}): name the folder of a whole bundle."
        ) from problem


def _check_references(folder: Path, bundle: Bundle) -> None:
    errors = {error.id for error in bundle.errors}
    samples = {sample.id for sample in bundle.training_samples}
    lengths = {
        (ranking.error, ranking.action, ranking.metric): len(ranking.samples)
        for ranking in bundle.rankings
    }
    promised = {
        (*setting, number) for setting, length in lengths.items() for number in NUMBERS[:length]
    }
    kept = {(e.error, e.action, e.metric, e.number) for e in bundle.group_effects}
    listed = {sample.id for ranking in bundle.rankings for sample in ranking.samples}
    classes = {number for one in bundle.shown for number in (one.true_class, one.predicted_class)}
    sound = (
        len(errors) == len(bundle.errors)
        and {setting[0] for setting in lengths} == errors
        and listed <= samples
        and kept == promised
        and classes <= set(range(len(bundle.classes)))
    )
    if not sound:
        raise BundleError(
            f"{folder / 'bundle.json'} names errors, samples or groups that it does not hold: "
            "make the bundle again."
        )


def _check_pictures(folder: Path, bundle: Bundle) -> None:
    for one in bundle.shown:
        picture = one.display
        if isinstance(picture, Picture) != (bundle.modality is Modality.IMAGE):
            raise BundleError(f"{folder / 'bundle.json'} mixes rows and pictures: make it again.")
        if isinstance(picture, Picture) and digest(_read(folder / picture.file)) != picture.sha256:
            raise BundleError(f"{folder / picture.file} was altered: copy the whole bundle again.")
