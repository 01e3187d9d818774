"""Counts and times of a dashboard as people read them."""

from django import template

register = template.Library()

BAR = 120
"""The width of a whole bar, in pixels."""


@register.filter
def minutes(seconds: float | None) -> str:
    """With one decimal; a dash where there is nothing to halve."""
    return "–" if seconds is None else f"{seconds / 60:.1f}"


@register.filter
def bar_width(number: int, whole: int) -> str:
    """Of a bar of `BAR`, for an attribute of SVG."""
    return f"{BAR * number / whole:.1f}" if whole else "0"


@register.filter
def share(number: int, whole: int) -> str:
    return f"{100 * number / whole:.0f} %" if whole else "–"
