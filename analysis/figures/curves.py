"""A curve over a few steps as SVG, with an interval around each point; equal input, equal bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil

WIDTH, HEIGHT = 640, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 44, 54
MOST_LABELS = 12
INK, LIGHT, LINE = "#222222", "#d9d9d9", "#0b4f79"


@dataclass(frozen=True)
class Point:
    """`value` is None where there is none; so are the bounds of its interval."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


def curve(points: Sequence[Point], *, title: str, percentage: bool = False) -> str:
    """Percentages are shares, drawn from 0 to 100 %; all else from 0 to the largest number."""
    most = 1.0 if percentage else max(_tops(points), default=1.0) or 1.0
    ticks = [most * step / 4 for step in range(5)] if percentage else _whole_ticks(most)
    scale = ticks[-1]

    def across(place: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / max(len(points), 1)

    def down(value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / scale)

    told = "; ".join(f"{each.label}: {_shown(each.value, percentage)}" for each in points)
    parts = [
        _opened(title, told),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="22" font-size="14" fill="{INK}">{escape(title)}</text>',
    ]
    parts += [_tick(down(tick), _shown(tick, percentage, 0)) for tick in ticks]
    drawn = [(across(place), point) for place, point in enumerate(points)]
    parts += [_interval(x, down(each.low), down(each.high)) for x, each in drawn
              if each.low is not None and each.high is not None]  # fmt: skip
    parts += _lines(
        [(x, down(each.value) if each.value is not None else None) for x, each in drawn]
    )
    every = ceil(len(points) / MOST_LABELS) or 1
    for place, (x, each) in enumerate(drawn):
        if each.value is not None:
            y = down(each.value)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{LINE}"/>')
            if len(points) <= MOST_LABELS:
                parts.append(_text(x, y - 9, _shown(each.value, percentage)))
        if place % every == 0:
            parts.append(_text(x, HEIGHT - BOTTOM + 20, each.label))
    return "\n".join([*parts, "</svg>\n"])


def _opened(title: str, told: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        f"<desc>{escape(told)}</desc>"
    )


def _tick(y: float, label: str) -> str:
    return (
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LIGHT}"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="{INK}">{label}</text>'
    )


def _tops(points: Sequence[Point]) -> list[float]:
    return [each for point in points for each in (point.value, point.high) if each is not None]


def _whole_ticks(most: float) -> list[float]:
    step = max(1, ceil(most / 5))
    return [float(step * place) for place in range(ceil(most / step) + 1)]


def _shown(value: float | None, percentage: bool, decimals: int = 1) -> str:
    if value is None:
        return "undefined"
    return f"{value * 100:.{decimals}f} %" if percentage else f"{value:g}"


def _interval(x: float, low: float, high: float) -> str:
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="{LINE}" '
        'stroke-width="6" stroke-opacity="0.25"/>'
    )


def _lines(places: Sequence[tuple[float, float | None]]) -> list[str]:
    pairs = pairwise(places)
    return [
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{LINE}" '
        'stroke-width="2"/>'
        for (x, y), (to_x, to_y) in pairs
        if y is not None and to_y is not None
    ]


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{INK}">{escape(text)}</text>'
