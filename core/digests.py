"""Digests that name things. Standard library only."""

import hashlib
import json
from typing import Any


def digest(content: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(document: Any) -> str:
    """Digest of JSON values, whatever the order of their keys."""
    return digest(json.dumps(document, sort_keys=True).encode())
