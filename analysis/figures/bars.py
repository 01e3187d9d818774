"""Shares as bars side by side, a panel for each group, with intervals where there are some."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.svg import (
    BAR,
    INK,
    LINE,
    SIZE,
    SOFT,
    WIDTH,
    drawing,
    line,
    rect,
    text,
    width_of,
    wrapped,
)

ROW, TOP, GAP, VALUE = 26.0, 40.0, 18.0, 42.0
MOST_LABEL = 230.0


@dataclass(frozen=True)
class Bar:
    """A share from 0 to 1, None where there is none, and its interval."""

    share: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Panel:
    """`reference` is a share marked by a dashed line."""

    title: str
    bars: Sequence[Bar]
    reference: float | None = None


def bar_panels(
    key: str, title: str, description: str, labels: Sequence[str], panels: Sequence[Panel]
) -> str:
    """A row for each label, a bar in it for each panel; all panels have the same scale."""
    left = min(MOST_LABEL, max((width_of(label) for label in labels), default=0) + 14)
    width = (WIDTH - left) / max(len(panels), 1) - GAP
    rows = [wrapped(label, left - 10) for label in labels]
    tops, height = _tops(rows)
    parts = []
    for lines, top in zip(rows, tops, strict=True):
        middle = top + ROW / 2 + SIZE * 0.35
        parts += [
            text(words, left - 10, middle + at * SIZE * 1.2, anchor="end")
            for at, words in enumerate(lines)
        ]
    scale = (width - VALUE) / _largest(panels)
    for place, panel in enumerate(panels):
        x = left + place * (width + GAP)
        parts += _panel(panel, x, width, tops, height, scale)
    return drawing(key, title, description, height + 26, parts)


def _tops(rows: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    tops, y = [], TOP
    for lines in rows:
        tops.append(y)
        y += ROW + (len(lines) - 1) * SIZE * 1.2
    return tops, y


def _largest(panels: Sequence[Panel]) -> float:
    """The end of the scale, on a whole tenth."""
    ends = [
        end
        for panel in panels
        for bar in panel.bars
        for end in (bar.share, bar.high, panel.reference)
        if end is not None
    ]
    return max(1, -(-max(ends, default=0.1) * 1000 // 100)) / 10


def _panel(
    panel: Panel, x: float, width: float, tops: Sequence[float], bottom: float, scale: float
) -> list[str]:
    end = x + width - VALUE
    parts = [text(panel.title, x, 20, weight="bold"), line(x, TOP - 6, x, bottom, stroke=LINE)]
    for bar, top in zip(panel.bars, tops, strict=True):
        if bar.share is not None:
            length = max(bar.share * scale, 0.0)
            parts.append(rect(x, top + 5, length, ROW - 10, fill=BAR))
        if bar.low is not None and bar.high is not None:
            parts += _whisker(x + bar.low * scale, x + bar.high * scale, top + ROW / 2)
        middle = top + ROW / 2 + SIZE * 0.35
        parts.append(text(bar.text, x + width, middle, anchor="end", size=12))
    if panel.reference is not None:
        at = x + panel.reference * scale
        parts.append(line(at, TOP - 6, at, bottom, stroke_dasharray="4 3", stroke_width=1.2))
    largest = (end - x) / scale
    parts += [
        text("0", x, bottom + 16, size=11, fill=SOFT),
        text(f"{largest * 100:.0f}%", end, bottom + 16, size=11, fill=SOFT, anchor="end"),
    ]
    return parts


def _whisker(low: float, high: float, y: float) -> list[str]:
    return [
        line(low, y, high, y, stroke=INK, stroke_width=1.5),
        line(low, y - 4, low, y + 4, stroke=INK, stroke_width=1.5),
        line(high, y - 4, high, y + 4, stroke=INK, stroke_width=1.5),
    ]
