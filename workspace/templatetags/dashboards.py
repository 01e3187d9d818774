"""Counts and times for the templates of a dashboard."""

from django import template

register = template.Library()

BAR = 120
"""In pixels, the width of a whole bar."""


@register.filter
def minutes(seconds: float | None) -> str:
    """Minutes with one decimal; a dash where there are none."""
    return "–" if seconds is None else f"{seconds / 60:.1f}"


@register.filter
def bar_width(number: int, whole: int) -> str:
    """The width of a part of a bar, for an attribute of SVG."""
    return f"{BAR * number / whole:.1f}" if whole else "0"


@register.filter
def share(number: int, whole: int) -> str:
    return f"{100 * number / whole:.0f} %" if whole else "–"
