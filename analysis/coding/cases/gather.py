"""Cases made of what participants wrote, a unit for each answer."""

from django.db import transaction

from analysis.coding.cases.codable import Uncoded, uncoded
from analysis.coding.cases.models import Case, Unit
from analysis.records.people import ANSWERED, people
from survey.studies.models import Study


@transaction.atomic
def gather_cases(study: Study, *, simulated: bool) -> tuple[Case, ...]:
    """The cases of all whose free text analysis may read, in the order in which they began.

    Missing cases are made. Those that are there stay as they are, since submitted answers never
    change.
    """
    for new in uncoded(study, simulated=simulated):
        _make_case(study, new, simulated=simulated)
    participants = people(study, simulated=simulated).filter(state__in=ANSWERED)
    return tuple(Case.objects.filter(participant__in=participants).order_by("participant"))


def _make_case(study: Study, new: Uncoded, *, simulated: bool) -> None:
    case = Case.objects.create(
        study=study, label=new.label, participant=new.participant, synthetic=simulated
    )
    Unit.objects.bulk_create(
        Unit(case=case, position=position, answer=answer)
        for position, answer in enumerate(new.answers, start=1)
    )
