"""Cases made of what participants wrote, a unit for each answer, and of those interviewed."""

from collections.abc import Sequence
from itertools import islice

from django.db import transaction

from analysis.coding.cases.codable import AT_ONCE, Uncoded, codable, uncoded
from analysis.coding.cases.models import Case, Unit
from analysis.records.free_texts import answered
from survey.interviews.models import Interviewee
from survey.population import Population
from survey.studies.models import Study, StudyKind


@transaction.atomic
def gather_cases(study: Study, population: Population) -> tuple[Case, ...]:
    """The cases of all whose words analysis may read, in the order of the participants.

    In a study of interviews these are the participants with a transcript. In a survey missing cases
    are made; those that are there stay as they are, since submitted answers never change.
    """
    if study.kind == StudyKind.INTERVIEWS:
        return tuple(codable(study, population))
    waiting = uncoded(study, population)
    while some := tuple(islice(waiting, AT_ONCE)):
        _make_cases(study, some, population)
    everybody = answered(study, population)
    return tuple(Case.objects.filter(participant__in=everybody).order_by("participant"))


def _make_cases(study: Study, some: Sequence[Uncoded], population: Population) -> None:
    """In two statements: one by one, tens of thousands of cases would take minutes."""
    cases = Case.objects.bulk_create(
        Case(
            study=study,
            label=new.label,
            participant=new.participant,
            synthetic=population is Population.SIMULATED,
        )
        for new in some
    )
    Unit.objects.bulk_create(
        Unit(case=case, position=position, answer=answer)
        for case, new in zip(cases, some, strict=True)
        for position, answer in enumerate(new.answers, start=1)
    )


def case_of(interviewee: Interviewee) -> Case:
    """The case of a participant of interviews, under the number that a researcher gave."""
    case, _created = Case.objects.get_or_create(
        interviewee=interviewee,
        defaults={
            "study_id": interviewee.study_id,
            "label": interviewee.label,
            "synthetic": interviewee.population == Population.SIMULATED,
        },
    )
    return case
