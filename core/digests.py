"""SHA-256 digests of bytes and of JSON documents."""

import hashlib
import json
from typing import Any


def digest(content: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def fingerprint(document: Any) -> str:
    """Digest of a JSON document that does not depend on the order of its keys."""
    return digest(json.dumps(document, sort_keys=True).encode())
