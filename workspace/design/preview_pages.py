"""The preview of a version or a draft: its pages as participants see them, and the list of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from survey.design.interviews.definition import InterviewStudy
from survey.errors import UnfitDraft
from survey.preview.frame import Preview
from survey.preview.pages import help_shown, leaving_shown, previewed
from survey.preview.walk import Walk
from survey.studies.find import current_version
from survey.studies.models import Study
from workspace.design.shown_versions import ShownVersion, shown_version
from workspace.frame.pages import study_page

FIRST = "1-1"
ASIDE = {"leave": "leaving/leave.html", "agreed": "leaving/agreed.html"}
"""Pages that participants can open from any other."""

View = Callable[..., HttpResponse]


def _of_fit_draft(view: View) -> View:
    """A draft that cannot be read leads to the editor, which says what is wrong with it."""

    @wraps(view)
    def fit(request: HttpRequest, study: Study, **values: Any) -> HttpResponse:
        try:
            return view(request, study, **values)
        except UnfitDraft as problem:
            messages.error(request, str(problem))
            return redirect("workspace:draft", study.slug)

    return fit


@require_safe
@_of_fit_draft
def preview(request: HttpRequest, study: Study, version: str = "") -> HttpResponse:
    """The pages of a version, to begin anywhere. Without a label it is the newest version."""
    newest = None if version else current_version(study.slug)
    if not version and newest is None:
        raise Http404("No version of this study is loaded.")
    shown = shown_version(study, newest.label if newest else version)
    context: dict[str, Any] = {"version": shown, "versions": study.versions.all()}
    if isinstance(shown.definition, InterviewStudy):
        return study_page(request, study, "design/preview_interviews.html", "Preview", **context)
    found = _preview(shown, FIRST)
    context["groups"] = [
        (group, [(stop.title, found.address(stop.name)) for stop in stops])
        for group, stops in groupby(found.walk.stops, lambda stop: stop.group)
    ]
    context["first"] = found.address(found.walk.stops[0].name)
    return study_page(request, study, "design/preview.html", "Preview", **context)


@_of_fit_draft
def preview_page(
    request: HttpRequest, study: Study, version: str, way: str, name: str
) -> HttpResponse:
    """One page as a participant meets it. What is sent to it is checked and stored nowhere."""
    return previewed(request, _preview(shown_version(study, version), way), name)


@require_safe
@_of_fit_draft
def preview_help(request: HttpRequest, study: Study, version: str, way: str) -> HttpResponse:
    shown = _preview(shown_version(study, version), way)
    return help_shown(request, shown, request.GET.get("scenario", ""))


@_of_fit_draft
def preview_aside(
    request: HttpRequest, study: Study, version: str, way: str, aside: str
) -> HttpResponse:
    """The page for leaving and the copy of the consent; there is no answer to download."""
    shown = _preview(shown_version(study, version), way)
    if aside not in ASIDE:
        return redirect(shown.address("end.stopped"))
    return leaving_shown(request, shown, ASIDE[aside])


@require_safe
@_of_fit_draft
def preview_sheet(request: HttpRequest, study: Study, version: str) -> HttpResponse:
    """What people read and agree to before they are interviewed."""
    shown = shown_version(study, version)
    overview = reverse("workspace:preview_of", args=[study.slug, version])
    context = {
        "version": shown,
        "study": shown.interviews,
        "preview": _SheetBar(shown.named, overview, request.get_full_path()),
    }
    return render(request, "studies/interviews.html", context)


@dataclass(frozen=True)
class _SheetBar:
    """The bar above a page that stands alone."""

    label: str
    overview: str
    here: str


def _preview(shown: ShownVersion, way: str) -> Preview:
    walk = Walk.of_key(shown.survey, way)
    if walk is None:
        raise Http404("There is no such order of scenarios in this study.")
    overview = reverse("workspace:preview_of", args=[shown.study.slug, shown.label])
    return Preview(walk, shown.named, shown.digest, overview, overview)
