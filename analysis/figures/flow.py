"""The flow of participants, in the boxes and arrows of a CONSORT diagram."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.svg import (
    BOLD,
    INK,
    LINE,
    PALE,
    SIZE,
    WIDTH,
    drawing,
    element,
    line,
    rect,
    text,
    wrapped,
)

MAIN, SIDE, LEFT, GAP = 270.0, 330.0, 20.0, 34.0
LINE_HEIGHT, PADDING = SIZE * 1.45, 12.0


@dataclass(frozen=True)
class Step:
    """A stage that people reached, and those who left before the next one, if any did."""

    reached: Sequence[str]
    left: Sequence[str] = ()


def flow_diagram(key: str, title: str, description: str, steps: Sequence[Step]) -> str:
    """Stages from top to bottom, those who left to the right of the arrow between two stages."""
    parts, y = [], 4.0
    middle, side = LEFT + MAIN / 2, WIDTH - SIDE - 10
    for at, step in enumerate(steps):
        box, bottom = _box(step.reached, LEFT, y, MAIN, is_main=True)
        parts += box
        if at == len(steps) - 1:
            return drawing(key, title, description, bottom + 6, parts)
        room = GAP
        if step.left:
            aside, end = _box(step.left, side, bottom + GAP / 2, SIDE)
            level = bottom + GAP / 2 + (end - bottom - GAP / 2) / 2
            parts += [*aside, line(middle, level, side - 9, level), _head(side - 9, level, 9, 0)]
            room = end - bottom + GAP / 2
        y = bottom + room
        parts += [line(middle, bottom, middle, y - 9), _head(middle, y - 9, 0, 9)]
    return drawing(key, title, description, y, parts)


def _box(
    lines: Sequence[str], x: float, y: float, width: float, *, is_main: bool = False
) -> tuple[list[str], float]:
    """The first line is the box's heading; those that follow are its parts."""
    written = [
        (piece, place == 0)
        for place, words in enumerate(lines)
        for piece in wrapped(words, (width - 2 * PADDING - 12) / BOLD)
    ]
    height = len(written) * LINE_HEIGHT + 2 * PADDING - 4
    parts = [
        rect(
            x, y, width, height, rx=4.0, fill=PALE if is_main else "#ffffff",
            stroke=INK if is_main else LINE, stroke_width=1.2,
        )
    ]  # fmt: skip
    parts += [
        text(
            words, x + PADDING + (0 if heading else 12),
            y + PADDING + (at + 0.75) * LINE_HEIGHT - 2,
            weight="bold" if heading else "normal",
        )
        for at, (words, heading) in enumerate(written)
    ]  # fmt: skip
    return parts, y + height


def _head(x: float, y: float, right: float, down: float) -> str:
    """An arrow's head whose point lies that far to the right or below."""
    across = 4.0
    points = [
        (x + right, y + down),
        (x - across * bool(down), y - across * bool(right)),
        (x + across * bool(down), y + across * bool(right)),
    ]
    return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points), fill=INK)
