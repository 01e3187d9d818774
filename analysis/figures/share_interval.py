"""A share with its interval on a line as high as a row of text, to stand in a table's cell."""

from analysis.figures.svg import circle, element, line
from core.rounding import decimals

WIDTH, HEIGHT, MARGIN, RADIUS = 120, 16, 4, 3.5
MIDDLE = HEIGHT / 2


def share_interval(
    share: float, low: float, high: float, *, reference: float, stands_out: bool
) -> str:
    """Draw shares from 0 to 1 from left to right; a vertical line marks the share `reference`.

    Colours are those of the page: the parts have the classes axis, reference, interval and share,
    and the last two also `out` where the interval excludes the reference.
    """
    out = " out" if stands_out else ""
    begin, end, marked = _x(low), _x(high), _x(reference)
    parts = (
        line(0, MIDDLE, WIDTH, MIDDLE, class_="axis", stroke="currentColor"),
        line(marked, 0, marked, HEIGHT, class_="reference", stroke="currentColor"),
        line(begin, MIDDLE, end, MIDDLE, class_=f"interval{out}", stroke="currentColor"),
        circle(_x(share), MIDDLE, RADIUS, class_=f"share{out}"),
    )
    bounds = f"between {decimals(100 * low, 0)} and {decimals(100 * high, 0)}%"
    return element(
        "svg",
        "".join(parts),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_label=f"{decimals(100 * share, 0)}%, {bounds}",
    )


def _x(share: float) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * share
