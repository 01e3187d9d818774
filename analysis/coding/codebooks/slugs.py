"""Keys made of the names that people type."""

import re
from collections.abc import Iterable
from itertools import count
from unicodedata import normalize

LONGEST_SLUG = 40
"""Characters taken from a name, so that a number behind them still fits into a key."""


def free_key(name: str, taken: Iterable[str]) -> str:
    """A key such as `feature_engineering`, with a number behind it where it is taken."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    key = re.sub(r"^(?=[^a-z])", "theme_", slug)[:LONGEST_SLUG].strip("_") or "theme"
    return first_free(key, taken)


def first_free(key: str, taken: Iterable[str]) -> str:
    """The key itself, or with the first number behind it that is not taken, such as `odd_2`."""
    used = set(taken)
    return next(candidate for candidate in _numbered(key) if candidate not in used)


def _numbered(key: str) -> Iterable[str]:
    yield key
    yield from (f"{key}_{number}" for number in count(2))
