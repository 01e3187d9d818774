"""The preview of a version: its pages as participants see them, and the list of them."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from survey.preview.frame import Preview
from survey.preview.pages import help_shown, leaving_shown, previewed
from survey.preview.walk import Walk
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind, StudyVersion
from workspace.frame.pages import study_page

FIRST = "1-1"
ASIDE = {"leave": "leaving/leave.html", "agreed": "leaving/agreed.html"}
"""Pages that participants can open from any other."""


@require_safe
def preview(request: HttpRequest, study: Study, version: str = "") -> HttpResponse:
    """The pages of a version, to begin anywhere. Without a label it is the newest version."""
    shown = _version(study, version) if version else current_version(study.slug)
    if shown is None:
        raise Http404("No version of this study is loaded.")
    context: dict[str, Any] = {"version": shown, "versions": study.versions.all()}
    if study.kind == StudyKind.INTERVIEWS:
        return study_page(request, study, "design/preview_interviews.html", "Preview", **context)
    found = _preview(study, shown, FIRST)
    context["groups"] = [
        (group, [(stop.title, found.address(stop.name)) for stop in stops])
        for group, stops in groupby(found.walk.stops, lambda stop: stop.group)
    ]
    context["first"] = found.address(found.walk.stops[0].name)
    return study_page(request, study, "design/preview.html", "Preview", **context)


def preview_page(
    request: HttpRequest, study: Study, version: str, way: str, name: str
) -> HttpResponse:
    """One page as a participant meets it. What is sent to it is checked and stored nowhere."""
    return previewed(request, _preview(study, _version(study, version), way), name)


@require_safe
def preview_help(request: HttpRequest, study: Study, version: str, way: str) -> HttpResponse:
    shown = _preview(study, _version(study, version), way)
    return help_shown(request, shown, request.GET.get("scenario", ""))


def preview_aside(
    request: HttpRequest, study: Study, version: str, way: str, aside: str
) -> HttpResponse:
    """The page for leaving and the copy of the consent; there is no answer to download."""
    shown = _preview(study, _version(study, version), way)
    if aside not in ASIDE:
        return redirect(shown.address("end.stopped"))
    return leaving_shown(request, shown, ASIDE[aside])


@require_safe
def preview_sheet(request: HttpRequest, study: Study, version: str) -> HttpResponse:
    """What people read and agree to before they are interviewed."""
    shown = _version(study, version)
    overview = reverse("workspace:preview_of", args=[study.slug, version])
    context = {
        "version": shown,
        "study": shown.interviews,
        "preview": _SheetBar(f"version {version}", overview, request.get_full_path()),
    }
    return render(request, "studies/interviews.html", context)


@dataclass(frozen=True)
class _SheetBar:
    """The bar above a page that stands alone."""

    label: str
    overview: str
    here: str


def _version(study: Study, label: str) -> StudyVersion:
    return get_object_or_404(StudyVersion.objects.select_related("study"), study=study, label=label)


def _preview(study: Study, version: StudyVersion, way: str) -> Preview:
    walk = Walk.of_key(version.survey, way)
    if walk is None:
        raise Http404("There is no such order of scenarios in this study.")
    overview = reverse("workspace:preview_of", args=[study.slug, version.label])
    return Preview(walk, f"version {version.label}", version.digest, overview, overview)
