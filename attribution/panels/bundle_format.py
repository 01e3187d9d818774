"""Writing bundles of panels: the same bundle always gives the same bytes."""

import json
from collections.abc import Mapping
from typing import Any

from attribution.panels.bundle import SCHEMA_VERSION, PanelBundle
from attribution.panels.fields import Entry
from core.digests import digest, fingerprint


def content_bytes(bundle: PanelBundle) -> bytes:
    """JSON with every entry of a list on its own line, which makes diffs and messages short."""
    lines = [f'"name": {_line(bundle.name)}', f'"source": {_line(bundle.source)}']
    if bundle.estimated:
        lines.append(f'"estimated": {_line(bundle.estimated)}')
    for key in ("axes", "errors", "blocks", "panels"):
        entries = ",\n".join(entry_text(entry) for entry in getattr(bundle, key))
        lines.append(f'"{key}": [\n{entries}\n]')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def entry_text(entry: Entry) -> str:
    """An entry in one line: without what is left out, and with the type of a block."""
    fields = entry.model_dump(mode="json", exclude_defaults=True)
    kind = getattr(entry, "type", None)
    return _line({"type": kind, **fields} if kind else fields)


def manifest_bytes(bundle: PanelBundle, content: bytes, recipe: Mapping[str, Any]) -> bytes:
    """Who made the bundle from what, and the digest of its file.

    Raises TypeError or ValueError where the recipe is not JSON.
    """
    manifest = {
        "kind": "panels",
        "schema_version": SCHEMA_VERSION,
        "scenario": bundle.name,
        "bundle_sha256": digest(content),
        "fingerprint": fingerprint(recipe),
        "recipe": recipe,
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
