"""How a sample is shown to people: as a table row, a picture or a photograph to be attached."""

from dataclasses import dataclass
from enum import StrEnum


class Modality(StrEnum):
    TABLE = "table"
    IMAGE = "image"


@dataclass(frozen=True)
class Feature:
    """A column of a table as people read it; `unit` is empty where there is none."""

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


Display = TableRow | Picture | Photograph
