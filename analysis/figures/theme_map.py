"""A map of the themes: areas as boxes, themes as notes in them (paper, figures 2 and 8).

Areas and notes stand in the order of the codebook. The letters on a note are larger the more cases
hold its theme, and it also states how many. What type of theme it is stands in brackets above its
name, as in the paper's appendix D, and shows in its colour as well. Marks such as the stars of
figure 2 stand behind the name, and how many codes lie beneath it behind the number. A theme in two
areas is a note in both.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from analysis.figures.svg import INK, drawing, rect, text, text_lines
from analysis.figures.text_width import BOLD, text_width, wrapped
from analysis.statistics.themes.codebook import (
    WITHIN,
    AreaContent,
    CodebookContent,
    ThemeContent,
)

PAGE, MARGIN, GAP, PADDING = 1_000, 16, 12, 10
COLUMNS = 2
BOX = (PAGE - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
"""Width of the box of an area."""

DEEPEST = 4
"""Boxes within one another; an area that lies deeper is drawn at this level under its path."""

SMALLEST, LARGEST = 11.5, 16.5
"""Size of letters on a note: of a theme that no case holds, and of the theme most cases hold."""

UNCOUNTED = 13.0
"""Size of letters on every note of a map without numbers."""

NARROWEST = 130
"""Width of a note at least; the notes of a box share its width equally."""

SMALL_PRINT = 0.85
"""Size of the type and the number on a note, in sizes of its letters."""

TITLE, LEADING = 15.0, 1.3
OUTSIDE = "Outside of the areas"
PAPERS = ("#f7f7f7", "#ffffff")
"""Of the boxes, by turns from the outermost one inwards."""

PLAIN = ("#fbf6d3", "#5c5320")
"""Paper and ink of a note whose theme has no type."""

COLOURS = (
    ("#fdf0d5", "#8a5a00"),
    ("#dcecf7", "#0b4f79"),
    ("#e4f2df", "#2f6218"),
    ("#f3e2f1", "#74276b"),
    ("#fbe3df", "#8c2f1f"),
    ("#e3e6fa", "#3b3f8f"),
)
"""Those of the types in the order of the codebook, again from the first where there are more.

