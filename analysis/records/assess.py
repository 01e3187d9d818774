"""Noting that a participant's answers were read and are fit to be analysed."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.text import capfirst

from analysis.errors import CannotAssess
from analysis.records.models import Assessment, Exclusion
from analysis.records.people import ANSWERED
from survey.participation.models import Participant, State
from survey.participation.page_visits import lock_participant
from survey.population import Population
from survey.studies.models import Study


@transaction.atomic
def assess(participant: Participant, *, by: User, now: datetime, note: str = "") -> Assessment:
    """Note that a participant was assessed and stays in the analysis.

    To assess once more replaces who it was, when, and the note. Raises CannotAssess for pilots, for
    participants who are still active, and for those who are excluded.
    """
    participant = lock_participant(participant)
    if participant.population == Population.PILOTS:
        raise CannotAssess(f"{capfirst(participant.label)} is in no report anyway, as no pilot is.")
    if participant.state == State.ACTIVE:
        raise CannotAssess(f"{participant.label} is still taking part: wait until they are done.")
    if Exclusion.objects.filter(participant=participant).exists():
        raise CannotAssess(f"{participant.label} is excluded: take them in again first.")
    row = Assessment.objects.filter(participant=participant).first() or Assessment(
        participant=participant
    )
    row.by, row.assessed_at, row.note = by, now, note
    row.save()
    return row


@transaction.atomic
def take_back_assessment(participant: Participant) -> None:
    """Raises CannotAssess where nobody noted that the participant was assessed."""
    row = Assessment.objects.filter(participant=lock_participant(participant)).first()
    if row is None:
        raise CannotAssess(f"{participant.label} was not assessed; nothing changed.")
    row.delete()


def to_assess(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those of them who are done, and neither assessed nor excluded."""
    return people.filter(state__in=ANSWERED, assessment=None, exclusion=None)


def number_to_assess(studies: Iterable[Study]) -> dict[int, int]:
    """How many people each study has to assess, by its primary key, in one query; none: missing."""
    people = Participant.objects.filter(
        version__study__in=list(studies), population=Population.PEOPLE
    )
    counted = to_assess(people).order_by().values_list("version__study").annotate(Count("pk"))
    return dict(counted)
