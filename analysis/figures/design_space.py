"""A design space with the codes behind its levels (paper, figure 3).

Three axes are drawn as a frame in three dimensions with a category at every mark, as in the paper:
x to the right, y upwards, z towards the reader. Any other number of axes stands in columns side by
side. Behind each level stand the numbers of the codes that it came from. No distance means
anything.
"""

from collections.abc import Iterator, Sequence

from analysis.figures.svg import (
    INK,
    LINE,
    PALE,
    SOFT,
    WIDTH,
    circle,
    drawing,
    element,
    line,
    rect,
    text,
    text_lines,
)
from analysis.figures.text_width import BOLD, wrapped
from analysis.statistics.themes.trace import TracedAxis, TracedLevel, TraceRecord
from core.rounding import decimals

LEADING, SMALL = 15.0, 12
MARGIN, GAP, PADDING = 16.0, 14.0, 8.0

LABELS = 190.0
"""Width of the words left of the y-axis and right of the z-axis."""

ROW = 52.0
"""The shortest way between the words of two levels of an axis that runs upwards or forwards."""

DEEP = (110.0, 84.0)
"""How far the z-axis runs to the left and downwards at least."""

NOT_CITED = "no code"


def design_space(key: str, title: str, trace: TraceRecord) -> str:
    """Draw the axes and levels of a trace, with the numbers of its codes."""
    drawn, height = _frame(trace.axes) if _in_three(trace.axes) else _columns(trace.axes)
    return drawing(key, title, description(trace), height, drawn)


def description(trace: TraceRecord) -> str:
    """What a reader hears who does not see the figure."""
    axes = "; ".join(
        f"{axis.name}: {', '.join(_heard(level) for level in axis.levels) or 'no levels'}"
        for axis in trace.axes
    )
    number = len(trace.axes)
    return f"A design space of {number} ax{'i' if number == 1 else 'e'}s. {axes}."


def _heard(level: TracedLevel) -> str:
    return f"{level.title} ({', '.join(level.labels) or NOT_CITED})"


def _in_three(axes: Sequence[TracedAxis]) -> bool:
    """Whether a frame has room for the axes: three of them, each with a level or more."""
    return len(axes) == 3 and all(axis.levels for axis in axes) and len(axes[0].levels) <= 6


def _frame(axes: Sequence[TracedAxis]) -> tuple[list[str], float]:
    """The elements of three axes that meet in one corner, and the height of the drawing."""
    x, y, z = axes
    z_levels = len(z.levels)
    down = max(DEEP[1], ROW * z_levels)
    across = down * DEEP[0] / DEEP[1]
    left = LABELS + MARGIN
    tallest = max(len(_words(level, LABELS - 20)) for level in y.levels)
    up = max(tallest * LEADING + 8, ROW) * (len(y.levels) + 0.5)
    top = MARGIN + _head_height(y)
    corner = (max(left, across + MARGIN), top + up)
    right = WIDTH - MARGIN
    end_x, end_z = (right, corner[1]), (corner[0] - across, corner[1] + down)
    parts = [*_planes(corner, right, up, (across, down))]
    parts += [
        _arrow(corner, end_x),
        _arrow(corner, (corner[0], corner[1] - up)),
        _arrow(corner, end_z),
    ]
    parts += text_lines(
        wrapped(y.name, WIDTH / 2, 13 * BOLD), MARGIN, MARGIN + 12, leading=LEADING, weight="bold"
    )
    for at, level in enumerate(y.levels, start=1):
        height = corner[1] - up * at / (len(y.levels) + 0.5)
        parts += _marked(level, corner[0], height, corner[0] - 10, LABELS - 20, "end")
    bottom = corner[1]
    room = (right - corner[0]) / (len(x.levels) + 0.5)
    for at, level in enumerate(x.levels, start=1):
        middle = corner[0] + room * (at - 0.25)
        words = _words(level, room - 8)
        parts.append(circle(middle, corner[1], 3.5, fill=INK))
        parts += text_lines(
            words, middle, corner[1] + 20, leading=LEADING, size=SMALL, anchor="middle"
        )
        bottom = max(bottom, corner[1] + 20 + len(words) * LEADING)
    names = wrapped(x.name, right - corner[0] - 20, 13 * BOLD)
    parts += text_lines(names, right, bottom + 8, leading=LEADING, anchor="end", weight="bold")
    bottom += 8 + len(names) * LEADING
    below = max(bottom + 10, corner[1] + 20)
    for at, level in enumerate(z.levels, start=1):
        share = at / (z_levels + 0.5)
        spot = (corner[0] - across * share, corner[1] + down * share)
        parts += _beside(level, spot, max(below + (at - 1) * ROW, spot[1]), WIDTH - corner[0] - 40)
    last = max(below + (z_levels - 1) * ROW + 2 * LEADING, end_z[1] + LEADING)
    names = wrapped(z.name, WIDTH - 2 * MARGIN, 13 * BOLD)
    parts += text_lines(names, MARGIN, last + 12, leading=LEADING, weight="bold")
    return parts, last + 12 + len(names) * LEADING + MARGIN


