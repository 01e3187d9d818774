"""How a sample looks to a person: a table row, a picture, or one still to come. No library."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    TABLE = "table"
    IMAGE = "image"


@dataclass(frozen=True)
class Feature:
    """One column of a table as people read it; the unit is empty where there is none."""

    name: str
    label: str
    unit: str
    numeric: bool


@dataclass(frozen=True)
class TableRow:
    """Readable values in the order of the dataset's features, without their units."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A file inside the bundle's folder, its SHA-256, and what a screen reader says instead."""

    file: str
    sha256: str
    alternative_text: str


@dataclass(frozen=True)
class Photograph:
    """A picture that may not be passed on: readers attach it from their own copy of the collection.

    `original` is its path in that collection, with forward slashes.
    """

    original: str
    alternative_text: str


Display = TableRow | Picture | Photograph
