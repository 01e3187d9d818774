"""The numbers by which the team calls participants.

Enrolments in one study take turns, so within a population numbers rise as primary keys do.
"""

from survey.participation.models import LastNumber
from survey.population import Population


def last_number(study: int, population: Population) -> int:
    """The number given last, whether or not its participant is still there; 0 for nobody."""
    given = LastNumber.objects.filter(study=study, population=population)
    return given.values_list("number", flat=True).first() or 0


def next_number(study: int, population: Population) -> int:
    """The number of the next participant, in the transaction that stores them."""
    LastNumber.objects.get_or_create(study_id=study, population=population)
    last = LastNumber.objects.select_for_update().get(study=study, population=population)
    last.number += 1
    last.save(update_fields=["number"])
    return last.number
