"""The data of a study as files, and the steps to its end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from survey.errors import SurveyError
from survey.studies.archive import archive_study, close_study, unarchive_study
from survey.studies.enrolment_window import Phase, enrolment_state
from survey.studies.models import Study, StudyKind
from workspace.archive.retention import delete_due, due, promises
from workspace.frame.pages import study_page
from workspace.frame.tabs import Step

ARCHIVE = "survey.archive_study"
STATES = {
    Phase.NOT_YET: "The study is not open yet.",
    Phase.OPEN: "People can begin the study.",
    Phase.FULL: "Every place of the study is taken, and it is still open.",
}


def archive(request: HttpRequest, study: Study) -> HttpResponse:
    now = timezone.now()
    window = enrolment_state(study, now=now) if study.kind == StudyKind.SURVEY else None
    is_open = window is not None and window.phase is not Phase.CLOSED
    is_due = due(study, today=now.date())
    context: dict[str, Any] = {
        "is_survey": study.kind == StudyKind.SURVEY,
        "is_open": is_open,
        "may_archive": request.user.has_perm(ARCHIVE),
        "promises": promises(list(study.versions.all())),
        "due": is_due,
    }
    phase = window.phase if window else Phase.CLOSED
    step = _step(study, phase, is_due=bool(is_due))
    return study_page(request, study, "archive/archive.html", "Archive", step=step, **context)


def _step(study: Study, phase: Phase, *, is_due: bool) -> Step:
    deposit = reverse("analysis:deposit", args=[study.slug])
    if study.archived_at:
        done = f"Archived on {study.archived_at:%-d %B %Y}: nothing of the study changes any more."
        if is_due:
            return Step(done, "delete what is kept longer than was promised.")
        return Step(done, "", ("Everything for an archive", deposit))
    if phase is not Phase.CLOSED:
        return Step(
            STATES[phase],
            "close it once enough have come, then take its data out.",
            ("Who came", reverse("workspace:watch", args=[study.slug])),
        )
    return Step(
        "Nobody can begin the study.",
        "make the folder for an archive, put it where others find it, then archive the study here.",
        ("Everything for an archive", deposit),
    )


def close(request: HttpRequest, study: Study) -> HttpResponse:
    done = "Nobody can begin any more. Whoever is on their way can finish."
    return _act(request, study, lambda: close_study(study, now=timezone.now()), done)


def put_away(request: HttpRequest, study: Study) -> HttpResponse:
    done = "The study is archived."
    return _act(request, study, lambda: archive_study(study, now=timezone.now()), done)


def take_out(request: HttpRequest, study: Study) -> HttpResponse:
    done = "The study is out of the archive. It stays closed until somebody opens it."
    return _act(request, study, lambda: unarchive_study(study), done)


def purge(request: HttpRequest, study: Study) -> HttpResponse:
    """Delete what is due, once it is confirmed by the study's name."""
    if request.POST.get("name", "").strip() != study.slug:
        messages.error(
            request, f"Nothing was deleted. Write the name of the study, {study.slug}, to confirm."
        )
        return redirect("workspace:archive", study.slug)
    done = "What was kept longer than promised is deleted; how many people there were stays."
    return _act(request, study, lambda: delete_due(study, now=timezone.now()), done)


def _act(
    request: HttpRequest, study: Study, action: Callable[[], object], done: str
) -> HttpResponse:
    try:
        action()
    except SurveyError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, done)
    return redirect("workspace:archive", study.slug)
