"""Public pages of studies."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from survey.enrolment.entry_parameters import PILOT_PERMISSION, EntryParameters, require_entry
from survey.enrolment.panel_return import panel_return_of_refused
from survey.errors import InvitationRefused, NotASurvey, StudyClosed
from survey.participation.requests import request_time
from survey.studies import find as studies
from survey.studies.models import StudyKind, StudyVersion


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Surveys, in which people take part here, and apart from them studies of interviews."""
    by_kind: dict[str, list[StudyVersion]] = {kind: [] for kind in StudyKind}
    for version in studies.current_versions():
        by_kind[version.study.kind].append(version)
    context = {
        "versions": by_kind[StudyKind.SURVEY],
        "interviews": by_kind[StudyKind.INTERVIEWS],
    }
    return render(request, "studies/landing.html", context)


@require_safe
def study(request: HttpRequest, slug: str) -> HttpResponse:
    version = studies.current_version(slug)
    if version is None:
        raise Http404(f"no study {slug}")
    if version.study.kind == StudyKind.INTERVIEWS:
        context = {"version": version, "study": version.interviews}
        return render(request, "studies/interviews.html", context)
    definition = version.survey
    arrival = EntryParameters.parse(request.GET, definition)
    shown: dict[str, object] = {"version": version, "study": definition}
    try:
        require_entry(version, arrival, now=request_time(request))
    except StudyClosed as problem:
        status = 403 if isinstance(problem, InvitationRefused) and arrival.invitation else 200
        back = panel_return_of_refused(definition, problem, arrival)
        shown |= {"refusal": str(problem), "panel_return": back}
        return render(request, "studies/study.html", shown, status=status)
    begin = arrival.added_to(reverse("survey:consent", args=[slug]))
    return render(request, "studies/study.html", shown | {"begin": begin})


ASSESSED_ON = date(2026, 11, 27)
"""When the accessibility of all pages was assessed last."""


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What is accessible and what is not; `?study=` names the team of a study to write to."""
    slug = request.GET.get("study", "")
    version = studies.current_version(slug) if slug else None
    context = {
        "study": version.definition if version else None,
        "assessed_on": ASSESSED_ON,
    }
    return render(request, "studies/accessibility.html", context)


@require_safe
@login_required(login_url="admin:login")
def pilot(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a researcher begins to walk through a study as a pilot, whether or not it is open."""
    version = studies.current_version(slug)
    if version is None or not request.user.has_perm(PILOT_PERMISSION, version.study):
        raise PermissionDenied
    if version.study.kind != StudyKind.SURVEY:
        raise NotASurvey(slug)
    return redirect(EntryParameters(is_pilot=True).added_to(reverse("survey:consent", args=[slug])))
