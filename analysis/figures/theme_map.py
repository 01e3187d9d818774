"""A map of the themes as SVG: areas as boxes, themes as notes in them (paper, figures 2 and 8).

A note is larger the more cases hold its theme, and says so in words; its type is written on it as
well as coloured. The same themes and numbers give the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt

from analysis.figures.text_width import broken, width
from analysis.statistics.themes.codebook import CodebookContent, Kind, ThemeContent

PAGE, MARGIN, GAP, PADDING = 1_000, 16, 12, 10
COLUMNS = 2
SMALLEST, LARGEST = 12.0, 17.0
"""Size of the letters on a note, in pixels: for no case, and for the theme most cases hold"""
NOTE = 9.8
"""Width of a note, in sizes of its letters"""
TITLE = 15.0
LEADING = 1.3
COLOURS = {
    Kind.HYPOTHESIS: ("#fdf0d5", "#8a5a00"),
    Kind.ACTION: ("#dcecf7", "#0b4f79"),
    Kind.METRIC: ("#e4f2df", "#2f6218"),
    Kind.NUMBER_OF_SAMPLES: ("#f3e2f1", "#74276b"),
    Kind.OTHER: ("#eeeeee", "#444444"),
}
"""Paper and ink; every ink stands out from its paper by more than 4.5 to 1"""


@dataclass(frozen=True)
class Note:
    theme: ThemeContent
    cases: int
    size: float
    lines: tuple[str, ...]

    @property
    def label(self) -> str:
        return " / ".join(kind.words for kind in self.theme.kinds)

    @property
    def width(self) -> float:
        return self.size * NOTE + 2 * PADDING

    @property
    def height(self) -> float:
        return (len(self.lines) + 2) * self.size * LEADING + PADDING


@dataclass(frozen=True)
class Box:
    """An area: notes by their corner within it."""

    title: tuple[str, ...]
    notes: tuple[tuple[float, float, Note], ...]
    height: float


def theme_map(
    book: CodebookContent, cases: Mapping[str, int], *, of: int, title: str, key: str = "theme-map"
) -> str:
    """The SVG of a book whose themes are held by so many of `of` cases, by key; 0 if not named.

    `key` keeps its ids apart from those of other drawings.
    """
    most = max(cases.values(), default=0)
    groups = [(area.name, area.themes) for area in book.areas]
    if book.themes:
        groups.append(("Outside of the areas", book.themes))
    wide = (PAGE - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS
    boxes = [_box(name, themes, cases, most, wide) for name, themes in groups]
    drawn, heights = [], [float(MARGIN)] * COLUMNS
    for box in boxes:
        column = heights.index(min(heights))
        drawn.append(_drawn(box, MARGIN + column * (wide + GAP), heights[column], wide))
        heights[column] += box.height + GAP
    bottom = max(heights) - GAP + MARGIN
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {PAGE} {_number(bottom)}" role="img"
 aria-labelledby="{key}-title {key}-desc" font-family="sans-serif">
<title id="{key}-title">{_text(title)}</title>
<desc id="{key}-desc">{_text(_description(groups, cases, of))}</desc>
{_rectangle(0, 0, PAGE, bottom, 'fill="#ffffff"')}
{"".join(drawn)}</svg>
"""


def _description(
    groups: Sequence[tuple[str, Sequence[ThemeContent]]], cases: Mapping[str, int], of: int
) -> str:
    told = [
        f"{name}: " + ", ".join(f"{each.name} ({cases.get(each.key, 0)})" for each in themes)
        for name, themes in groups
    ]
    return f"Themes by area, with the number of cases that hold them, of {of}. " + "; ".join(told)


def _box(
    name: str, themes: Sequence[ThemeContent], cases: Mapping[str, int], most: int, wide: float
) -> Box:
    """Notes in rows, the most frequent first, then in the order of the book."""
    title = broken(name, TITLE, wide - 2 * PADDING)
    left, top, row = float(PADDING), PADDING + len(title) * TITLE * LEADING + PADDING, 0.0
    placed = []
    for theme in sorted(themes, key=lambda each: -cases.get(each.key, 0)):
        note = _note(theme, cases.get(theme.key, 0), most)
        if left > PADDING and left + note.width + PADDING > wide:
            left, top, row = float(PADDING), top + row + PADDING, 0.0
        placed.append((left, top, note))
        left, row = left + note.width + PADDING, max(row, note.height)
    return Box(title, tuple(placed), top + row + PADDING)


def _note(theme: ThemeContent, cases: int, most: int) -> Note:
    size = SMALLEST + (LARGEST - SMALLEST) * sqrt(cases / most if most else 0)
    return Note(theme, cases, size, broken(theme.name, size, size * NOTE))


def _drawn(box: Box, left: float, top: float, wide: float) -> str:
    frame = 'rx="14" fill="#f7f7f7" stroke="#8c8c8c"'
    step = TITLE * LEADING
    title = [
        _line(line, left + PADDING, top + PADDING + (at + 0.9) * step, TITLE, "#222222", bold=True)
        for at, line in enumerate(box.title)
    ]
    notes = [_drawn_note(note, left + x, top + y) for x, y, note in box.notes]
    return "".join([_rectangle(left, top, wide, box.height, frame), *title, *notes])


def _drawn_note(note: Note, left: float, top: float) -> str:
    paper, ink = COLOURS[note.theme.kind]
    step = note.size * LEADING
    fitting = note.size * NOTE / width(note.label, 1)
    small = min(note.size * 0.85, fitting)
    written = [(note.label, small, ink)]
    written += [(line, note.size, "#222222") for line in note.lines]
    written.append((f"n = {note.cases}", note.size * 0.85, ink))
    frame = f'fill="{paper}" stroke="{ink}"'
    return _rectangle(left, top, note.width, note.height, frame) + "".join(
        _line(line, left + PADDING, top + PADDING / 2 + (at + 0.8) * step, size, colour)
        for at, (line, size, colour) in enumerate(written)
    )


def _rectangle(left: float, top: float, wide: float, high: float, frame: str) -> str:
    at = f'x="{_number(left)}" y="{_number(top)}"'
    return f'<rect {at} width="{_number(wide)}" height="{_number(high)}" {frame}/>\n'


def _line(
    text: str, left: float, base: float, size: float, colour: str, *, bold: bool = False
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{_number(left)}" y="{_number(base)}" font-size="{_number(size)}"'
    return f'<text {place} fill="{colour}"{weight}>{_text(text)}</text>\n'


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(value: str) -> str:
    return escape("".join(each for each in value if each.isprintable()))
