"""The dashboard of each study, and the list of its participants."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_safe

from analysis.admin_pages import address, page
from analysis.coding.permissions import RUN_ROUNDS, VIEW_ROUNDS
from analysis.dashboard.dashboard_links import (
    CODING,
    RECRUITING,
    RESULTS,
    SIMULATED_RESULTS,
    allowed_links,
    window_link,
)
from analysis.dashboard.interview_record import interview_dashboard
from analysis.dashboard.record import dashboard
from analysis.records.interview_list import interviewees
from analysis.records.models import StudyDashboard
from analysis.request_values import primary_key
from core.admin.read_only import ReadOnlyAdmin
from survey.members.lists import OfStudies
from survey.participation.flow import study_flow
from survey.population import Population
from survey.studies.find import current_version
from survey.studies.models import StudyKind, StudyVersion

WATCH = "analysis.view_studydashboard"
WATCHED = {str(population): population for population in (Population.PEOPLE, Population.SIMULATED)}

Shown = Callable[[HttpRequest, StudyVersion, Population], HttpResponse]


@admin.register(StudyDashboard)
class StudyDashboardAdmin(OfStudies, ReadOnlyAdmin):
    study_path = "pk"
    list_display = ("slug",)

    def get_urls(self) -> list[URLPattern]:
        here = "of/<slug:slug>/"
        return [
            address(here, _for(dashboard_page), "dashboard"),
            address(f"{here}<str:population>/", _for(dashboard_page), "dashboard_of"),
            address(
                f"{here}<str:population>/participants/", _for(participants_page), "participants"
            ),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        """Redirect from Django's address by number to the dashboard of the study."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        dashboard = get_object_or_404(StudyDashboard, pk=primary_key(object_id))
        return redirect("admin:analysis_dashboard", dashboard.slug)


def _for(view: Shown) -> Callable[..., HttpResponse]:
    """Check the permission, the study and the population in the address before a view."""

    @wraps(view)
    def checked(
        request: HttpRequest, slug: str, population: str = Population.PEOPLE
    ) -> HttpResponse:
        if not request.user.has_perm(WATCH):
            raise PermissionDenied
        version = current_version(slug)
        if version is None or population not in WATCHED:
            raise Http404("There is no such study, or no such kind of participants.")
        return view(request, version, WATCHED[population])

    return require_safe(checked)


def dashboard_page(
    request: HttpRequest, version: StudyVersion, population: Population
) -> HttpResponse:
    if version.study.kind == StudyKind.INTERVIEWS:
        return _interviews_page(request, version, population)
    user = request.user
    context = {
        **_shared(version, population),
        "dashboard": dashboard(
            version,
            user,
            population,
            now=timezone.now(),
            sees_rounds=user.has_perm(VIEW_ROUNDS),
            runs_rounds=user.has_perm(RUN_ROUNDS),
        ),
        "window_link": window_link(version.study, user),
        "recruiting": allowed_links(RECRUITING, version.study, user),
        "results": allowed_links(
            SIMULATED_RESULTS if population is Population.SIMULATED else RESULTS,
            version.study,
            user,
        ),
        "coding_links": allowed_links(CODING, version.study, user),
    }
    return page(request, "dashboard/dashboard.html", f"How {version.study} is going", **context)


def _interviews_page(
    request: HttpRequest, version: StudyVersion, population: Population
) -> HttpResponse:
    user, study = request.user, version.study
    context = {
        "study": study,
        "population": population,
        "synthetic": population is Population.SIMULATED,
        "round": None,
        "people": interviewees(study, Population.PEOPLE).count(),
        "simulated_people": interviewees(study, Population.SIMULATED).count(),
        "dashboard": interview_dashboard(
            version,
            user,
            population,
            sees_rounds=user.has_perm(VIEW_ROUNDS),
            runs_rounds=user.has_perm(RUN_ROUNDS),
        ),
        "results": allowed_links(
            SIMULATED_RESULTS if population is Population.SIMULATED else RESULTS, study, user
        ),
        "coding_links": allowed_links(CODING, study, user),
    }
    return page(request, "dashboard/interviews.html", f"How {study} is going", **context)


def participants_page(
    request: HttpRequest, version: StudyVersion, population: Population
) -> HttpResponse:
    if version.study.kind == StudyKind.INTERVIEWS:
        raise Http404("A study of interviews lists its participants on a page of its own.")
    name = "read_simulated" if population is Population.SIMULATED else "read"
    return redirect(f"workspace:{name}", version.study.slug)


def _shared(version: StudyVersion, population: Population) -> dict[str, Any]:
    study = version.study
    return {
        "study": study,
        "population": population,
        "synthetic": population is Population.SIMULATED,
        "round": None,
        "people": study_flow(study, Population.PEOPLE).began,
        "simulated_people": study_flow(study, Population.SIMULATED).began,
    }
