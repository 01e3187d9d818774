"""Where in a study a page is, as its title and its first line say it."""

from typing import Any

from django import template

from survey.design.path import PathPage

register = template.Library()


@register.filter
def step_of(page: PathPage, steps: int) -> str:
    """Such as "Step 4 of 11, page 2 of 3"."""
    part = f", page {page.part} of {page.parts}" if page.parts > 1 else ""
    return f"Step {page.step} of {steps}{part}"


@register.simple_tag(takes_context=True)
def title_prefix(context: dict[str, Any]) -> str:
    """What stands before a page's own title, and that something in it is to be mended."""
    error = "Error: " if getattr(context.get("form"), "errors", None) else ""
    return f"{error}{step_of(context['page'], context['progress'].steps)}: "
