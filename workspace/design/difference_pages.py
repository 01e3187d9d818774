"""What is otherwise between two versions of a study, or between one and the draft."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from survey.design.version_difference import version_difference
from survey.studies.models import Study
from workspace.design.shown_versions import DRAFT, ShownVersion, as_shown, draft_without_problems
from workspace.frame.pages import study_page


@require_safe
def difference(request: HttpRequest, study: Study) -> HttpResponse:
    """Of the versions that `from` and `to` name, or else of the two that were loaded last."""
    versions = [as_shown(version) for version in study.versions.select_related("study")]
    draft = draft_without_problems(study)
    offered = [*([draft] if draft else []), *versions]
    newer = _chosen(offered, request.GET.get("to")) or next(iter(versions or offered), None)
    older = _chosen(offered, request.GET.get("from")) or _before(offered, newer)
    found = None
    if newer and older and len(offered) > 1:
        found = version_difference(newer.definition, older.definition)
    return study_page(
        request,
        study,
        "design/difference.html",
        "Difference between versions",
        versions=offered,
        newer=newer,
        older=older,
        difference=found,
        asked_for_unfit=DRAFT in request.GET.values() and draft is None,
    )


def _chosen(offered: list[ShownVersion], label: str | None) -> ShownVersion | None:
    return next((version for version in offered if version.label == label), None)


def _before(offered: list[ShownVersion], newer: ShownVersion | None) -> ShownVersion | None:
    """The version that was loaded before; of the oldest one, itself."""
    if newer is None:
        return None
    return offered[min(offered.index(newer) + 1, len(offered) - 1)]
