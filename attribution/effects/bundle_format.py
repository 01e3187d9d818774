"""Writing bundles: the same bundle always gives the same bytes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from core.digests import digest

Write = Callable[[Path, bytes], None]
"""Writes a file, whole or not at all."""


def write_bundle(folder: Path, bundle: Bundle, pictures: Mapping[str, bytes], write: Write) -> None:
    """Write the manifest last: a bundle that was cut short has none, and is refused.

    Scores of attribution methods on another bundle that lies in the folder are removed.
    """
    content, file = bundle_bytes(bundle), folder / "bundle.json"
    if file.exists() and file.read_bytes() != content:
        (folder / "methods.json").unlink(missing_ok=True)
    files = {sample.display.file for sample in bundle.shown if isinstance(sample.display, Picture)}
    for picture in sorted(files):
        write(folder / picture, pictures[picture])
    write(file, content)
    write(folder / "manifest.json", manifest_bytes(bundle))


def bundle_bytes(bundle: Bundle) -> bytes:
    """JSON with sorted keys, and every entry of a list on its own line, which makes diffs short."""
    fields = asdict(bundle)
    del fields["provenance"]
    lines = [f"{json.dumps(key)}: {_value(value)}" for key, value in sorted(fields.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def manifest_bytes(bundle: Bundle) -> bytes:
    """The recipe of the bundle, and the digest of its file."""
    manifest = {
        "schema_version": bundle.schema_version,
        "scenario": bundle.scenario,
        "bundle_sha256": digest(bundle_bytes(bundle)),
        **asdict(bundle.provenance),
    }
    return (json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _value(value: Any) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(_line(entry) for entry in value) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
