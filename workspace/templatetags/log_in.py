"""What the page of logging in offers."""

from django import template
from django.conf import settings

from workspace.log_in.single_sign_on import Provider, provider

register = template.Library()


@register.simple_tag
def single_sign_on() -> Provider | None:
    return provider()


@register.simple_tag
def mails_are_sent() -> bool:
    """Whether a link for a new password can be mailed."""
    return bool(settings.MAIL_SERVER)
