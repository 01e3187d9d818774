"""A bundle's manifest in lines to read: what each value belongs to, and the value."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ManifestLine:
    """`depth` says how far in the line stands; a line without a value is a heading."""

    depth: int
    name: str
    value: str = ""


def manifest_lines(manifest: str) -> list[ManifestLine]:
    """Every value of a manifest, the recipe last. Empty for a manifest that is no JSON object."""
    try:
        content = json.loads(manifest)
    except ValueError:
        return []
    if not isinstance(content, dict):
        return []
    plain = {key: value for key, value in content.items() if not isinstance(value, dict)}
    return list(_lines(plain | {key: content[key] for key in content if key not in plain}, 0))


def _lines(content: dict[str, Any], depth: int) -> Iterator[ManifestLine]:
    for key, value in content.items():
        name = key.replace("_", " ").capitalize()
        if isinstance(value, dict):
            yield ManifestLine(depth, name)
            yield from _lines(value, depth + 1)
        else:
            yield ManifestLine(depth, name, _shown(value))


def _shown(value: Any) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_shown, value))
        case dict():
            return "; ".join(f"{key}: {_shown(entry)}" for key, entry in value.items())
    return str(value)