def _head_height(axis: TracedAxis) -> float:
    return len(wrapped(axis.name, WIDTH / 2, 13 * BOLD)) * LEADING + 8


def _planes(
    corner: tuple[float, float], right: float, up: float, deep: tuple[float, float]
) -> Iterator[str]:
    """The wall behind and the floor, pale, so that the frame is seen as a space."""
    left, bottom = corner
    yield rect(left, bottom - up, right - left, up, fill=PALE)
    floor = (
        (left, bottom),
        (right, bottom),
        (right - deep[0], bottom + deep[1]),
        (left - deep[0], bottom + deep[1]),
    )
    points = " ".join(f"{decimals(x, 1)},{decimals(y, 1)}" for x, y in floor)
    yield element("polygon", points=points, fill="#ffffff", stroke=LINE)


def _arrow(begin: tuple[float, float], end: tuple[float, float]) -> str:
    return line(*begin, *end, stroke=INK, stroke_width=1.6)


def _marked(
    level: TracedLevel, x: float, y: float, words_at: float, room: float, anchor: str
) -> list[str]:
    words = _words(level, room)
    first = y + SMALL * 0.35 - (len(words) - 1) * LEADING / 2
    return [
        circle(x, y, 3.5, fill=INK),
        *text_lines(words, words_at, first, leading=LEADING, size=SMALL, anchor=anchor),
    ]


def _beside(level: TracedLevel, spot: tuple[float, float], y: float, room: float) -> list[str]:
    """A mark with its words to the right, and a thin line to them."""
    words, begin = _words(level, room), WIDTH - MARGIN - room
    return [
        circle(*spot, 3.5, fill=INK),
        line(spot[0], spot[1], begin - 6, y, stroke=SOFT, stroke_width=0.8),
        *text_lines(words, begin, y + SMALL * 0.35, leading=LEADING, size=SMALL),
    ]


def _columns(axes: Sequence[TracedAxis]) -> tuple[list[str], float]:
    """The elements of a column for each axis, and the height of the drawing."""
    if not axes:
        return [text("No axes yet", MARGIN, 30)], 48.0
    width = (WIDTH - 2 * MARGIN - (len(axes) - 1) * GAP) / len(axes)
    heads = [wrapped(axis.name, width, 13 * BOLD) for axis in axes]
    start = MARGIN + max(map(len, heads)) * LEADING + 10
    parts, bottom = [], start
    for at, (axis, head) in enumerate(zip(axes, heads, strict=True)):
        left, top = MARGIN + at * (width + GAP), start
        parts += text_lines(head, left, MARGIN + 12, leading=LEADING, weight="bold")
        parts.append(line(left, start - 6, left + width, start - 6))
        for level in axis.levels:
            words = _words(level, width - 2 * PADDING)
            height = len(words) * LEADING + 2 * PADDING
            parts.append(rect(left, top, width, height, fill=PALE, stroke=LINE))
            parts += text_lines(
                words, left + PADDING, top + PADDING + 11, leading=LEADING, size=SMALL
            )
            top += height + 8
        bottom = max(bottom, top)
    return parts, bottom + MARGIN - 8


def _words(level: TracedLevel, room: float) -> list[str]:
    """The title of a level and below it the codes that it came from."""
    labels = ", ".join(level.labels) or NOT_CITED
    return [*wrapped(level.title, room, SMALL), *wrapped(labels, room, SMALL)]
