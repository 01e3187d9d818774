"""What participants wrote in their own words, as far as it may be coded."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from analysis.records.people import ANSWERED, participants
from survey.design.definition import SurveyDefinition
from survey.design.path import Section, participant_path
from survey.design.question_types.base import AnswerKind
from survey.participation.models import Answer, Participant, Trial
from survey.population import Population
from survey.studies.models import Study, StudyKind, StudyVersion

CODED = {Section.FOLLOW_UP, Section.CLOSING}
"""Sections whose answers are coded; those of the background could tell who somebody is."""


def answered(study: Study, population: Population) -> QuerySet[Participant]:
    """Those who completed or stopped, whose answers may be read."""
    return participants(study, population).filter(state__in=ANSWERED)


def with_free_text(study: Study, population: Population) -> QuerySet[Participant]:
    """Those of them who wrote something in their own words."""
    written = Answer.objects.filter(_text_answers(study), participant=OuterRef("pk"))
    return answered(study, population).filter(Exists(written.exclude(value="")))


def read_along(rows: QuerySet[Participant]) -> QuerySet[Participant]:
    """The participants with everything that `free_text` reads, in three more queries."""
    in_order = Prefetch("trials", Trial.objects.order_by("position"))
    return rows.prefetch_related("version", "answers", in_order)


def free_text(participant: Participant) -> tuple[Answer, ...]:
    """The answers in a participant's own words, in the order of the pages."""
    answers = {(answer.scenario, answer.question): answer for answer in participant.answers.all()}
    order = [trial.scenario for trial in participant.trials.all()]
    asked = text_questions(participant.definition, order)
    return tuple(answers[key] for key in asked if key in answers and _has_words(answers[key]))


def text_questions(study: SurveyDefinition, order: list[str]) -> Iterator[tuple[str, str]]:
    """The scenario, empty outside of one, and the key of each question with free text."""
    for page in participant_path(study, order):
        if page.section in CODED:
            for question in page.questions:
                if question.answer_kind is AnswerKind.TEXT:
                    yield page.scenario or "", question.key


def _has_words(answer: Answer) -> bool:
    return isinstance(answer.value, str) and bool(answer.value.strip())


def _text_answers(study: Study) -> Q:
    """Answers in free text of any version of the study; none where no version asks for any."""
    asked = Q(pk__in=())
    if study.kind == StudyKind.INTERVIEWS:
        return asked
    for version in StudyVersion.objects.filter(study=study):
        definition = version.survey
        for scenario, question in text_questions(definition, list(definition.scenarios)):
            asked |= Q(participant__version=version, scenario=scenario, question=question)
    return asked
