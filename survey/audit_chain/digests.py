"""Digests that tie each submission to the one before it.

The digest of a link covers its number, its content and the digest before it. So nothing can be
altered, left out or inserted without changing every later digest (Haber and Stornetta 1991, How to
time-stamp a digital document). The content is covered together with a random salt: without the
salt, nobody can find out by trying what a digest was made of.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

BEGINNING = "0" * 64
"""Stands for the digest before the first one."""


def canonical(value: Any) -> str:
    """Plain values as JSON in one exact form, whichever database returned them.

    Databases differ in the order of keys, and in whether a whole number keeps its decimal point.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case float() if value.is_integer():
            return int(value)
    return value


def row_digests(salt: str, rows: Mapping[str, Any]) -> dict[str, str]:
    """The digest of each row by its name. Two rows with the same content have different digests."""
    return {name: _digest([salt, name, content]) for name, content in rows.items()}


def content_digest(salt: str, subject: str, digests: Mapping[str, str]) -> str:
    """SHA-256(salt, subject, row digests) as 64 hexadecimal digits: the content of one link."""
    return _digest([salt, subject, dict(digests)])


def link_digest(previous: str, number: int, content: str) -> str:
    """SHA-256(digest before, number, content) as 64 hexadecimal digits: one link."""
    return _digest([previous, number, content])


def anchor_digest(previous: str, number: int, said: Mapping[str, Any]) -> str:
    """SHA-256(digest before, number, entry) as 64 hexadecimal digits: one anchor of a version."""
    return _digest([previous, number, dict(said)])


def _digest(value: Any) -> str:
    return sha256(canonical(value).encode()).hexdigest()
