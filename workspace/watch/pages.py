"""The pages of the tab: the whole page, and the parts of it that are asked for again and again."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from analysis.records.interview_list import interviewees
from survey.participation.flow import study_flow
from survey.population import Population
from survey.studies.find import current_versions
from survey.studies.models import Study, StudyKind, StudyVersion
from workspace.frame.pages import study_page
from workspace.watch.chart import chart
from workspace.watch.interview_record import interviews_in
from workspace.watch.record import now_in, plan_state, so_far_in
from workspace.watch.steps import interviews_step, nothing_step, survey_step

WATCHED = {str(population): population for population in (Population.PEOPLE, Population.SIMULATED)}


@require_safe
def watch(request: HttpRequest, study: Study, population: str = Population.PEOPLE) -> HttpResponse:
    whose = _watched(population)
    version = _newest(study)
    if version is None:
        step = nothing_step(study, request.user)
        return study_page(request, study, "watch/watch.html", "Watch", step=step)
    context = _beside(request, study, whose)
    if study.kind == StudyKind.INTERVIEWS:
        sample = interviews_in(version, whose, now=timezone.now())
        step = interviews_step(study, request.user, sample, whose)
        template = "watch/interviews.html"
        return study_page(request, study, template, "Watch", step=step, sample=sample, **context)
    now = timezone.now()
    at_present, so_far = now_in(version, whose, now=now), so_far_in(version, whose, now=now)
    return study_page(
        request,
        study,
        "watch/survey.html",
        "Watch",
        step=survey_step(study, request.user, at_present, whose),
        at_present=at_present,
        chart=chart(at_present.arrivals),
        so_far=so_far,
        **context,
    )


@require_safe
def watch_now(request: HttpRequest, study: Study, population: str) -> HttpResponse:
    """What changes from minute to minute: at most ten queries, log-in and rights included."""
    whose, version = _watched(population), _newest_or_404(study)
    common = {"study": study, "synthetic": whose is Population.SIMULATED}
    if study.kind == StudyKind.INTERVIEWS:
        sample = interviews_in(version, whose, now=timezone.now())
        return render(request, "watch/_sample.html", common | {"sample": sample})
    at_present = now_in(version, whose, now=timezone.now())
    context = common | {
        "at_present": at_present,
        "chart": chart(at_present.arrivals),
        "new_step": survey_step(study, request.user, at_present, whose),
    }
    return render(request, "watch/_now.html", context)


@require_safe
def watch_so_far(request: HttpRequest, study: Study, population: str) -> HttpResponse:
    """What is asked for when something changed, and is kept for a while in a large study."""
    whose, version = _watched(population), _newest_or_404(study)
    if study.kind == StudyKind.INTERVIEWS:
        raise Http404("A study of interviews has no pages to get through.")
    context = {
        "study": study,
        "synthetic": whose is Population.SIMULATED,
        "so_far": so_far_in(version, whose, now=timezone.now()),
    }
    return render(request, "watch/_so_far.html", context)


def _watched(population: str) -> Population:
    if population not in WATCHED:
        raise Http404("There is no such kind of participants.")
    return WATCHED[population]


def _newest(study: Study) -> StudyVersion | None:
    """Without its content, which is known by its digest."""
    version = current_versions().filter(study=study).defer("content").first()
    if version is not None:
        version.study = study
    return version


def _newest_or_404(study: Study) -> StudyVersion:
    version = _newest(study)
    if version is None:
        raise Http404("The study has no version yet.")
    return version


def _beside(request: HttpRequest, study: Study, population: Population) -> dict[str, Any]:
    """What stands on the page and does not change by itself, as far as the account may see it."""
    user = request.user
    return {
        "population": population,
        "synthetic": population is Population.SIMULATED,
        "people": _began(study, Population.PEOPLE),
        "simulated_people": _began(study, Population.SIMULATED),
        "sees_plan": user.has_perm("survey.view_study"),
        "plan": plan_state(study),
    }


def _began(study: Study, population: Population) -> int:
    if study.kind == StudyKind.INTERVIEWS:
        return interviewees(study, population).count()
    return study_flow(study, population).began
