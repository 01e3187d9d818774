"""Whose codes a page of a design space counts: those of people, or of simulated participants."""

from django.http import HttpRequest

from analysis.request_values import people_or_simulated
from survey.population import Population


def asked_population(request: HttpRequest) -> Population:
    """What `?of=` says, of people where it is left out."""
    return people_or_simulated(request.GET.get("of", Population.PEOPLE.value))
