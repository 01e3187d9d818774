"""`{{ change.words|marked }}`: two texts as one, with what went and what came."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from survey.design.changed_words import Stretch

register = template.Library()

MARKS = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}"}


@register.filter
def marked(words: Iterable[Stretch]) -> SafeString:
    return format_html_join(
        "", "{}", ((format_html(MARKS[part.kept], part.text),) for part in words)
    )
