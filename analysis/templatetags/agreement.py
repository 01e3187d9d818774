"""Agreement values for templates."""

from django import template

from analysis.coding.rounds.agreement import claims_agreement
from analysis.coding.rounds.models import CodingRound
from analysis.statistics.agreement.measures import AgreementMeasure
from analysis.statistics.agreement.records import AgreementValue
from analysis.statistics.agreement.reflexive import NO_AGREEMENT

register = template.Library()


@register.filter
def figure_value(figure: AgreementValue) -> str:
    return figure.text


@register.filter
def figure_interval(figure: AgreementValue) -> str:
    return figure.interval_text


@register.filter
def compared(measure: AgreementMeasure) -> str:
    return measure.compares.format(unit="participant")


@register.filter
def reports_agreement(coding_round: CodingRound) -> bool:
    return claims_agreement(coding_round.codebook.study)


@register.simple_tag
def no_agreement() -> str:
    """What stands in place of an agreement in a study that codes reflexively."""
    return NO_AGREEMENT
