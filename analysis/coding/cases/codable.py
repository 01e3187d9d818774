"""Whose words can be coded, and which."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from analysis.coding.cases.models import Case
from analysis.records.people import ANSWERED, excluded, people
from survey.design.definition import StudyDefinition
from survey.design.path import Section, participant_path
from survey.design.questions import LongText, ShortText
from survey.participation.models import Answer, Participant, Trial
from survey.studies.models import Study

CODED = {Section.FOLLOW_UP, Section.CLOSING}
"""Not the background: what somebody types about themselves there could tell who they are."""


def codable(study: Study, *, simulated: bool) -> QuerySet[Case]:
    """Cases for a new round: people and interviews, or what is simulated; nobody left out."""
    cases = Case.objects.filter(study=study, synthetic=simulated)
    return cases.exclude(participant__in=excluded(study).values("participant")).order_by("pk")


@dataclass(frozen=True)
class Uncoded:
    """Somebody who is no case yet, with what they wrote in the order of reading."""

    label: str
    participant: Participant
    answers: tuple[Answer, ...]


def uncoded(study: Study, *, simulated: bool) -> Iterator[Uncoded]:
    """Everybody whose free text analysis may read and nobody prepared, in the order they began."""
    rows = people(study, simulated=simulated).filter(state__in=ANSWERED, case=None)
    in_order = Prefetch("trials", Trial.objects.order_by("position"))
    for row in rows.prefetch_related("version", "answers", in_order).order_by("pk"):
        if answers := _written(row):
            yield Uncoded(f"{'S' if simulated else 'P'}{row.pk}", row, answers)


def _written(participant: Participant) -> tuple[Answer, ...]:
    answers = {(each.scenario, each.question): each for each in participant.answers.all()}
    order = [trial.scenario for trial in participant.trials.all()]
    asked = text_questions(participant.definition, order)
    return tuple(answers[place] for place in asked if place in answers and _words(answers[place]))


def _words(answer: Answer) -> str:
    return answer.value.strip() if isinstance(answer.value, str) else ""


def offered_labels(study: Study, *, simulated: bool) -> tuple[str, ...]:
    """Of everybody a new round could be over, prepared or not; nobody left out."""
    left_out = set(excluded(study).values_list("participant", flat=True))
    new = uncoded(study, simulated=simulated)
    return (
        *codable(study, simulated=simulated).values_list("label", flat=True),
        *(each.label for each in new if each.participant.pk not in left_out),
    )


def text_questions(study: StudyDefinition, order: list[str]) -> Iterator[tuple[str, str]]:
    """The scenario, empty outside of one, and key of each question answered in free text."""
    for page in participant_path(study, order):
        if page.section in CODED:
            for question in page.questions:
                if isinstance(question, LongText | ShortText):
                    yield page.scenario or "", question.key
