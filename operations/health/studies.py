"""Checks that studies which are open show all that they should."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Q

from operations.health.finding import Finding, error, fine
from survey.studies.find import current_versions
from survey.studies.models import StudyKind, StudyVersion
from survey.studies.readiness import what_is_missing


def open_surveys(*, now: datetime) -> list[StudyVersion]:
    """The current versions of surveys that people can begin, or that full places alone close."""
    not_closed = Q(study__enrolment_window__closes_at=None) | Q(
        study__enrolment_window__closes_at__gt=now
    )
    return list(
        current_versions().filter(
            not_closed,
            study__kind=StudyKind.SURVEY,
            study__enrolment_window__opens_at__lte=now,
            study__archived_at=None,
        )
    )


def check_studies(*, now: datetime) -> Iterator[Finding]:
    """Nothing where the database cannot be asked, which another finding says."""
    try:
        versions = open_surveys(now=now)
        missing = {version.study.slug: what_is_missing(version) for version in versions}
    except DatabaseError:
        return
    for study, sentences in missing.items():
        if sentences:
            yield error(f"{study} is open, and nobody can take part in it. {' '.join(sentences)}")
    if versions and not any(missing.values()):
        yield fine(f"What open studies show is there ({', '.join(missing)}).")
