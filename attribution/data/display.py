"""How a sample is shown to people: as a row of a table, a picture, a text or a curve."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from core.control_characters import control_character, name_of

LONGEST_TEXT = 20_000
"""Characters of a text: about six pages, more than anybody reads in a survey."""

MOST_VALUES = 2_000
"""Values of a curve that a page shows."""

LARGEST_VALUE = 1e100
"""Numbers that are larger by size have no place on an axis."""


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


def display_fault(display: Display, features: Sequence[Feature]) -> str | None:
    """What keeps a page from showing a display, with a remedy, to follow the sample's name."""
    match display:
        case TableRow(cells) if len(cells) != len(features):
            return f"shows {len(cells)} values for {len(features)} features: show one for each"
        case Text(text):
            return _text_fault(text)
        case Series():
            return _series_fault(display, features)
    return None


def _text_fault(text: str) -> str | None:
    if not text.strip():
        return "shows an empty text: leave it out"
    if len(text) > LONGEST_TEXT:
        return (
            f"shows a text of {len(text):,} characters, and pages show {LONGEST_TEXT:,} at most: "
            "shorten it or leave it out"
        )
    unfit = control_character(text)
    if unfit is not None:
        return f"shows a text with {name_of(unfit)}, which no page can hold: take it out"
    return None


def _series_fault(series: Series, features: Sequence[Feature]) -> str | None:
    count = len(series.values)
    if len(features) != 2:
        return (
            "shows a curve without two features: give what the horizontal axis counts and what "
            "the values are"
        )
    if not 2 <= count <= MOST_VALUES:
        return (
            f"shows a curve whose values number {count:,}, and pages show 2 to {MOST_VALUES:,}: "
            "give fewer or more of them, or leave it out"
        )
    end = series.start + series.step * (count - 1)
    numbers = (series.start, series.step, end, *series.values)
    if not all(isfinite(number) and abs(number) <= LARGEST_VALUE for number in numbers):
        return "shows a curve with NaN, infinity or a number beyond 1e100: mend it or leave it out"
    if series.step <= 0 or end <= series.start:
        return f"shows a curve with the step {series.step:g}: give one above 0"
    return None
