"""Whose words can be coded, and which."""

from collections.abc import Iterator

from django.db.models import QuerySet

from analysis.models import Case
from analysis.queries.people import excluded
from survey.design.definition import StudyDefinition
from survey.design.path import Section, participant_path
from survey.design.questions import LongText, ShortText
from survey.models import Study

CODED = {Section.FOLLOW_UP, Section.CLOSING}
"""Not the background: what somebody types about themselves there could tell who they are."""


def codable(study: Study, *, simulated: bool) -> QuerySet[Case]:
    """Cases for a new round: people and interviews, or what is simulated; nobody left out."""
    cases = Case.objects.filter(study=study, synthetic=simulated)
    return cases.exclude(participant__in=excluded(study).values("participant")).order_by("pk")


def text_questions(study: StudyDefinition, order: list[str]) -> Iterator[tuple[str, str]]:
    """The scenario, empty outside of one, and key of each question answered in free text."""
    for page in participant_path(study, order):
        if page.section in CODED:
            for question in page.questions:
                if isinstance(question, LongText | ShortText):
                    yield page.scenario or "", question.key
