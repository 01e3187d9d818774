"""Cases: what participants wrote, unit by unit, as it comes to be coded."""

from django.db import transaction

from analysis.models import Case, Unit
from analysis.queries.cases import text_questions
from survey.models import Answer, Participant, Study
from survey.queries.completed import completed_responses


@transaction.atomic
def gather_cases(study: Study, *, simulated: bool) -> tuple[Case, ...]:
    """A case for everybody whose free text analysis may read, in the order they began.

    Answers are never changed once submitted, so a case that is there stays as it is.
    """
    everybody = [each.participant for each in completed_responses(study, simulated=simulated)]
    known = set(
        Case.objects.filter(participant__in=everybody).values_list("participant", flat=True)
    )
    new = Participant.objects.filter(pk__in=set(everybody) - known).select_related("version")
    for participant in new.order_by("pk"):
        _open_case(study, participant, simulated=simulated)
    return tuple(Case.objects.filter(participant__in=everybody).order_by("participant"))


def _open_case(study: Study, participant: Participant, *, simulated: bool) -> None:
    answers = {(each.scenario, each.question): each for each in participant.answers.all()}
    order = [trial.scenario for trial in participant.trials.order_by("position")]
    asked = text_questions(participant.definition, order)
    written = [answers[place] for place in asked if place in answers and _words(answers[place])]
    if not written:
        return
    label = f"{'S' if simulated else 'P'}{participant.pk}"
    case = Case.objects.create(
        study=study, label=label, participant=participant, synthetic=simulated
    )
    Unit.objects.bulk_create(
        Unit(case=case, position=position, answer=answer)
        for position, answer in enumerate(written, start=1)
    )


def _words(answer: Answer) -> str:
    return answer.value.strip() if isinstance(answer.value, str) else ""
