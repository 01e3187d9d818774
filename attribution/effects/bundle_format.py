"""Bundles as bytes: the same bundle always gives the same two files."""

import json
from dataclasses import asdict
from typing import Any

from attribution.effects.bundle import SCHEMA_VERSION, Bundle
from core.digests import digest

SIGNIFICANT_DIGITS = 10


def rounded(number: float) -> float:
    """Ten significant digits, since the last bits belong to the processor and not to the data."""
    return float(f"{number:.{SIGNIFICANT_DIGITS}g}") + 0.0


def bundle_bytes(bundle: Bundle) -> bytes:
    """JSON with sorted keys; every entry of a list on a line of its own, so that changes show."""
    fields = asdict(bundle)
    del fields["provenance"]
    lines = [f"{json.dumps(key)}: {_value(value)}" for key, value in sorted(fields.items())]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def manifest_bytes(bundle: Bundle) -> bytes:
    """Say how the bundle was made, beside the digest that guards it."""
    manifest = {
        "schema_version": SCHEMA_VERSION,
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
