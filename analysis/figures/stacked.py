"""Answers on a scale as bars of 100 %, one below the other, cut into the points of the scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from analysis.figures.svg import (
    INK,
    LINE,
    SIZE,
    SOFT,
    WIDTH,
    drawing,
    line,
    rect,
    text,
    text_lines,
)
from analysis.figures.text_width import text_width, wrapped

BAR_HEIGHT, GAP, SQUARE, SMALL = 24.0, 12.0, 12.0, 11
LEADING = SIZE * 1.2
WIDEST_LABEL, RIGHT = 230.0, 62.0
"""Width of the words left of a bar, and of the number of answers right of it."""

LIGHT, DARK = (226, 235, 245), (24, 58, 94)
"""The first and the last point of a scale; what lies between is as light as it is near to them."""

TICKS = (0, 25, 50, 75, 100)
AXIS = "Share of answers (%)"


@dataclass(frozen=True)
class StackedBar:
    """A question and how many gave each point of its scale."""

    label: str
    counts: Sequence[int]


def stacked_bars(
    key: str, title: str, description: str, points: Sequence[str], bars: Sequence[StackedBar]
) -> str:
    """Draw a bar for each question; `points` are the words of the scale, from left to right."""
    shades = [_shade(at, len(points)) for at in range(len(points))]
    left = min(WIDEST_LABEL, max((text_width(bar.label) for bar in bars), default=0.0) + 12)
    parts, y = _legend(points, shades)
    top, scale = y, (WIDTH - left - RIGHT) / 100
    drawn: list[str] = []
    for bar in bars:
        lines = wrapped(bar.label, left - 12)
        height = max(BAR_HEIGHT, len(lines) * LEADING)
        baseline = y + (height - (len(lines) - 1) * LEADING) / 2 + SIZE * 0.35
        drawn += text_lines(lines, left - 12, baseline, leading=LEADING, anchor="end")
        drawn += _bar(bar, shades, left, y + (height - BAR_HEIGHT) / 2, scale)
        y += height + GAP
    parts += _scale(left, top, y - GAP, scale)
    return drawing(key, title, description, y - GAP + 44, [*parts, *drawn])


def _scale(left: float, top: float, bottom: float, scale: float) -> Iterator[str]:
    for tick in TICKS:
        x = left + tick * scale
        yield line(x, top - 4, x, bottom + 6, stroke=LINE)
        yield text(str(tick), x, bottom + 20, size=SMALL, fill=SOFT, anchor="middle")
    middle = left + 50 * scale
    yield text(AXIS, middle, bottom + 36, size=SMALL, fill=SOFT, anchor="middle")


def _bar(
    bar: StackedBar, shades: Sequence[tuple[str, str]], left: float, y: float, scale: float
) -> Iterator[str]:
    total = sum(bar.counts)
    ends = list(accumulate(bar.counts))
    for count, end, (paper, ink) in zip(bar.counts, ends, shades, strict=True):
        if not count:
            continue
        x, width = left + 100 * scale * (end - count) / total, 100 * scale * count / total
        yield rect(x, y, width, BAR_HEIGHT, fill=paper, stroke="#ffffff", stroke_width=1)
        if text_width(str(count), SMALL) + 4 <= width:
            middle, baseline = x + width / 2, y + BAR_HEIGHT / 2 + SMALL * 0.35
            yield text(str(count), middle, baseline, size=SMALL, anchor="middle", fill=ink)
    right = left + 100 * scale
    yield text(f"n = {total:,}", right + 10, y + BAR_HEIGHT / 2 + SIZE * 0.35, size=SMALL)


def _legend(points: Sequence[str], shades: Sequence[tuple[str, str]]) -> tuple[list[str], float]:
    """Squares with the words of the scale in as many rows as they need, and where they end."""
    parts: list[str] = []
    x, y = 1.0, 4.0
    for point, (paper, _) in zip(points, shades, strict=True):
        width = SQUARE + 6 + text_width(point, SMALL) + 16
        if x > 1.0 and x + width > WIDTH:
            x, y = 1.0, y + SQUARE + 8
        parts.append(rect(x, y, SQUARE, SQUARE, fill=paper, stroke=INK, stroke_width=0.6))
        parts.append(text(point, x + SQUARE + 6, y + SQUARE - 2, size=SMALL))
        x += width
    return parts, y + SQUARE + 16


def _shade(at: int, points: int) -> tuple[str, str]:
    """The colour of a point of the scale, and that of words on it."""
    share = at / (points - 1) if points > 1 else 1.0
    mixed = [round(low + (high - low) * share) for low, high in zip(LIGHT, DARK, strict=True)]
    colour = "#" + "".join(f"{part:02x}" for part in mixed)
    return colour, "#ffffff" if share > 0.5 else INK
