"""The process of coding: how many themes there are, and how far coders agree, round by round.

The paper's figure 7 holds the same numbers. Rounds stand side by side; above is a bar for the
themes of each, below is the agreement on a scale from 0 to 100 %. A full mark is the agreement
that the study reports, a hollow one any other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.figures.svg import (
    BAR,
    INK,
    LINE,
    SOFT,
    WIDTH,
    circle,
    drawing,
    line,
    rect,
    text,
    text_lines,
)
from analysis.figures.text_width import text_width, wrapped
from core.rounding import decimals

LEFT, RIGHT, TOP = 50.0, 20.0, 30.0
THEMES, BETWEEN, AGREEMENT = 90.0, 40.0, 180.0
"""Heights: of the tallest bar, of the space below the bars, and of the agreement's scale."""

SMALL, LEADING, WIDEST_BAR, RADIUS = 12, 15.0, 64.0, 4.5
TICKS = (0, 25, 50, 75, 100)
BELOW = TOP + THEMES + BETWEEN
"""Where the scale of the agreement begins."""


@dataclass(frozen=True)
class AgreementMark:
    """A value from 0 to 1, None where it is undefined, with its interval; `words` name its kind."""

    words: str
    value: float | None
    low: float | None
    high: float | None
    is_reported: bool


@dataclass(frozen=True)
class DrawnRound:
    """A round, a few words on who was coded in it, its number of themes, and its agreement."""

    title: str
    people: str
    themes: int
    marks: Sequence[AgreementMark]


def coding_rounds(key: str, title: str, description: str, rounds: Sequence[DrawnRound]) -> str:
    """Draw the rounds from left to right; the reported agreements are joined by a line."""
    width = (WIDTH - LEFT - RIGHT) / max(len(rounds), 1)
    middles = [LEFT + width * (at + 0.5) for at in range(len(rounds))]
    parts = [*_axes(), *_bars(rounds, middles, width), *_joined(rounds, middles)]
    bottom = BELOW + AGREEMENT
    for drawn, middle in zip(rounds, middles, strict=True):
        parts += _marks(drawn, middle)
        words = [
            *wrapped(drawn.title, width - 10, SMALL),
            *wrapped(drawn.people, width - 10, SMALL),
        ]
        begin = BELOW + AGREEMENT + 20
        parts += text_lines(words, middle, begin, leading=LEADING, size=SMALL, anchor="middle")
        bottom = max(bottom, begin + len(words) * LEADING)
    parts += _legend(rounds, bottom + 8)
    return drawing(key, title, description, bottom + 20, parts)


def _axes() -> Iterator[str]:
    yield text("Themes", 4, TOP - 12, size=SMALL, fill=SOFT)
    yield line(LEFT, TOP + THEMES, WIDTH - RIGHT, TOP + THEMES, stroke=SOFT)
    yield text("Agreement (%)", 4, BELOW - 14, size=SMALL, fill=SOFT)
    for tick in TICKS:
        y = _height(tick / 100)
        yield line(LEFT, y, WIDTH - RIGHT, y, stroke=LINE)
        yield text(str(tick), LEFT - 8, y + 4, size=SMALL, fill=SOFT, anchor="end")


def _bars(rounds: Sequence[DrawnRound], middles: Sequence[float], width: float) -> Iterator[str]:
    most = max((drawn.themes for drawn in rounds), default=0) or 1
    thick = min(WIDEST_BAR, width * 0.6)
    for drawn, middle in zip(rounds, middles, strict=True):
        height = THEMES * drawn.themes / most
        top = TOP + THEMES - height
        yield rect(middle - thick / 2, top, thick, height, fill=BAR)
        yield text(str(drawn.themes), middle, top - 6, size=SMALL, anchor="middle")


def _joined(rounds: Sequence[DrawnRound], middles: Sequence[float]) -> Iterator[str]:
    """Lines between the reported agreements of neighbouring rounds that both have one."""
    reported = [
        next((mark.value for mark in drawn.marks if mark.is_reported), None) for drawn in rounds
    ]
    for (first, begin), (second, end) in pairwise(zip(reported, middles, strict=True)):
        if first is not None and second is not None:
            yield line(begin, _height(first), end, _height(second), stroke=INK, stroke_width=1.5)


def _marks(drawn: DrawnRound, middle: float) -> Iterator[str]:
    """The reported agreement in the middle with its value beside it, others left of it."""
    others = [mark for mark in drawn.marks if not mark.is_reported]
    reported = [mark for mark in drawn.marks if mark.is_reported]
    placed = [(mark, middle - 16.0 * at) for at, mark in enumerate(others, start=1)]
    for mark, x in [*placed, *((mark, middle) for mark in reported)]:
        if mark.value is None:
            continue
        y = _height(mark.value)
        if mark.low is not None and mark.high is not None:
            bounds = (x, _height(mark.low), x, _height(mark.high))
            yield line(*bounds, stroke=INK if mark.is_reported else SOFT, stroke_width=1.2)
        fill = INK if mark.is_reported else "#ffffff"
        yield circle(x, y, RADIUS, fill=fill, stroke=INK, stroke_width=1.2)
        if mark.is_reported:
            yield text(decimals(100 * mark.value, 1), x + 7, y - 8, size=SMALL)


def _legend(rounds: Sequence[DrawnRound], y: float) -> Iterator[str]:
    x = LEFT
    for is_reported, fill in ((True, INK), (False, "#ffffff")):
        marks = (mark for drawn in rounds for mark in drawn.marks)
        told = dict.fromkeys(mark.words for mark in marks if mark.is_reported is is_reported)
        if told:
            words = " or ".join(told) + (", as reported" if is_reported else "")
            yield circle(x + RADIUS, y - 4, RADIUS, fill=fill, stroke=INK, stroke_width=1.2)
            yield text(words, x + 16, y, size=SMALL)
            x += text_width(words, SMALL) + 40


def _height(share: float) -> float:
    return BELOW + AGREEMENT * (1 - min(max(share, 0.0), 1.0))
