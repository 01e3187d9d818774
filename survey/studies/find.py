"""Looking up the versions of studies."""

from django.db.models import OuterRef, QuerySet, Subquery

from survey.studies.drafts.find import drafted_titles
from survey.studies.models import Study, StudyKind, StudyVersion


def surveys() -> QuerySet[Study]:
    """The studies that people answer on pages, by their names."""
    return Study.objects.filter(kind=StudyKind.SURVEY).order_by("slug")


def current_versions() -> QuerySet[StudyVersion]:
    """The newest version of each study, by the studies' names."""
    newest = StudyVersion.objects.filter(study=OuterRef("pk")).order_by("-loaded_at", "-pk")
    latest = Study.objects.annotate(newest=Subquery(newest.values("pk")[:1])).values("newest")
    return StudyVersion.objects.filter(pk__in=latest).select_related("study")


def current_version(slug: str) -> StudyVersion | None:
    return current_versions().filter(study__slug=slug).first()


def version_with_digest(digest: str) -> StudyVersion | None:
    """The version that a person was shown, whatever has been loaded since."""
    return StudyVersion.objects.filter(digest=digest).select_related("study").first()


def titles_by_name() -> dict[str, str]:
    """What people call each study, by its name, in one query."""
    return {version.study.slug: version.definition.title for version in current_versions()}


def title_of(study: Study) -> str:
    """What people call a study: the title of its newest version, of its draft, or its name."""
    version = current_version(study.slug)
    if version:
        return version.definition.title
    return drafted_titles([study]).get(study.pk, study.slug)
