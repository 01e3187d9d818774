"""Curves as people see them: drawn to one scale, in words, and as a table of values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from attribution.data.chart_axis import Axis, axis_of
from attribution.data.display import Feature, Series

WIDTH, HEIGHT = 260, 160
"""Of a drawing, in units that are about pixels where it is shown."""

TOP, RIGHT, BELOW = 20.0, 10.0, 34.0
"""Room for the title of the vertical axis, the last number, and both lines of the horizontal."""

LETTER = 6.4
"""An upper estimate of how wide a digit of the axes is."""

MOST_TICKS = 5

LONGEST_TITLE = 40
"""Characters of the title of an axis that fit into a drawing; words always have all of them."""

MOST_ROWS = 60
"""Rows of a table of values; of longer curves it has the lowest and highest of each stretch."""


@dataclass(frozen=True)
class Scale:
    """The axes that all curves of a trial are drawn to."""

    horizontal: Axis
    vertical: Axis

    @property
    def words(self) -> str:
        """Such as Power (kW) from 0 to 3.5, Time (s) from 0 to 10."""
        return f"{self.vertical.range_words}, {self.horizontal.range_words}"


@dataclass(frozen=True)
class Tick:
    """A tick at a place of the drawing, with its text and how that stands to it."""

    place: str
    text: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    """A drawing: coordinates are written as SVG reads them in every language."""

    words: str
    path: str
    left: str
    right: str
    top: str
    bottom: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    horizontal_title: str
    vertical_title: str


@dataclass(frozen=True)
class ValueTable:
    """`heads` over the columns, and rows of texts. `is_whole` where every value has a row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_whole: bool


def title_of(feature: Feature) -> str:
    return f"{feature.label} ({feature.unit})" if feature.unit else feature.label


def place_of(series: Series, position: int) -> float:
    """Where on the horizontal axis a value lies: start + step * position."""
    return series.start + series.step * position


def scale_of(curves: Iterable[Series], features: Sequence[Feature]) -> Scale:
    """The ranges of all curves together."""
    across: list[float] = []
    up: list[float] = []
    for series in curves:
        across += series.start, place_of(series, len(series.values) - 1)
        up += min(series.values), max(series.values)
    horizontal, vertical = map(title_of, features)
    return Scale(_horizontal(horizontal, across), axis_of(vertical, up, most_ticks=MOST_TICKS))


def _horizontal(title: str, numbers: Sequence[float]) -> Axis:
    """As many ticks as have room for their texts beside each other."""
    for most_ticks in range(MOST_TICKS, 1, -1):
        axis = axis_of(title, numbers, most_ticks=most_ticks)
        if sum(LETTER * (len(text) + 2) for _number, text in axis.ticks) <= WIDTH * 0.75:
            break
    return axis


def chart_of(series: Series, scale: Scale) -> Chart:
    """Draw a curve; where several values share a pixel, its lowest and highest are drawn."""
    letters = max(len(text) for _number, text in scale.vertical.ticks)
    left, right = 8 + LETTER * letters, WIDTH - RIGHT
    bottom = HEIGHT - BELOW

    def x(number: float) -> float:
        return left + scale.horizontal.share(number) * (right - left)

    def y(number: float) -> float:
        return bottom - scale.vertical.share(number) * (bottom - TOP)

    points = (
        f"{_coordinate(x(place_of(series, position)))} {_coordinate(y(series.values[position]))}"
        for position in _drawn(series, scale.horizontal, int(right - left))
    )
    return Chart(
        words=words_of(series, scale),
        path="M" + "L".join(points),
        left=_coordinate(left),
        right=_coordinate(right),
        top=_coordinate(TOP),
        bottom=_coordinate(bottom),
        across=tuple(
            Tick(_coordinate(x(number)), text, _anchor(x(number), text))
            for number, text in scale.horizontal.ticks
        ),
        up=tuple(
            Tick(_coordinate(y(number)), text, "end") for number, text in scale.vertical.ticks
        ),
        horizontal_title=_fitting(scale.horizontal.title),
        vertical_title=_fitting(scale.vertical.title),
    )


def words_of(series: Series, scale: Scale) -> str:
    """The range and shape of a curve in numbers, for whoever cannot see it."""
    values, last = series.values, len(series.values) - 1
    lowest, highest = min(values), max(values)
    across, up = scale.horizontal.text, scale.vertical.text

    def at(value: float) -> str:
        return f"{up(value)} at {across(place_of(series, values.index(value)))}"

    return (
        f"{scale.vertical.title} by {scale.horizontal.title}, {len(values)} values from "
        f"{across(series.start)} to {across(place_of(series, last))}: first {up(values[0])}, last "
        f"{up(values[last])}, lowest {at(lowest)}, highest {at(highest)}"
    )


def values_of(series: Series, scale: Scale) -> ValueTable:
    """All values of a curve, or of a long one the lowest and highest of even stretches."""
    values, titles = series.values, (scale.horizontal.title, scale.vertical.title)
    across, up = scale.horizontal.text, scale.vertical.text
    if len(values) <= MOST_ROWS:
        rows = (
            (across(place_of(series, position)), up(value)) for position, value in enumerate(values)
        )
        return ValueTable(titles, tuple(rows), is_whole=True)
    heads = (titles[0], f"{titles[1]}, lowest", f"{titles[1]}, highest")
    length = ceil(len(values) / MOST_ROWS)
    stretches = []
    for begin in range(0, len(values), length):
        of_stretch = values[begin : begin + length]
        first, last = (place_of(series, begin + at) for at in (0, len(of_stretch) - 1))
        stretches.append(
            (f"{across(first)} to {across(last)}", up(min(of_stretch)), up(max(of_stretch)))
        )
    return ValueTable(heads, tuple(stretches), is_whole=False)


def _drawn(series: Series, horizontal: Axis, pixels: int) -> Iterator[int]:
    """The positions of the values to draw, in their order."""
    count = len(series.values)
    first, last = series.start, place_of(series, count - 1)
    columns = max(1, round(pixels * (horizontal.share(last) - horizontal.share(first))))
    if count <= 2 * columns:
        yield from range(count)
        return
    bounds = [count * column // columns for column in range(columns + 1)]
    for begin, end in pairwise(bounds):
        stretch = range(begin, end)
        lowest = min(stretch, key=series.values.__getitem__)
        highest = max(stretch, key=series.values.__getitem__)
        yield from sorted({lowest, highest})


def _anchor(place: float, text: str) -> str:
    """The middle of a text stands at its tick, unless it would be cut off."""
    return "end" if place + LETTER * len(text) / 2 > WIDTH else "middle"


def _fitting(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _coordinate(place: float) -> str:
    """To a tenth, and without a decimal that is 0."""
    return f"{place:.1f}".removesuffix(".0")
