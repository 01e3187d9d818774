"""Texts as samples of panels."""

from attribution.data.display import Display, Text
from attribution.panels.blocks import Column, Sample
from attribution.panels.fields import LONGEST_CELL

TEXT_COLUMN = Column(label="Text")


def text_sample(name: str, display: Display, *, label: str, prediction: str, note: str) -> Sample:
    """A training text, whose end is left out where it is longer than a cell can be."""
    text = display.text if isinstance(display, Text) else ""
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 2].rstrip()} …"
    return Sample(
        title=f"Text {name}", label=label, prediction=prediction, cells=(text,), note=note
    )
