"""Counts of pairs as a matrix: a number in each cell, on a darker ground the larger it is."""

from collections.abc import Sequence

from analysis.figures.svg import (
    BAR,
    LINE,
    SIZE,
    WIDTH,
    drawing,
    number,
    rect,
    text,
    text_lines,
)
from analysis.figures.text_width import text_width, wrapped

WIDEST_LABEL, WIDEST_CELL, LOWEST_ROW = 260.0, 54.0, 30.0
LABEL_SIZE, PADDING = 12, 10.0
LEADING = LABEL_SIZE * 1.25
ANGLE, HEIGHT_OF_LEANING, WIDTH_OF_LEANING = -60, 0.87, 0.5
"""Columns' headings lean: the degrees, and their height and width as shares of their length."""


def matrix(
    key: str,
    title: str,
    description: str,
    rows: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
) -> str:
    """Draw counts [rows, columns], at least one of each; a count of 0 leaves its cell empty."""
    widest_row = max(text_width(label, LABEL_SIZE) for label in rows)
    longest_heading = max(text_width(label, LABEL_SIZE) for label in columns)
    left = min(WIDEST_LABEL, widest_row + PADDING)
    y = top = longest_heading * HEIGHT_OF_LEANING + 2 * PADDING
    # The last heading reaches to the right of its column, at worst by the width of the longest.
    cell = min(WIDEST_CELL, (WIDTH - left - longest_heading * WIDTH_OF_LEANING) / len(columns))
    largest = max(max(row_counts) for row_counts in counts) or 1
    parts = [
        _leaning(label, left + (column + 0.5) * cell, top - PADDING)
        for column, label in enumerate(columns)
    ]
    for label, row_counts in zip(rows, counts, strict=True):
        lines = wrapped(label, left - PADDING, LABEL_SIZE)
        height = max(LOWEST_ROW, len(lines) * LEADING + PADDING)
        baseline = y + height / 2 - (len(lines) - 1) * LEADING / 2 + LABEL_SIZE * 0.35
        parts += text_lines(
            lines, left - PADDING, baseline, leading=LEADING, size=LABEL_SIZE, anchor="end"
        )
        for column, count in enumerate(row_counts):
            parts += _cell(left + column * cell, y, cell, height, count, largest)
        y += height
    return drawing(key, title, description, y + 4, parts)


def _leaning(label: str, x: float, y: float) -> str:
    rotation = f"rotate({ANGLE} {number(x)} {number(y)})"
    return text(label, x, y, size=LABEL_SIZE, transform=rotation)


def _cell(x: float, y: float, width: float, height: float, count: int, largest: int) -> list[str]:
    """The ground is at most half as strong as a bar, so that dark numbers stay legible on it."""
    strength = 0.5 * count / largest
    ground = rect(x, y, width, height, fill=BAR, fill_opacity=strength, stroke=LINE, stroke_width=1)
    if not count:
        return [ground]
    baseline = y + height / 2 + SIZE * 0.35
    return [ground, text(f"{count:,}", x + width / 2, baseline, anchor="middle")]
