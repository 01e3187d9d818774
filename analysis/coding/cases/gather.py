"""Cases: what participants wrote, unit by unit, as it comes to be coded."""

from django.db import transaction

from analysis.coding.cases.codable import Uncoded, uncoded
from analysis.coding.cases.models import Case, Unit
from analysis.records.people import ANSWERED, people
from survey.studies.models import Study


@transaction.atomic
def gather_cases(study: Study, *, simulated: bool) -> tuple[Case, ...]:
    """A case for everybody whose free text analysis may read, in the order they began.

    Answers are never changed once submitted, so a case that is there stays as it is.
    """
    for each in uncoded(study, simulated=simulated):
        _open_case(study, each, simulated=simulated)
    everybody = people(study, simulated=simulated).filter(state__in=ANSWERED)
    return tuple(Case.objects.filter(participant__in=everybody).order_by("participant"))


def _open_case(study: Study, new: Uncoded, *, simulated: bool) -> None:
    case = Case.objects.create(
        study=study, label=new.label, participant=new.participant, synthetic=simulated
    )
    Unit.objects.bulk_create(
        Unit(case=case, position=position, answer=answer)
        for position, answer in enumerate(new.answers, start=1)
    )
