"""Counts of pairs as a matrix: the number in each cell, darker the larger it is."""

from collections.abc import Sequence
from html import escape

from analysis.figures.svg import (
    BAR,
    INK,
    LINE,
    SIZE,
    WIDTH,
    drawing,
    element,
    number,
    rect,
    text,
    width_of,
    wrapped,
)

MOST_LABEL, MOST_CELL, SMALL, PADDING = 260.0, 54.0, 12, 10.0
LEADING = SMALL * 1.25
STEEP = 0.87
"""The height of words that lie across at 60 degrees, in their length"""


def matrix(
    key: str, title: str, description: str,
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]],
) -> str:  # fmt: skip
    """At least one row and one column; a cell without a number holds none."""
    left = min(MOST_LABEL, max(width_of(each, SMALL) for each in rows) + PADDING)
    top = max(width_of(each, SMALL) for each in columns) * STEEP + 2 * PADDING
    # Leaning headings reach half their length to the right, over the edge at worst.
    lean = max(width_of(each, SMALL) for each in columns) * 0.5
    cell = min(MOST_CELL, (WIDTH - left - lean) / len(columns))
    most = max(max(each) for each in counts) or 1
    parts = [
        _leaning(words, left + (at + 0.5) * cell, top - PADDING) for at, words in enumerate(columns)
    ]
    y = top
    for label, here in zip(rows, counts, strict=True):
        lines = wrapped(label, left - PADDING, SMALL)
        height = max(30.0, len(lines) * LEADING + PADDING)
        first = y + height / 2 - (len(lines) - 1) * LEADING / 2 + SMALL * 0.35
        parts += [
            text(words, left - PADDING, first + at * LEADING, anchor="end", size=SMALL)
            for at, words in enumerate(lines)
        ]
        for at, count in enumerate(here):
            parts += _cell(left + at * cell, y, cell, height, count, most)
        y += height
    return drawing(key, title, description, y + 4, parts)


def _leaning(words: str, x: float, y: float) -> str:
    turned = f"rotate(-60 {number(x)} {number(y)})"
    return element("text", escape(words), x=x, y=y, font_size=SMALL, fill=INK, transform=turned)


def _cell(x: float, y: float, width: float, height: float, count: int, most: int) -> list[str]:
    """Numbers stay dark on light: the fill is never more than half as strong as a bar's."""
    frame = rect(
        x, y, width, height, fill=BAR, fill_opacity=0.5 * count / most, stroke=LINE, stroke_width=1
    )
    if not count:
        return [frame]
    middle = y + height / 2 + SIZE * 0.35
    return [frame, text(f"{count:,}", x + width / 2, middle, anchor="middle")]
