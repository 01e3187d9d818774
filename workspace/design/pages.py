"""The first page of the tab, and the file of a version."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.csv_response import download
from survey.enrolment.entry_parameters import PILOT_PERMISSION
from survey.studies.drafts.find import draft_of
from survey.studies.find import current_version
from survey.studies.models import Study, StudyKind
from survey.studies.processing_record import processing_record_html
from workspace.design.versions import design_step, listed_versions
from workspace.frame.pages import study_page


def design(request: HttpRequest, study: Study) -> HttpResponse:
    listed, user = listed_versions(study), request.user
    is_survey = study.kind == StudyKind.SURVEY
    return study_page(
        request,
        study,
        "design/design.html",
        "Design",
        step=design_step(study, listed, now=timezone.now()),
        listed=listed,
        draft=reverse("workspace:draft", args=[study.slug])
        if user.has_perm("survey.change_study", study)
        else "",
        has_draft=draft_of(study) is not None,
        may_pilot=bool(listed) and is_survey and user.has_perm(PILOT_PERMISSION, study),
        may_open=is_survey and user.has_perm("survey.change_enrolmentwindow", study),
        sees_bundles=is_survey and user.has_perm("attribution.view_storedbundle"),
    )


@require_safe
def version_file(request: HttpRequest, study: Study, version: str) -> HttpResponse:
    """The whole content of a version as it is stored, every text in it."""
    stored = study.versions.filter(label=version).first()
    if stored is None:
        raise Http404("There is no such version.")
    text = json.dumps(json.loads(stored.content), indent=2, ensure_ascii=False) + "\n"
    return download(text.encode(), f"{study.slug}-{version}.json", "application/json")


@require_safe
def processing(request: HttpRequest, study: Study) -> HttpResponse:
    """The record of processing activities, to be completed by hand."""
    version = current_version(study.slug)
    if version is None:
        raise Http404("No version of this study is loaded.")
    name = f"{study.slug}-{version.label}-record-of-processing.html"
    return download(processing_record_html(version).encode(), name, "text/html; charset=utf-8")
