"""Template tags of panels: drawings, marks and cells of their blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from attribution.panels.blocks import AnyBlock, Bars, Column, MarkedText, Segment
from attribution.panels.drawing import Drawing, drawing_of
from attribution.panels.fields import Entry
from attribution.panels.index import PanelIndex
from attribution.scales import MINUS
from survey.design.texts import rendered
from survey.trial.state import TrialState

register = template.Library()

STRENGTHS = 4
"""How many strengths of a mark can be told apart."""


@dataclass(frozen=True)
class ShownCell:
    text: str
    is_numeric: bool


@register.filter
def error_blocks(state: TrialState) -> tuple[AnyBlock, ...]:
    """What is shown of the error before any setting."""
    assert isinstance(state.explanations, PanelIndex)  # noqa: S101  the template is of this kind
    return state.explanations.blocks_of(state.trial.error)


@register.filter
def drawing(bars: Bars) -> Drawing:
    return drawing_of(bars)


@register.filter
def plain(number: float) -> str:
    """A number of a drawing, as SVG reads it in every language."""
    return f"{number:g}"


@register.filter
def markdown(text: str) -> SafeString:
    return mark_safe(rendered(text))  # noqa: S308  rendered() lets no markup through


@register.filter
def any_has(rows: Iterable[Entry], field: str) -> bool:
    """Whether a field of some row holds anything, and so needs a column."""
    return any(getattr(row, field) for row in rows)


@register.filter
def beside(cells: Sequence[str], columns: Sequence[Column]) -> Iterator[ShownCell]:
    """The cells of a row; empty ones for a sample that is shown by its picture alone."""
    written = cells or ("",) * len(columns)
    return (ShownCell(text, column.numeric) for text, column in zip(written, columns, strict=True))


@register.simple_tag
def marked(segment: Segment, block: MarkedText) -> SafeString:
    """A stretch of text with its mark. A line below tells signs apart, its width the strength."""
    if segment.mark is not None:
        number = list(block.marks).index(segment.mark) + 1
        return format_html("<mark>{}<sup>{}</sup></mark>", segment.text, number)
    if not segment.weight:
        return format_html("{}", segment.text)
    sign = "positive" if segment.weight > 0 else "negative"
    strength = max(1, round(abs(segment.weight) * STRENGTHS))
    return format_html('<mark class="{} strength-{}">{}</mark>', sign, strength, segment.text)


@register.filter
def weighted_words(block: MarkedText) -> list[tuple[str, str]]:
    """The words with a weight and their weights, the largest by size first."""
    weighted = [
        (words, segment.weight)
        for segment in block.segments
        if segment.weight and (words := segment.text.strip())
    ]
    weighted.sort(key=lambda pair: -abs(pair[1]))
    return [(words, f"{weight:+.2f}".replace("-", MINUS)) for words, weight in weighted]
