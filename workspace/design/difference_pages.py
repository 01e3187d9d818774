"""What is otherwise between two versions of a study."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from survey.design.version_difference import version_difference
from survey.studies.models import Study, StudyVersion
from workspace.frame.pages import study_page


@require_safe
def difference(request: HttpRequest, study: Study) -> HttpResponse:
    """Of the versions that `from` and `to` name, or else of the two that were loaded last."""
    versions = list(study.versions.all())
    newer = _chosen(versions, request.GET.get("to"), 0)
    before = versions.index(newer) + 1 if newer else 0
    older = _chosen(versions, request.GET.get("from"), min(before, len(versions) - 1))
    found = None
    if newer and older and len(versions) > 1:
        found = version_difference(newer.definition, older.definition)
    return study_page(
        request,
        study,
        "design/difference.html",
        "Difference between versions",
        versions=versions,
        newer=newer,
        older=older,
        difference=found,
    )


def _chosen(versions: list[StudyVersion], label: str | None, place: int) -> StudyVersion | None:
    named = next((version for version in versions if version.label == label), None)
    return named or (versions[place] if versions else None)
