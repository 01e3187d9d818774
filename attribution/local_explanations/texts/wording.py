"""Training texts as blocks of their own, since a cell of a table is too narrow for a text."""

from collections.abc import Collection

from attribution.data.display import Display, Text
from attribution.panels.blocks import MarkedText, Segment
from attribution.panels.fields import MOST_SEGMENTS

Span = tuple[int, int]
"""Where a stretch of a text begins and ends."""

SHARED = "shared"


def pieces(text: str, spans: Collection[Span]) -> list[tuple[str, Span | None]]:
    """The text in stretches: those of the spans, which do not overlap, and what lies between."""
    parts: list[tuple[str, Span | None]] = []
    end = 0
    for start, stop in sorted(spans):
        if start > end:
            parts.append((text[end:start], None))
        parts.append((text[start:stop], (start, stop)))
        end = stop
    if end < len(text):
        parts.append((text[end:], None))
    return parts


def training_text(
    name: str,
    display: Display,
    *,
    label: str,
    prediction: str,
    note: str,
    shared: Collection[Span] = (),
) -> MarkedText:
    """A training text under what is known of it; `shared` are words that it has in common.

    They are not marked in a text that is so long that a block could not hold all marks.
    """
    text = display.text if isinstance(display, Text) else ""
    if 2 * len(shared) >= MOST_SEGMENTS:
        shared = ()
    return MarkedText(
        caption=f"{name}. Label: {label}. Prediction: {prediction}. {note}",
        marks={SHARED: "a word of both texts"} if shared else {},
        segments=tuple(
            Segment(text=part, mark=SHARED if span else None) for part, span in pieces(text, shared)
        ),
    )
