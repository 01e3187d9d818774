"""Reads bundles of panels after checking digests, blocks, settings and pictures.

Whatever is wrong is one BundleError, which names the file, the line and what to do.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from attribution.errors import BundleError
from attribution.panels.blocks import placed_pictures
from attribution.panels.bundle import SCHEMA_VERSION, PanelBundle
from attribution.panels.faults import Fault, dotted, first_fault
from attribution.panels.json_lines import line_of, repeated_key
from attribution.panels.pictures import LARGEST_TOGETHER, PictureRefused, check_picture
from attribution.panels.rules import broken_rules
from core.digests import digest, fingerprint
from core.line_ends import MARK

LARGEST_FILE = 50_000_000
"""Of bundle.json, in bytes."""

_bundles: TypeAdapter[PanelBundle] = TypeAdapter(PanelBundle)


@dataclass(frozen=True)
class PanelFiles:
    """A bundle, and the bytes of its two files."""

    bundle: PanelBundle
    content: bytes
    manifest: bytes


def read_panel_files(folder: Path | str) -> PanelFiles:
    """Read a bundle; raises BundleError where it is not whole, was altered or breaks a rule."""
    folder = Path(folder)
    manifest = _read(folder / "manifest.json", 1_000_000)
    described = _manifest(folder / "manifest.json", manifest)
    content = _read(folder / "bundle.json", LARGEST_FILE)
    if digest(content) != described["bundle_sha256"]:
        raise BundleError(
            f"{folder / 'bundle.json'} is not the file its manifest describes: copy the whole "
            "bundle again; if you changed it by hand, write its manifest anew with "
            "attribution.panels.writer.seal(FOLDER)."
        )
    bundle = read_content(folder, content)
    if described["scenario"] != bundle.name:
        raise BundleError(
            f"{folder / 'manifest.json'} describes the bundle {described['scenario']!r}, and "
            f"bundle.json is {bundle.name!r}: copy the whole bundle again."
        )
    return PanelFiles(bundle, content, manifest)


def has_panels(manifest: bytes) -> bool:
    """Whether a manifest says that its bundle is one of panels; false for what is no manifest."""
    try:
        described = json.loads(manifest)
    except (ValueError, RecursionError):
        return False
    return isinstance(described, dict) and described.get("kind") == "panels"


def read_content(folder: Path, content: bytes) -> PanelBundle:
    """Parse and check what bundle.json holds, and the pictures that it names.

    A byte-order mark, which some editors write, is read over.
    """
    file = folder / "bundle.json"
    text = _decoded(file, content)
    bundle = _parsed(file, text)
    if broken := next(broken_rules(bundle), None):
        raise _refusal(file, text, broken)
    _check_pictures(folder, text, bundle)
    return bundle


def panels_of_files(content: str, manifest: str) -> PanelBundle:
    """Parse two files that were checked before; raises BundleError for another schema."""
    _check_version("The manifest of this bundle", json.loads(manifest))
    return _bundles.validate_json(content.removeprefix(MARK))


def _manifest(path: Path, content: bytes) -> Mapping[str, Any]:
    try:
        manifest = json.loads(content.decode(), parse_constant=_refuse)
        manifest["schema_version"], manifest["bundle_sha256"], manifest["scenario"]
        is_unaltered = manifest["fingerprint"] == fingerprint(manifest["recipe"])
        is_of_panels = manifest["kind"] == "panels"
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise BundleError(
            f"{path} is no manifest of a bundle of panels: name a bundle's folder."
        ) from problem
    if not is_of_panels:
        raise BundleError(f"{path} describes no panels: name the folder of a bundle of panels.")
    _check_version(str(path), manifest)
    if not is_unaltered:
        raise BundleError(f"The recipe in {path} was altered: copy the whole bundle again.")
    return dict(manifest)


def _refuse(constant: str) -> None:
    """Refuse NaN and infinities, which Python's parser accepts although they are not JSON."""
    raise ValueError(constant)


def _check_version(name: str, manifest: Mapping[str, Any]) -> None:
    if manifest["schema_version"] != SCHEMA_VERSION:
        raise BundleError(
            f"{name} has schema version {manifest['schema_version']}, and this program reads "
            f"{SCHEMA_VERSION}: write the bundle again with this version of Needfinder."
        )


def _read(path: Path, largest: int) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(largest + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        raise BundleError(
            f"{path} cannot be read ({reason}): name the folder of a whole bundle."
        ) from problem
    if len(content) > largest:
        raise BundleError(
            f"{path} is larger than {largest // 1_000_000} MB: show less, or make several bundles."
        )
    return content


def _decoded(file: Path, content: bytes) -> str:
    try:
        return content.decode().removeprefix(MARK)
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise BundleError(
            f"{file}, line {line}: this is not UTF-8 text. Save the file as UTF-8."
        ) from problem


def _parsed(file: Path, text: str) -> PanelBundle:
    try:
        bundle = _bundles.validate_json(text, strict=True)
    except ValidationError as problem:
        details = problem.errors(include_url=False)[0]
        if details["type"] == "json_invalid":
            raise _no_json(file, str(details["ctx"]["error"])) from None
        raise _refusal(file, text, first_fault(problem)) from None
    if repeated := _repeated_key(text):
        path, line = repeated
        raise BundleError(
            f"{file}, line {line}, {dotted(path)}: this is written twice. Keep one of them."
        )
    return bundle


def _no_json(file: Path, problem: str) -> BundleError:
    reason, _, place = problem.partition(" at line ")
    line = re.match(r"\d+", place)
    return BundleError(
        f"{file}, line {line[0] if line else 1}: this is not valid JSON ({reason}). Check the "
        "quotes, commas and brackets here and just above."
    )


class _Repeated(Exception):
    """A key that is in one object twice, of which parsers keep the last without a word."""


def _repeated_key(text: str) -> tuple[tuple[str | int, ...], int] | None:
    """The second key's path and line; looked for slowly only where there is one."""

    def once(pairs: list[tuple[str, Any]]) -> None:
        if len({key for key, _ in pairs}) < len(pairs):
            raise _Repeated

    try:
        json.loads(text, object_pairs_hook=once)
    except _Repeated:
        return repeated_key(text)
    return None


def _refusal(file: Path, text: str, fault: Fault) -> BundleError:
    where = f", {dotted(fault.path)}" if fault.path else ""
    return BundleError(f"{file}, line {line_of(text, fault.path)}{where}: {fault}")


def _check_pictures(folder: Path, text: str, bundle: PanelBundle) -> None:
    together, checked = 0, set()
    for path, picture in placed_pictures(bundle.blocks):
        known = (picture.file, picture.sha256, picture.width, picture.height)
        if known in checked:
            continue
        checked.add(known)
        try:
            together += check_picture(folder, picture)
        except PictureRefused as problem:
            fault = Fault(("blocks", *path), problem.message, problem.remedy)
            raise _refusal(folder / "bundle.json", text, fault) from problem
        if together > LARGEST_TOGETHER:
            raise BundleError(
                f"The pictures of {folder} have more than {LARGEST_TOGETHER // 1_000_000} MB: "
                "scale them down, or show fewer."
            )
