"""Names of the documentation's files in messages, as links to the help."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from workspace.help.library import files
from workspace.help.rendering import address_of, rendered

register = template.Library()

NAMED = re.compile(r"docs/[\w/-]+\.md")


@register.filter
def help_links(text: str) -> SafeString:
    """`docs/reference/study-file.md` in a message becomes a link that bears the page's title."""
    escaped = str(conditional_escape(text))
    return mark_safe(NAMED.sub(_link, escaped))  # noqa: S308  escaped above


def _link(named: re.Match[str]) -> str:
    file = named[0]
    if file not in files():
        return file
    return format_html('<a href="{}">{}</a>', address_of(file), rendered(file).title)
