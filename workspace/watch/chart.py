"""Arrivals as columns: where each of them stands in a drawing."""

from dataclasses import dataclass
from datetime import datetime

from survey.participation.arrivals import Arrivals

WIDTH, HEIGHT = 720.0, 120.0
GAP = 0.15
"""Of the width of a column, on either side of it."""

WIDEST = 48.0


@dataclass(frozen=True)
class Column:
    """All who began within a step, and below them the part who completed; in units of the drawing.

    The numbers are texts as attributes of SVG need them, whatever the language of the page.
    """

    since: datetime
    began: int
    completed: int
    x: str
    width: str
    y: str
    height: str
    completed_y: str
    completed_height: str


@dataclass(frozen=True)
class Chart:
    columns: tuple[Column, ...]
    most: int


def chart(arrivals: Arrivals) -> Chart:
    steps = arrivals.steps
    most = max((step.began for step in steps), default=0)
    if not most:
        return Chart((), 0)
    place = min(WIDEST, WIDTH / len(steps))
    return Chart(
        tuple(
            Column(
                step.since,
                step.began,
                step.completed,
                x=_number(place * (index + GAP)),
                width=_number(place * (1 - 2 * GAP)),
                y=_number(HEIGHT * (1 - step.began / most)),
                height=_number(HEIGHT * step.began / most),
                completed_y=_number(HEIGHT * (1 - step.completed / most)),
                completed_height=_number(HEIGHT * step.completed / most),
            )
            for index, step in enumerate(steps)
        ),
        most,
    )


def _number(value: float) -> str:
    return f"{value:.1f}"
