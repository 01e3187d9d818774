"""A curve over a few steps, with an interval around each point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from analysis.figures.svg import BAR, LINE, SOFT, WIDTH, circle, drawing, line, text
from core.rounding import decimals

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 310, 60, 20, 58, 54
MOST_LABELS = 12
"""With more points only some steps are named, and no value is written."""

LABEL_SIZE = 12


@dataclass(frozen=True)
class CurvePoint:
    """A step and its value; value and bounds are None where the step has no value."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class _Frame:
    """Where points lie: steps from left to right, values from 0 upwards to `largest`."""

    points: Sequence[CurvePoint]
    largest: float
    percentage: bool

    def x(self, index: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (index + 0.5) / max(len(self.points), 1)

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / self.largest)

    def written(self, value: float | None, digits: int = 1) -> str:
        if value is None:
            return "undefined"
        return f"{decimals(value * 100, digits)} %" if self.percentage else f"{value:g}"


def curve(
    key: str,
    title: str,
    points: Sequence[CurvePoint],
    *,
    percentage: bool = False,
    steps: str = "",
    values: str = "",
) -> str:
    """Draw percentages, given as shares, from 0 to 100 %, and other values from 0 to the largest.

    A step without a value leaves a gap. The description reads out every value. `steps` and
    `values` are the titles of the axes.
    """
    ticks = [step / 4 for step in range(5)] if percentage else _whole_ticks(points)
    frame = _Frame(points, ticks[-1], percentage)
    parts = [
        text(title, LEFT, 22, size=14),
        *_axis_titles(steps, values),
        *_grid(frame, ticks),
        *_intervals(frame),
        *_segments(frame),
        *_dots(frame),
    ]
    described = "; ".join(f"{point.label}: {frame.written(point.value)}" for point in points)
    return drawing(key, title, described, HEIGHT, parts)


def _axis_titles(steps: str, values: str) -> Iterator[str]:
    if values:
        yield text(values, 4, TOP - 4, size=LABEL_SIZE, fill=SOFT)
    if steps:
        middle = (LEFT + WIDTH - RIGHT) / 2
        yield text(steps, middle, HEIGHT - 12, size=LABEL_SIZE, fill=SOFT, anchor="middle")


def _whole_ticks(points: Sequence[CurvePoint]) -> list[float]:
    """At most six whole numbers at equal distances, the last not below the largest value."""
    values = [value for point in points for value in (point.value, point.high) if value is not None]
    largest = max(values, default=1.0) or 1.0
    step = max(1, ceil(largest / 5))
    return [float(step * index) for index in range(ceil(largest / step) + 1)]


def _grid(frame: _Frame, ticks: Sequence[float]) -> Iterator[str]:
    for tick in ticks:
        y = frame.y(tick)
        yield line(LEFT, y, WIDTH - RIGHT, y, stroke=LINE)
        yield text(frame.written(tick, 0), LEFT - 8, y + 4, size=LABEL_SIZE, anchor="end")


def _intervals(frame: _Frame) -> Iterator[str]:
    for index, point in enumerate(frame.points):
        if point.low is not None and point.high is not None:
            x = frame.x(index)
            bounds = (x, frame.y(point.low), x, frame.y(point.high))
            yield line(*bounds, stroke=BAR, stroke_width=6, stroke_opacity=0.3)


def _segments(frame: _Frame) -> Iterator[str]:
    for index, (point, following) in enumerate(pairwise(frame.points)):
        if point.value is not None and following.value is not None:
            begin = (frame.x(index), frame.y(point.value))
            end = (frame.x(index + 1), frame.y(following.value))
            yield line(*begin, *end, stroke=BAR, stroke_width=2)


def _dots(frame: _Frame) -> Iterator[str]:
    """Each point with its value above it, and the name of its step below the frame."""
    has_space = len(frame.points) <= MOST_LABELS
    every = max(1, ceil(len(frame.points) / MOST_LABELS))
    for index, point in enumerate(frame.points):
        x = frame.x(index)
        if point.value is not None:
            y = frame.y(point.value)
            yield circle(x, y, 3.5, fill=BAR)
            if has_space:
                value = frame.written(point.value)
                yield text(value, x, y - 9, size=LABEL_SIZE, anchor="middle")
        if index % every == 0:
            baseline = HEIGHT - BOTTOM + 20
            yield text(point.label, x, baseline, size=LABEL_SIZE, anchor="middle")
