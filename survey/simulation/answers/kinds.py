"""What a trial shows, on which it depends how somebody talks of it."""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["any", "pictures", "rows", "texts", "curves"]

ANY: Kind = "any"
PICTURES: Kind = "pictures"
ROWS: Kind = "rows"
TEXTS: Kind = "texts"
CURVES: Kind = "curves"

Sentences = Mapping[str, Mapping[Kind, tuple[str, ...]]]
"""Sentences by the key of a theme, for trials of any kind or of one alone."""
