"""Agreement values for templates."""

from django import template

from analysis.statistics.agreement.records import AgreementValue

register = template.Library()


@register.filter
def figure_value(figure: AgreementValue) -> str:
    return figure.text


@register.filter
def figure_interval(figure: AgreementValue) -> str:
    return figure.interval_text


@register.filter
def compared(figure: AgreementValue) -> str:
    return figure.measure.compares.format(unit="participant")
