"""Where bars stand in their drawing, in percent of its width."""

from dataclasses import dataclass

from attribution.panels.blocks import Bar, Bars


@dataclass(frozen=True)
class DrawnBar:
    """A bar with where it begins, from the left, and how long it is; both from 0 to 100."""

    bar: Bar
    start: float
    length: float


@dataclass(frozen=True)
class Drawing:
    """Bars around `zero`, which is a place from the left: 50 where they are signed, else 0."""

    zero: float
    bars: tuple[DrawnBar, ...]


def drawing_of(bars: Bars) -> Drawing:
    """`length = |value| / largest |value| * (50 if signed else 100)`.

    A list and its first entries alone are therefore drawn to one scale, as long as both hold the
    largest. Where all values are 0, no bar has a length.
    """
    zero, span = (50.0, 50.0) if bars.signed else (0.0, 100.0)
    largest = max(abs(bar.value) for bar in bars.rows)
    drawn = []
    for bar in bars.rows:
        length = round(abs(bar.value) / largest * span, 2) if largest else 0.0
        start = round(zero - length, 2) if bar.value < 0 else zero
        drawn.append(DrawnBar(bar, start, length))
    return Drawing(zero, tuple(drawn))
