"""A map of the themes: areas as boxes, themes as notes in them (paper, figures 2 and 8).

A note is larger the more cases hold its theme, and also states how many. Its colour shows the kind
of the theme, which is written on it as well.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from analysis.figures.svg import INK, drawing, rect, text, text_lines
from analysis.figures.text_width import text_width, wrapped
from analysis.statistics.themes.codebook import CodebookContent, Kind, ThemeContent

PAGE, MARGIN, GAP, PADDING = 1_000, 16, 12, 10
COLUMNS = 2
BOX = (PAGE - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
"""Width of the box of an area."""

SMALLEST, LARGEST = 12.0, 17.0
"""Size of letters on a note: of a theme that no case holds, and of the theme most cases hold."""

NOTE = 9.8
"""Width of a note in sizes of its letters."""

SMALL_PRINT = 0.85
"""Size of the kind and the number on a note, in sizes of its letters."""

TITLE, LEADING = 15.0, 1.3
COLOURS = {
    Kind.HYPOTHESIS: ("#fdf0d5", "#8a5a00"),
    Kind.ACTION: ("#dcecf7", "#0b4f79"),
    Kind.METRIC: ("#e4f2df", "#2f6218"),
    Kind.NUMBER_OF_SAMPLES: ("#f3e2f1", "#74276b"),
    Kind.OTHER: ("#eeeeee", "#444444"),
}
"""Paper and ink of a note; every pair has a contrast of more than 4.5 to 1."""


@dataclass(frozen=True)
class ThemeNote:
    """A theme with how many cases hold it; `lines` are its name, broken to the note's width."""

    theme: ThemeContent
    cases: int
    size: float
    lines: Sequence[str]

    @property
    def kinds(self) -> str:
        return " / ".join(kind.words for kind in self.theme.kinds)

    @property
    def width(self) -> float:
        return self.size * NOTE + 2 * PADDING

    @property
    def height(self) -> float:
        return (len(self.lines) + 2) * self.size * LEADING + PADDING


@dataclass(frozen=True)
class AreaBox:
    """An area of the codebook; each note is placed by its left upper corner within the box."""

    title: Sequence[str]
    notes: Sequence[tuple[float, float, ThemeNote]]
    height: float


def theme_map(
    key: str, title: str, book: CodebookContent, cases: Mapping[str, int], *, of: int
) -> str:
    """Draw a codebook; `cases` is how many of all `of` cases hold each theme, by the theme's key.

    A theme that `cases` leaves out is held by none.
    """
    areas = [(area.name, area.themes) for area in book.areas]
    if book.themes:
        areas.append(("Outside of the areas", book.themes))
    most = max(cases.values(), default=0)
    parts: list[str] = []
    bottoms = [float(MARGIN)] * COLUMNS
    for name, themes in areas:
        box = _area_box(name, themes, cases, most)
        column = bottoms.index(min(bottoms))
        parts += _drawn_box(box, MARGIN + column * (BOX + GAP), bottoms[column])
        bottoms[column] += box.height + GAP
    height = max(bottoms) - GAP + MARGIN
    return drawing(key, title, _description(areas, cases, of), height, parts, width=PAGE)


def _description(
    areas: Sequence[tuple[str, Sequence[ThemeContent]]], cases: Mapping[str, int], of: int
) -> str:
    described = [
        f"{name}: " + ", ".join(f"{theme.name} ({cases.get(theme.key, 0)})" for theme in themes)
        for name, themes in areas
    ]
    themes = "; ".join(described)
    return f"Themes by area, with the number of cases that hold them, of {of}. {themes}"


def _area_box(
    name: str, themes: Sequence[ThemeContent], cases: Mapping[str, int], most: int
) -> AreaBox:
    """Notes in rows: the most frequent themes first, equal ones in the order of the codebook."""
    title = wrapped(name, BOX - 2 * PADDING, TITLE)
    left, top = float(PADDING), PADDING + len(title) * TITLE * LEADING + PADDING
    row_height = 0.0
    placed = []
    for theme in sorted(themes, key=lambda theme: -cases.get(theme.key, 0)):
        note = _note(theme, cases.get(theme.key, 0), most)
        if left > PADDING and left + note.width + PADDING > BOX:
            left, top, row_height = float(PADDING), top + row_height + PADDING, 0.0
        placed.append((left, top, note))
        left, row_height = left + note.width + PADDING, max(row_height, note.height)
    return AreaBox(title, placed, top + row_height + PADDING)


def _note(theme: ThemeContent, cases: int, most: int) -> ThemeNote:
    """The area of the letters, beyond the smallest, grows with the number of cases."""
    size = SMALLEST + (LARGEST - SMALLEST) * sqrt(cases / most if most else 0)
    return ThemeNote(theme, cases, size, wrapped(theme.name, size * NOTE, size))


def _drawn_box(box: AreaBox, left: float, top: float) -> Iterator[str]:
    leading = TITLE * LEADING
    yield rect(left, top, BOX, box.height, rx=14, fill="#f7f7f7", stroke="#8c8c8c")
    yield from text_lines(
        box.title,
        left + PADDING,
        top + PADDING + 0.9 * leading,
        leading=leading,
        size=TITLE,
        weight="bold",
    )
    for x, y, note in box.notes:
        yield from _drawn_note(note, left + x, top + y)


def _drawn_note(note: ThemeNote, left: float, top: float) -> Iterator[str]:
    paper, ink = COLOURS[note.theme.kind]
    leading = note.size * LEADING
    small = note.size * SMALL_PRINT
    fitting = note.size * NOTE / text_width(note.kinds, 1)
    written = [(note.kinds, min(small, fitting), ink)]
    written += [(line, note.size, INK) for line in note.lines]
    written.append((f"n = {note.cases}", small, ink))
    yield rect(left, top, note.width, note.height, fill=paper, stroke=ink)
    for index, (content, size, colour) in enumerate(written):
        baseline = top + PADDING / 2 + (index + 0.8) * leading
        yield text(content, left + PADDING, baseline, size=size, fill=colour)