Every pair has a contrast of more than 4.5 to 1.
"""


@dataclass(frozen=True)
class ThemeNote:
    """A note: `lines` are the name of its theme; `types` and `number` may be empty."""

    lines: Sequence[str]
    types: str
    number: str
    colours: tuple[str, str]
    size: float
    width: float

    @property
    def height(self) -> float:
        rows = len(self.lines) + bool(self.types) + bool(self.number)
        return rows * self.size * LEADING + PADDING


@dataclass(frozen=True)
class AreaBox:
    """The box of an area: rows of notes and boxes inside, each by its distance from the top."""

    title: Sequence[str]
    rows: Sequence[tuple[float, Sequence[ThemeNote]]]
    inside: Sequence[tuple[float, "AreaBox"]]
    width: float
    height: float


@dataclass(frozen=True)
class NestedArea:
    """An area of a codebook with the areas in it."""

    book: CodebookContent
    name: str
    themes: Sequence[ThemeContent]
    inside: Sequence["NestedArea"] = ()


def theme_map(
    key: str,
    title: str,
    book: CodebookContent,
    cases: Mapping[str, int] | None = None,
    *,
    of: int = 0,
) -> str:
    """Draw a codebook; `cases` is how many of all `of` cases hold each theme, by the theme's key.

    A theme that `cases` leaves out is held by none. Without `cases` no numbers are shown.
    """
    areas = _nested_areas(book)
    width = BOX if len(areas) > 1 else PAGE - 2 * MARGIN
    parts: list[str] = []
    height = 0.0
    columns = _columns([_area_box(area, width, cases) for area in areas])
    for position, column in enumerate(columns):
        top = float(MARGIN)
        for box in column:
            parts += _drawn_box(box, MARGIN + position * (BOX + GAP), top)
            top += box.height + GAP
        height = max(height, top - GAP + MARGIN)
    return drawing(key, title, _description(areas, cases, of), height, parts, width=PAGE)


def _nested_areas(book: CodebookContent) -> list[NestedArea]:
    """The outermost areas in order, and last the themes outside of every area."""
    inside: dict[str, list[AreaContent]] = defaultdict(list)
    for area in book.areas:
        inside[area.parent].append(area)
    outside = [NestedArea(book, OUTSIDE, book.themes)] if book.themes else []
    return _areas_inside(book, "", inside) + outside


def _areas_inside(
    book: CodebookContent,
    key: str,
    inside: Mapping[str, Sequence[AreaContent]],
    depth: int = 1,
    path: str = "",
) -> list[NestedArea]:
    areas = []
    for area in inside.get(key, ()):
        name, themes = path + area.name, book.themes_in(area)
        if depth < DEEPEST:
            within = _areas_inside(book, area.key, inside, depth + 1)
            areas.append(NestedArea(book, name, themes, within))
        else:
            areas.append(NestedArea(book, name, themes))
            areas += _areas_inside(book, area.key, inside, depth, f"{name}{WITHIN}")
    return areas


def _description(areas: Sequence[NestedArea], cases: Mapping[str, int] | None, of: int) -> str:
    themes = "; ".join(_described(areas, cases))
    if cases is None:
        return f"Themes by area. {themes}"
    return f"Themes by area, with the number of cases that hold them, of {of}. {themes}"


def _described(
    areas: Sequence[NestedArea], cases: Mapping[str, int] | None, path: str = ""
) -> Iterator[str]:
    for area in areas:
        name = path + area.name
        if area.themes or not area.inside:
            yield f"{name}: " + ", ".join(
                _marked(theme, area.book)
                if cases is None
                else f"{_marked(theme, area.book)} ({cases.get(theme.key, 0)})"
                for theme in area.themes
            )
        yield from _described(area.inside, cases, f"{name}{WITHIN}")


def _marked(theme: ThemeContent, book: CodebookContent) -> str:
    """The name of a theme, with the signs of its marks behind it."""
    return f"{theme.name} {book.symbols(theme)}".rstrip()


def _columns(boxes: Sequence[AreaBox]) -> list[Sequence[AreaBox]]:
    """The boxes read down the columns, parted where the longer column is shortest."""

    def length(column: Sequence[AreaBox]) -> float:
        return sum(box.height + GAP for box in column)

    parted = (
        (max(length(boxes[:first]), length(boxes[first:])), first)
        for first in range(len(boxes) + 1)
    )
    _, first = min(parted, key=lambda split: (split[0], -split[1]))
    return [boxes[:first], boxes[first:]]


def _area_box(area: NestedArea, width: float, cases: Mapping[str, int] | None) -> AreaBox:
    """Notes in rows, in the order of the codebook, and below them the areas inside."""
    title = wrapped(area.name, (width - 2 * PADDING) / BOLD, TITLE)
    top = PADDING + len(title) * TITLE * LEADING + PADDING
    beside = int((width - PADDING) / (NARROWEST + PADDING))
    wide = (width - PADDING) / beside - PADDING
    notes = [_note(area.book, theme, wide, cases) for theme in area.themes]
    rows = []
    for first in range(0, len(notes), beside):
        row = notes[first : first + beside]
        rows.append((top, row))
        top += _height(row) + PADDING
    inside = []
    for child in area.inside:
        box = _area_box(child, width - 2 * PADDING, cases)
        inside.append((top, box))
        top += box.height + PADDING
    return AreaBox(title, rows, inside, width, top)


def _height(row: Sequence[ThemeNote]) -> float:
    return max(note.height for note in row)


def _note(
    book: CodebookContent, theme: ThemeContent, width: float, cases: Mapping[str, int] | None
) -> ThemeNote:
    """The area of the letters, beyond the smallest, grows with the number of cases.

    They are smaller where the longest word of the name would not fit.
    """
    types, name = " / ".join(book.type_names(theme)), _marked(theme, book)
    held = cases.get(theme.key, 0) if cases is not None else 0
    most = max(cases.values(), default=0) if cases is not None else 0
    counted = SMALLEST + (LARGEST - SMALLEST) * sqrt(held / most if most else 0)
    wanted = UNCOUNTED if cases is None else counted
    room = width - 2 * PADDING
    longest = max(text_width(part, 1) for part in re.split(r"\s|(?<=[/-])", name))
    size = max(SMALLEST, min(wanted, room / longest if longest else wanted))
    return ThemeNote(
        lines=wrapped(name, room, size),
        types=f"({types})" if types else "",
        number=_numbers(None if cases is None else held, len(book.codes_beneath(theme))),
        colours=_colours(book, theme),
        size=size,
        width=width,
    )


def _numbers(held: int | None, codes: int) -> str:
    """How many cases hold a theme, where that is known, and how many codes it has, if any."""
    parts = [] if held is None else [f"n = {held}"]
    if codes:
        parts.append(f"{codes} code{'' if codes == 1 else 's'}")
    return ", ".join(parts)


def _colours(book: CodebookContent, theme: ThemeContent) -> tuple[str, str]:
    keys = [type_.key for type_ in book.types]
    if not theme.types or theme.types[0] not in keys:
        return PLAIN
    return COLOURS[keys.index(theme.types[0]) % len(COLOURS)]


def _drawn_box(box: AreaBox, left: float, top: float, depth: int = 0) -> Iterator[str]:
    leading = TITLE * LEADING
    paper = PAPERS[depth % len(PAPERS)]
    yield rect(left, top, box.width, box.height, rx=14, fill=paper, stroke="#8c8c8c")
    yield from text_lines(
        box.title,
        left + PADDING,
        top + PADDING + 0.9 * leading,
        leading=leading,
        size=TITLE,
        weight="bold",
    )
    for down, row in box.rows:
        for position, note in enumerate(row):
            beside = PADDING + position * (note.width + PADDING)
            yield from _drawn_note(note, left + beside, top + down, _height(row))
    for down, inner in box.inside:
        yield from _drawn_box(inner, left + PADDING, top + down, depth + 1)


def _drawn_note(note: ThemeNote, left: float, top: float, height: float) -> Iterator[str]:
    paper, ink = note.colours
    leading = note.size * LEADING
    small = note.size * SMALL_PRINT
    written = [(line, note.size, INK) for line in note.lines]
    if note.types:
        fitting = (note.width - 2 * PADDING) / text_width(note.types, 1)
        written.insert(0, (note.types, min(small, fitting), ink))
    if note.number:
        written.append((note.number, small, ink))
    yield rect(left, top, note.width, height, fill=paper, stroke=ink)
    for index, (content, size, colour) in enumerate(written):
        baseline = top + PADDING / 2 + (index + 0.8) * leading
        yield text(content, left + PADDING, baseline, size=size, fill=colour)
