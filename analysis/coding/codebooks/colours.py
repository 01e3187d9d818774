"""The colours of themes, which help to tell marks apart and are never the only sign of anything."""

import re
from collections.abc import Iterable
from uuid import UUID

PALETTE = (
    "#0072B2",
    "#B84A00",
    "#007A5A",
    "#A23B86",
    "#8A6A00",
    "#3D6FB6",
    "#B3261E",
    "#4B7A1E",
    "#6B4FBB",
    "#00757D",
    "#9C4B5E",
    "#5F6B76",
)
"""Each has a contrast of 4.3 : 1 or more to white, for borders and for text on it."""

_written = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as REFI-QDA writes it, such as #0072B2."""
    return bool(_written.fullmatch(text))


def colour_of(guid: UUID, chosen: str) -> str:
    """The chosen colour of a theme, or, where nobody chose one, one that its GUID gives."""
    return chosen or PALETTE[guid.int % len(PALETTE)]


def class_of(colour: str) -> str:
    """The class that style sheets know a colour by, as in hue-0072b2."""
    return f"hue-{colour[1:].lower()}"


def rules_of(colours: Iterable[str]) -> str:
    """The rules of a style sheet for those of the colours that are not in the palette.

    Pages may not style their elements one by one, and the palette is in the common style sheet.
    """
    others = sorted(set(colours) - set(PALETTE))
    return "".join(f".{class_of(colour)}{{--hue:{colour}}}\n" for colour in others)
