"""`{{ study.summary|markdown }}`: a study's text as HTML that is safe to show."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from survey.design.texts import rendered

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    return mark_safe(rendered(text))  # noqa: S308  rendered() lets no other markup through
