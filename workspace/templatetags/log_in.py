"""What the page of logging in offers."""

from django import template

from workspace.log_in.single_sign_on import Provider, provider

register = template.Library()


@register.simple_tag
def single_sign_on() -> Provider | None:
    return provider()
