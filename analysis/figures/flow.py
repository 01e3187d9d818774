"""The flow of participants as the boxes and arrows of a CONSORT diagram."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.figures.svg import INK, LINE, PALE, SIZE, WIDTH, drawing, element, line, rect, text
from analysis.figures.text_width import BOLD, wrapped
from core.rounding import decimals

MAIN, SIDE, LEFT, GAP = 270.0, 330.0, 20.0, 34.0
"""Width of the boxes in the main column and beside it, the left margin, and an arrow's length."""

LINE_HEIGHT, PADDING, INDENT = SIZE * 1.45, 12.0, 12
ARROW_HEAD = 9.0


@dataclass(frozen=True)
class FlowStage:
    """A stage that people reached, and those who left before the next one.

    Each is the lines of a box, its heading first; `left` is empty where nobody left.
    """

    reached: Sequence[str]
    left: Sequence[str] = ()


def flow_diagram(key: str, title: str, description: str, stages: Sequence[FlowStage]) -> str:
    """Draw stages from top to bottom, and those who left to the right of the arrow between two."""
    parts, y = [], 4.0
    middle, side = LEFT + MAIN / 2, WIDTH - SIDE - 10
    for index, stage in enumerate(stages):
        box, bottom = _box(stage.reached, LEFT, y, MAIN, is_main=True)
        parts += box
        if index == len(stages) - 1:
            return drawing(key, title, description, bottom + 6, parts)
        space = GAP
        if stage.left:
            side_box, end = _box(stage.left, side, bottom + GAP / 2, SIDE)
            level = bottom + GAP / 2 + (end - bottom - GAP / 2) / 2
            tip = side - ARROW_HEAD
            parts += [*side_box, line(middle, level, tip, level), _arrow_head(tip, level, 9, 0)]
            space = end - bottom + GAP / 2
        y = bottom + space
        tip = y - ARROW_HEAD
        parts += [line(middle, bottom, middle, tip), _arrow_head(middle, tip, 0, 9)]
    return drawing(key, title, description, y, parts)


def _box(
    lines: Sequence[str], x: float, y: float, width: float, *, is_main: bool = False
) -> tuple[list[str], float]:
    """A box, its first line as the heading of the others, and where the box ends."""
    pieces = [
        (piece, index == 0)
        for index, content in enumerate(lines)
        for piece in wrapped(content, (width - 2 * PADDING - INDENT) / BOLD)
    ]
    height = len(pieces) * LINE_HEIGHT + 2 * PADDING - 4
    fill, stroke = (PALE, INK) if is_main else ("#ffffff", LINE)
    parts = [rect(x, y, width, height, rx=4.0, fill=fill, stroke=stroke, stroke_width=1.2)]
    for index, (piece, is_heading) in enumerate(pieces):
        left = x + PADDING + (0 if is_heading else INDENT)
        baseline = y + PADDING + (index + 0.75) * LINE_HEIGHT - 2
        parts.append(text(piece, left, baseline, weight="bold" if is_heading else "normal"))
    return parts, y + height


def _arrow_head(x: float, y: float, right: float, down: float) -> str:
    """A head whose base is at x and y, and whose point is as far to the right or below as given."""
    half = 4.0
    points = [
        (x + right, y + down),
        (x - half * bool(down), y - half * bool(right)),
        (x + half * bool(down), y + half * bool(right)),
    ]
    return element(
        "polygon",
        points=" ".join(f"{decimals(a, 1)},{decimals(b, 1)}" for a, b in points),
        fill=INK,
    )
