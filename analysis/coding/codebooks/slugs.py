"""Keys for what people name in words."""

import re
from collections.abc import Iterable
from itertools import count
from unicodedata import normalize

LONGEST = 40
"""Of what a name gives, so that a number behind it still fits."""


def free_key(name: str, taken: Iterable[str]) -> str:
    """A key made of a name, such as `feature_engineering`, with a number where it is taken."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    key = re.sub(r"^(?=[^a-z])", "theme_", words)[:LONGEST].strip("_") or "theme"
    used = set(taken)
    return next(each for each in _numbered(key) if each not in used)


def _numbered(key: str) -> Iterable[str]:
    yield key
    yield from (f"{key}_{number}" for number in count(2))
