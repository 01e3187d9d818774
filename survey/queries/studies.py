"""Whole questions about studies."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from survey.models import Opening, Study, StudyVersion


def current_versions() -> QuerySet[StudyVersion]:
    """The version of each study that was loaded last, by the studies' names."""
    newest = StudyVersion.objects.filter(study=OuterRef("pk")).order_by("-loaded_at", "-pk")
    latest = Study.objects.annotate(newest=Subquery(newest.values("pk")[:1])).values("newest")
    return StudyVersion.objects.filter(pk__in=latest).select_related("study")


def current_version(slug: str) -> StudyVersion | None:
    return current_versions().filter(study__slug=slug).first()


def version_with_digest(digest: str) -> StudyVersion | None:
    """The version somebody was shown, whatever has been loaded since."""
    return StudyVersion.objects.filter(digest=digest).select_related("study").first()


def is_open(version: StudyVersion, *, now: datetime) -> bool:
    """Whether somebody could begin now, as far as dates go; the quota is asked at the start."""
    opening = Opening.objects.filter(study=version.study_id).first()
    if opening is None or now < opening.opens_at:
        return False
    return opening.closes_at is None or now < opening.closes_at
