"""Agreement values for templates."""

from django import template

from analysis.statistics.agreement.rounds import Figure, figure_interval, figure_value

register = template.Library()
register.filter("figure_value", figure_value)
register.filter("figure_interval", figure_interval)


@register.filter
def compared(figure: Figure) -> str:
    return figure.measure.compares.format(unit="participant")
