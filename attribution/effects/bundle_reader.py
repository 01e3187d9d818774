"""Reads bundles after checking their digests, schema and references."""

import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from attribution.axes import Metric
from attribution.data.display import DISPLAYS, Picture, display_fault
from attribution.effects.bundle import SCHEMA_VERSIONS, Bundle
from attribution.effects.numbers import can_be_numbers, group_sizes
from attribution.errors import BundleError
from core.digests import digest, fingerprint

_bundles = TypeAdapter(Bundle)


@dataclass(frozen=True)
class BundleFiles:
    """A bundle, and the bytes of its two files."""

    bundle: Bundle
    content: bytes
    manifest: bytes


def read_bundle(folder: Path) -> Bundle:
    """Read a bundle; raises BundleError where it is not whole or was altered."""
    return read_bundle_files(folder).bundle


def read_bundle_files(folder: Path) -> BundleFiles:
    """Read a bundle with the bytes of its files; raises BundleError as `read_bundle` does."""
    files = read_without_pictures(folder)
    _check_pictures(folder, files.bundle)
    return files


def read_without_pictures(folder: Path) -> BundleFiles:
    """As `read_bundle_files`, for a bundle whose pictures may still be missing."""
    manifest, content = _manifest(folder), _read(folder / "bundle.json")
    if digest(content) != manifest["bundle_sha256"]:
        raise BundleError(
            f"{folder / 'bundle.json'} is not the file its manifest describes: "
            "copy the whole bundle again."
        )
    bundle = _parsed(folder / "bundle.json", content, _provenance(manifest))
    if manifest["schema_version"] != bundle.schema_version:
        raise BundleError(
            f"{folder / 'manifest.json'} has schema version {manifest['schema_version']}, and "
            f"bundles of the modality {bundle.modality} have {bundle.schema_version}: make the "
            "bundle again."
        )
    _check_displays(folder / "bundle.json", bundle)
    _check_levels(folder / "bundle.json", bundle)
    _check_references(folder, bundle)
    return BundleFiles(bundle, content, _read(folder / "manifest.json"))


def bundle_of_files(content: str, manifest: str) -> Bundle:
    """Parse two files that were checked before; raises BundleError for an older schema."""
    described = json.loads(manifest)
    _check_version("The manifest of this bundle", described)
    provenance = _provenance(described)
    return _bundles.validate_python({**json.loads(content), "provenance": provenance})


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(_read(path))
        manifest["schema_version"], manifest["bundle_sha256"]
        is_unaltered = manifest["fingerprint"] == fingerprint(manifest["recipe"])
    except (ValueError, TypeError, KeyError) as problem:
        raise BundleError(
            f"{path} is no manifest of a bundle: name a bundle's folder."
        ) from problem
    _check_version(str(path), manifest)
    if not is_unaltered:
        raise BundleError(f"The recipe in {path} was altered: copy the whole bundle again.")
    return manifest


def _check_version(name: str, manifest: dict[str, Any]) -> None:
    version, known = manifest["schema_version"], sorted(set(SCHEMA_VERSIONS.values()))
    if version in known:
        return
    if version in range(1, known[0]):
        command = f"needfinder attribute {manifest.get('scenario', 'SCENARIO')}"
        raise BundleError(
            f"{name} has schema version {version}, an old form without all that trials show: "
            f"make the bundle anew with `{command}`, and load that."
        )
    raise BundleError(
        f"{name} has schema version {version}, and this program reads "
        f"{' and '.join(map(str, known))}: use the version of Needfinder that made the bundle, or "
        "a newer one."
    )


def _provenance(manifest: dict[str, Any]) -> dict[str, Any]:
    return {key: manifest[key] for key in ("fingerprint", "recipe")}


