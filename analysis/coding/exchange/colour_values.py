"""Colours as other programs write them."""

import re

from analysis.coding.codebooks.colours import is_colour

NAMED = {
    "aqua": "#00FFFF",
    "black": "#000000",
    "blue": "#0000FF",
    "brown": "#A52A2A",
    "cyan": "#00FFFF",
    "fuchsia": "#FF00FF",
    "gray": "#808080",
    "green": "#008000",
    "grey": "#808080",
    "lime": "#00FF00",
    "magenta": "#FF00FF",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#FFA500",
    "pink": "#FFC0CB",
    "purple": "#800080",
    "red": "#FF0000",
    "silver": "#C0C0C0",
    "teal": "#008080",
    "white": "#FFFFFF",
    "yellow": "#FFFF00",
}
"""The names of CSS that people know (W3C, CSS Color Module Level 4, section 6.1)."""

_short = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])", re.IGNORECASE)
_with_opacity = re.compile(r"#[0-9a-f]{2}([0-9a-f]{6})", re.IGNORECASE)
_parts = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,[^)]*)?\)")


def colour_in(text: str) -> str:
    """A colour such as #0072B2, or nothing where the text is none that is known.

    Eight digits begin with the opacity, as programs made with .NET write them; it is left out.
    """
    written = text.strip()
    if is_colour(written):
        return written.upper()
    if short := _short.fullmatch(written):
        return "#" + "".join(digit * 2 for digit in short.groups()).upper()
    if long := _with_opacity.fullmatch(written):
        return f"#{long[1].upper()}"
    if parts := _parts.fullmatch(written.lower()):
        numbers = [int(part) for part in parts.groups()]
        return "#" + "".join(f"{number:02X}" for number in numbers) if max(numbers) < 256 else ""
    return NAMED.get(written.lower(), "")
