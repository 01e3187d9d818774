"""The people, interviews and answers that can be coded."""

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
"""Sections whose answers are coded; those of the background could tell who somebody is."""


def codable(study: Study, *, simulated: bool) -> QuerySet[Case]:
    """The cases of people and interviews, or of simulated ones, without those excluded."""
    cases = Case.objects.filter(study=study, synthetic=simulated)
    return cases.exclude(participant__in=excluded(study).values("participant")).order_by("pk")


@dataclass(frozen=True)
class Uncoded:
    """A participant who is no case yet, with their free text in reading order."""

    label: str
    participant: Participant
    answers: tuple[Answer, ...]


def uncoded(study: Study, *, simulated: bool) -> Iterator[Uncoded]:
    """Participants with free text that analysis may read who are no case yet, as they began."""
    participants = people(study, simulated=simulated).filter(state__in=ANSWERED, case=None)
    in_order = Prefetch("trials", Trial.objects.order_by("position"))
    read_along = participants.prefetch_related("version", "answers", in_order)
    letter = "S" if simulated else "P"
    for participant in read_along.order_by("pk"):
        if answers := _free_text(participant):
            yield Uncoded(f"{letter}{participant.pk}", participant, answers)


def _free_text(participant: Participant) -> tuple[Answer, ...]:
    given = {(answer.scenario, answer.question): answer for answer in participant.answers.all()}
    order = [trial.scenario for trial in participant.trials.all()]
    asked = text_questions(participant.definition, order)
    return tuple(given[key] for key in asked if key in given and _has_words(given[key]))


def _has_words(answer: Answer) -> bool:
    return isinstance(answer.value, str) and bool(answer.value.strip())


def offered_labels(study: Study, *, simulated: bool) -> tuple[str, ...]:
    """The labels of all cases, made already or not, that a new round could code."""
    left_out = set(excluded(study).values_list("participant", flat=True))
    return (
        *codable(study, simulated=simulated).values_list("label", flat=True),
        *(
            new.label
            for new in uncoded(study, simulated=simulated)
            if new.participant.pk not in left_out
        ),
    )


def text_questions(study: StudyDefinition, order: list[str]) -> Iterator[tuple[str, str]]:
    """The scenario, empty outside of one, and the key of each question with free text."""
    for page in participant_path(study, order):
        if page.section in CODED:
            for question in page.questions:
                if isinstance(question, LongText | ShortText):
                    yield page.scenario or "", question.key
