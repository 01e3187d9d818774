"""Participants of interviews deleted when the retention promised to them is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from survey.interviews.models import Interviewee
from survey.interviews.write import erase_interviewee, lock_study
from survey.population import Population
from survey.studies.models import StudyKind, StudyVersion


@dataclass(frozen=True)
class ExpiredInterviews:
    """How many people a version still holds after its `answers_until`."""

    version: StudyVersion
    until: date
    people: int


def expired_interviews(today: date) -> tuple[ExpiredInterviews, ...]:
    """Versions that hold people after their last day, on which they are still there."""
    versions = StudyVersion.objects.filter(study__kind=StudyKind.INTERVIEWS)
    return tuple(
        ExpiredInterviews(version, until, people)
        for version in versions.select_related("study")
        if (until := version.definition.retention.answers_until) < today
        and (people := _people_of(version).count())
    )


def delete_expired_interviews(expired: ExpiredInterviews, *, now: datetime) -> Iterator[int]:
    """Delete the people of a version with all that they said; how many they were stays.

    Yields the number of each, from 1, once they are gone, so that an interrupted deletion can go on
    later.
    """
    keys = list(_people_of(expired.version).values_list("pk", flat=True))
    for number, key in enumerate(keys, start=1):
        with transaction.atomic():
            lock_study(expired.version.study_id)
            interviewee = Interviewee.objects.filter(pk=key).first()
            if interviewee is not None:  # who withdrew a moment ago is gone
                erase_interviewee(interviewee, now=now, expired=True)
        yield number


def _people_of(version: StudyVersion) -> QuerySet[Interviewee]:
    return Interviewee.objects.filter(version=version, population=Population.PEOPLE)
