"""Opening and closing a study in the browser."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from survey.design.allocation import orders
from survey.enrolment.entry_parameters import PILOT_PERMISSION
from survey.errors import OpeningRefused
from survey.studies.archive import close_study
from survey.studies.enrolment_window import enrolment_state
from survey.studies.find import current_version
from survey.studies.models import EnrolmentWindow, Study, StudyKind, StudyVersion
from survey.studies.opening import open_now, opening_of, set_opening
from survey.studies.readiness import what_is_missing
from workspace.design.opening_form import OpeningForm, opening_form
from workspace.frame.pages import study_page


def opening(request: HttpRequest, study: Study) -> HttpResponse:
    now = timezone.now()
    if study.kind != StudyKind.SURVEY:
        return study_page(request, study, "design/opening_interviews.html", "Open and close")
    if request.method == "POST" and (done := _done(request, study, now)):
        return done
    sent = request.POST if "keep" in request.POST else None
    version = current_version(study.slug)
    window = EnrolmentWindow.objects.filter(study=study).first()
    form = _form(sent, study, version, window, now)
    return study_page(
        request,
        study,
        "design/opening.html",
        "Open and close",
        status=422 if sent else 200,
        form=form,
        version=version,
        window=window,
        state=enrolment_state(study, now=now),
        missing=what_is_missing(version) if version else (),
        may_pilot=request.user.has_perm(PILOT_PERMISSION, study),
        orders=len(orders(version.survey)) if version else 0,
    )


def _done(request: HttpRequest, study: Study, now: datetime) -> HttpResponse | None:
    """Where a form leads whose wish was fulfilled or refused; None to show the form again."""
    if "open" in request.POST:
        return _attempt(request, study, lambda: open_now(study, now=now), "The study is open.")
    if "close" in request.POST:
        done = "The study is closed. Whoever has begun can go on."
        return _attempt(request, study, lambda: close_study(study, now=now), done)
    if "keep" not in request.POST:
        return None
    window = EnrolmentWindow.objects.filter(study=study).first()
    form = _form(request.POST, study, current_version(study.slug), window, now)
    if not form.is_valid():
        return None
    zone: str = form.cleaned_data["time_zone"]
    return _attempt(
        request,
        study,
        lambda: set_opening(study, form.opening(), time_zone=zone),
        "What you set is kept.",
    )


def _form(
    sent: Any,
    study: Study,
    version: StudyVersion | None,
    window: EnrolmentWindow | None,
    now: datetime,
) -> OpeningForm:
    kept = opening_of(window) if window else None
    places = version.definition.target_sample_size if version else 1
    return opening_form(sent, study, kept, now=now, places=places)


def _attempt(
    request: HttpRequest, study: Study, action: Callable[[], object], done: str
) -> HttpResponse | None:
    try:
        action()
    except OpeningRefused as problem:
        messages.error(request, str(problem))
        # What was typed stays on the page; a button alone has nothing to keep.
        return None if "keep" in request.POST else redirect("workspace:opening", study.slug)
    messages.success(request, done)
    return redirect("workspace:opening", study.slug)
