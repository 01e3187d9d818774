"""Template tags of texts and curves: which words are marked, and how curves are drawn."""

from collections.abc import Set

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attribution.data import curve, shared_words
from attribution.data.curve import Chart, Scale, ValueTable
from attribution.data.display import Series, Text
from attribution.effects.trial import EffectsIndex

register = template.Library()

LONG_TEXT, MANY_LINES = 600, 8
"""Characters or lines; a text with more of them is shown in part, until somebody asks for all."""


@register.filter
def is_long(display: Text) -> bool:
    return len(display.text) > LONG_TEXT or display.text.strip().count("\n") >= MANY_LINES


@register.filter
def without_blank_ends(display: Text) -> str:
    """The text without the blank lines and spaces around it."""
    return display.text.strip()


@register.simple_tag
def telling_words(explanations: EffectsIndex, error: str) -> Set[str]:
    """The words of an error that are marked in training samples, the same in every setting."""
    display = explanations.error(error).display
    assert isinstance(display, Text)  # noqa: S101  the template is of this modality
    return shared_words.telling_words(display.text, explanations.common_words)


@register.filter
def marked(display: Text, wanted: Set[str]) -> SafeString:
    """The text with the wanted words marked, without blank ends."""
    stretches = shared_words.stretches(without_blank_ends(display), wanted)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", stretch.text) if stretch.is_shared else stretch.text,)
            for stretch in stretches
        ),
    )


@register.simple_tag
def curve_scale(explanations: EffectsIndex, error: str) -> Scale:
    return explanations.curve_scale(error)


@register.filter
def chart(series: Series, scale: Scale) -> Chart:
    return curve.chart_of(series, scale)


@register.filter
def value_table(series: Series, scale: Scale) -> ValueTable:
    return curve.values_of(series, scale)
