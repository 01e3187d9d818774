"""Bundles as folders."""

from collections.abc import Callable, Mapping
from pathlib import Path

from attribution.data.display import Picture
from attribution.effects.bundle import Bundle
from attribution.effects.bundle_format import bundle_bytes, manifest_bytes

Write = Callable[[Path, bytes], None]


def write_bundle(folder: Path, bundle: Bundle, pictures: Mapping[str, bytes], write: Write) -> None:
    """Write the manifest last: a bundle that was cut short has none, and is refused."""
    named = {one.display.file for one in bundle.shown if isinstance(one.display, Picture)}
    for file in sorted(named):
        write(folder / file, pictures[file])
    write(folder / "bundle.json", bundle_bytes(bundle))
    write(folder / "manifest.json", manifest_bytes(bundle))
