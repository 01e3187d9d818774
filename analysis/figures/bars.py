"""Horizontal bars: shares in panels side by side, or the answers to several questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

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
    text_lines,
)
from analysis.figures.text_width import BOLD, text_width, wrapped
from core.rounding import decimals

ROW, TOP, GAP, VALUE = 26.0, 56.0, 18.0, 42.0
"""Height of a row, space above the rows, between panels, and for the number beside a bar."""

STEPS = (0.05, 0.1, 0.2, 0.25, 0.5)
NARROWEST_TICK = 26.0
"""Between marks of the scale, so that their numbers stay apart."""

AXIS, SMALL = "Share (%)", 11

WIDEST_LABEL = 230.0
LEADING = SIZE * 1.2
BASELINE = SIZE * 0.35
"""How far below the middle of a row its letters stand."""


@dataclass(frozen=True)
class ShareBar:
    """A share from 0 to 1, None where there is none, with the interval drawn over it."""

    share: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class BarPanel:
    """Bars below a title; a dashed line marks the share `reference`."""

    title: str
    bars: Sequence[ShareBar]
    reference: float | None = None


def bar_panels(
    key: str,
    title: str,
    description: str,
    labels: Sequence[str],
    panels: Sequence[BarPanel],
    *,
    rows: str = "",
) -> str:
    """Draw a row for each label with a bar in each panel; all panels have the same scale.

    `rows` is what the labels are: the title of their axis, above everything.
    """
    left = min(WIDEST_LABEL, max((text_width(label) for label in labels), default=0) + 14)
    width = (WIDTH - left) / max(len(panels), 1) - GAP
    wrapped_labels = [wrapped(label, left - 10) for label in labels]
    tops, bottom = _row_tops(wrapped_labels)
    parts = [text(rows, 0, 12, size=SMALL, fill=SOFT)] if rows else []
    for lines, top in zip(wrapped_labels, tops, strict=True):
        baseline = top + ROW / 2 + BASELINE
        parts += text_lines(lines, left - 10, baseline, leading=LEADING, anchor="end")
    scale = (width - VALUE) / _largest_share(panels)
    for index, panel in enumerate(panels):
        x = left + index * (width + GAP)
        parts += _ticks(_largest_share(panels), x, bottom, scale)
        parts += _panel(panel, x, width, tops, bottom, scale)
    return drawing(key, title, description, bottom + 42, parts)


def _ticks(largest: float, x: float, bottom: float, scale: float) -> Iterator[str]:
    """Lines at round shares with their percentages, as many as there is room for, and the axis."""
    step = next(
        (step for step in STEPS if step * scale >= NARROWEST_TICK and step <= largest), largest
    )
    for tick in range(floor(largest / step + 1e-9) + 1):
        at = x + tick * step * scale
        yield line(at, TOP - 6, at, bottom + 3, stroke=LINE)
        written = decimals(100 * tick * step, 0)
        yield text(written, at, bottom + 16, size=SMALL, fill=SOFT, anchor="middle")
    middle = x + largest * scale / 2
    yield text(AXIS, middle, bottom + 33, size=SMALL, fill=SOFT, anchor="middle")


def _row_tops(wrapped_labels: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """Where each row begins, and where the last one ends."""
    tops, y = [], TOP
    for lines in wrapped_labels:
        tops.append(y)
        y += ROW + (len(lines) - 1) * LEADING
    return tops, y


def _largest_share(panels: Sequence[BarPanel]) -> float:
    """The end of the scale: the largest share or bound, rounded up to a tenth."""
    shares = [
        share
        for panel in panels
        for bar in panel.bars
        for share in (bar.share, bar.high, panel.reference)
        if share is not None
    ]
    return max(1, -(-max(shares, default=0.1) * 1000 // 100)) / 10


def _panel(
    panel: BarPanel, x: float, width: float, tops: Sequence[float], bottom: float, scale: float
) -> list[str]:
    """`scale` is the length of a share of 1."""
    parts = [text(panel.title, x, TOP - 20, weight="bold")]
    for bar, top in zip(panel.bars, tops, strict=True):
        if bar.share is not None:
            length = max(bar.share * scale, 0.0)
            parts.append(rect(x, top + 5, length, ROW - 10, fill=BAR))
        if bar.low is not None and bar.high is not None:
            parts += _whisker(x + bar.low * scale, x + bar.high * scale, top + ROW / 2)
        parts.append(text(bar.text, x + width, top + ROW / 2 + BASELINE, anchor="end", size=12))
    if panel.reference is not None:
        reference = x + panel.reference * scale
        parts.append(
            line(reference, TOP - 6, reference, bottom, stroke_dasharray="4 3", stroke_width=1.2)
        )
    return parts


def _whisker(low: float, high: float, y: float) -> list[str]:
    return [
        line(low, y, high, y, stroke=INK, stroke_width=1.5),
        line(low, y - 4, low, y + 4, stroke=INK, stroke_width=1.5),
        line(high, y - 4, high, y + 4, stroke=INK, stroke_width=1.5),
    ]


QUESTION_ROW, QUESTION_GAP, QUESTION_VALUE = 20.0, 26.0, 78.0
COLUMN = (WIDTH - QUESTION_GAP) / 2
WIDEST_OPTION = 170.0
OPTION_SIZE, OPTION_LEADING = 12, 14
HEADING_LEADING = 16


@dataclass(frozen=True)
class QuestionBars:
    """The answers to one question: its options, how many chose each, and how that is written."""

    title: str
    labels: Sequence[str]
    counts: Sequence[int]
    texts: Sequence[str]


def question_bars(key: str, title: str, description: str, questions: Sequence[QuestionBars]) -> str:
    """Draw a small bar chart for each question, in two columns.

    Each chart goes into the column that is shorter so far. The longest bar of a chart stands for
    its largest count.
    """
    bottoms, parts = [0.0, 0.0], []
    for question in questions:
        column = bottoms.index(min(bottoms))
        drawn, height = _question(question, column * (COLUMN + QUESTION_GAP), bottoms[column])
        parts += drawn
        bottoms[column] += height + QUESTION_GAP
    return drawing(key, title, description, max(bottoms) - QUESTION_GAP / 2, parts)


def _question(question: QuestionBars, x: float, top: float) -> tuple[list[str], float]:
    """The elements of one chart, and its height."""
    heading = wrapped(question.title, COLUMN / BOLD)
    parts = text_lines(heading, x, top + HEADING_LEADING, leading=HEADING_LEADING, weight="bold")
    start = y = top + HEADING_LEADING * len(heading) + 10
    widest = max(text_width(label, OPTION_SIZE) for label in question.labels)
    left = min(WIDEST_OPTION, widest + 10)
    longest = COLUMN - left - QUESTION_VALUE
    for label, count, written in zip(question.labels, question.counts, question.texts, strict=True):
        lines = wrapped(label, left - 8, OPTION_SIZE)
        parts += text_lines(
            lines,
            x + left - 8,
            y + OPTION_LEADING,
            leading=OPTION_LEADING,
            size=OPTION_SIZE,
            anchor="end",
        )
        length = longest * count / max(*question.counts, 1)
        parts.append(rect(x + left, y + 3, length, QUESTION_ROW - 6, fill=BAR))
        parts.append(text(written, x + left + length + 6, y + OPTION_LEADING, size=OPTION_SIZE))
        y += QUESTION_ROW + (len(lines) - 1) * OPTION_LEADING
    parts.append(line(x + left, start, x + left, y, stroke=LINE))
    return parts, y - top