def _parsed(file: Path, content: bytes, provenance: dict[str, Any]) -> Bundle:
    try:
        fields = json.loads(content, parse_constant=_refuse)
        # Not 1e999 either, which Python's parser reads as infinity.
        whole = json.dumps({**fields, "provenance": provenance}, allow_nan=False)
        bundle = _bundles.validate_json(whole, strict=True)
    except ValidationError as problem:
        first = problem.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise BundleError(
            f"{file} does not follow the schema at {field} ({first['msg']}): make the bundle again."
        ) from problem
    except (ValueError, TypeError) as problem:
        raise BundleError(f"{file} is no valid JSON object: make the bundle again.") from problem
    if fields != _bundles.dump_python(bundle, mode="json", exclude={"provenance"}):
        raise BundleError(f"{file} has fields the schema does not know: make the bundle again.")
    return bundle


def _refuse(constant: str) -> None:
    """Refuse NaN and infinities, which Python's parser accepts although they are not JSON."""
    raise ValueError(constant)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BundleError(
            f"{path} cannot be read ({problem.strerror}): name the folder of a whole bundle."
        ) from problem


def _check_displays(file: Path, bundle: Bundle) -> None:
    for sample in bundle.shown:
        if not isinstance(sample.display, DISPLAYS[bundle.modality]):
            raise BundleError(
                f"{file} shows a sample in another way than its modality {bundle.modality} does: "
                "make it again."
            )
        fault = display_fault(sample.display, bundle.features)
        if fault:
            raise BundleError(f"In {file}, the sample {sample.id} {fault}.")


def _check_levels(file: Path, bundle: Bundle) -> None:
    if not bundle.actions or len(set(bundle.actions)) < len(bundle.actions):
        raise BundleError(f"{file} names no action, or one twice: make the bundle again.")
    if not can_be_numbers(bundle.numbers):
        raise BundleError(
            f"{file} has numbers of training samples that do not rise from 1 or more: make the "
            "bundle again."
        )


def _check_references(folder: Path, bundle: Bundle) -> None:
    errors = [error.id for error in bundle.errors]
    settings = list(product(errors, bundle.actions, Metric))
    keys = [(ranking.error, ranking.action, ranking.metric) for ranking in bundle.rankings]
    rankings = dict(zip(keys, (ranking.samples for ranking in bundle.rankings), strict=True))
    prefixes = [
        (*key, number)
        for key in settings
        for number in group_sizes(bundle.numbers, len(rankings.get(key, ())))
    ]
    groups = [
        (effect.error, effect.action, effect.metric, effect.number)
        for effect in bundle.group_effects
    ]
    listed = {sample.id for samples in rankings.values() for sample in samples}
    classes = {
        number for sample in bundle.shown for number in (sample.true_class, sample.predicted_class)
    }
    classes |= {sample.changed_class for sample in bundle.training_samples}
    is_sound = (
        len(set(errors)) == len(errors)
        and keys == settings
        and groups == prefixes
        and listed == {sample.id for sample in bundle.training_samples}
        and classes <= set(range(len(bundle.classes)))
        and all(sample.changed_class != sample.true_class for sample in bundle.training_samples)
    )
    if not is_sound:
        raise BundleError(
            f"{folder / 'bundle.json'} names errors, samples or groups that it does not hold: "
            "make the bundle again."
        )


def _check_pictures(folder: Path, bundle: Bundle) -> None:
    if bundle.lacks_photographs:
        raise BundleError(
            f"{folder} names photographs that may not be passed on ({bundle.source}): get them "
            "from there, and give --photos and the folder that holds them."
        )
    for display in (sample.display for sample in bundle.shown):
        if isinstance(display, Picture):
            _check_picture(folder, display)


def _check_picture(folder: Path, picture: Picture) -> None:
    file = folder / picture.file
    if not file.resolve().is_relative_to(folder.resolve()):
        raise BundleError(f"{file} lies outside the bundle: make the bundle again.")
    if digest(_read(file)) != picture.sha256:
        raise BundleError(f"{file} was altered: copy the whole bundle again.")
