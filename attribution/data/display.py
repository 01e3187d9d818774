"""How a sample is shown to people: as a row of a table, a picture, a text or a curve."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    TABLE = "table"
    IMAGE = "image"
    TEXT = "text"
    SERIES = "series"


@dataclass(frozen=True)
class Feature:
    """A column of a table, or an axis of a curve, as people read it; `unit` may be empty.

    A series has two: what its horizontal axis counts, and then what its values are.
    """

    name: str
    label: str
    unit: str
    numeric: bool


@dataclass(frozen=True)
class TableRow:
    """The values as people read them, in the order of the features and without units."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A file in the bundle's folder, its SHA-256, and the text that a screen reader says."""

    file: str
    sha256: str
    alternative_text: str


@dataclass(frozen=True)
class Photograph:
    """A photograph that may not be passed on, and that users attach from their own copy.

    `original` is its path in the collection, with forward slashes.
    """

    original: str
    alternative_text: str


@dataclass(frozen=True)
class Text:
    """A text as it was written, with its line breaks."""

    text: str


@dataclass(frozen=True)
class Series:
    """The values of a curve at start, start + step, and so on, along the horizontal axis."""

    start: float
    step: float
    values: tuple[float, ...]


Display = TableRow | Picture | Photograph | Text | Series

DISPLAYS: dict[Modality, tuple[type[Display], ...]] = {
    Modality.TABLE: (TableRow,),
    Modality.IMAGE: (Picture, Photograph),
    Modality.TEXT: (Text,),
    Modality.SERIES: (Series,),
}
"""The kinds of display that the samples of a dataset may have."""
