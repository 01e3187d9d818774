"""How studies go: a dashboard for each, and the participants to look at one by one."""

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
    opening_way,
    ways,
)
from analysis.dashboard.participant_list import followed
from analysis.dashboard.record import dashboard
from analysis.records.models import StudyDashboard
from analysis.records.people import began
from analysis.request_values import primary_key
from core.admin.read_only import ReadOnlyAdmin
from survey.participation.models import Participant
from survey.studies.find import current_version
from survey.studies.models import StudyVersion

WATCH = "analysis.view_studydashboard"
KINDS = {"real": False, "simulated": True}

Shown = Callable[[HttpRequest, StudyVersion, str], HttpResponse]


@admin.register(StudyDashboard)
class StudyDashboardAdmin(ReadOnlyAdmin):
    list_display = ("slug",)

    def get_urls(self) -> list[URLPattern]:
        here = "of/<slug:slug>/"
        return [
            address(here, _for(dashboard_page), "dashboard"),
            address(f"{here}<str:kind>/", _for(dashboard_page), "dashboard_of"),
            address(f"{here}<str:kind>/participants/", _for(participants_page), "followed"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *_: Any, **__: Any) -> HttpResponse:
        """The list leads by number; a dashboard lies at the study's name."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        dashboard = get_object_or_404(StudyDashboard, pk=primary_key(object_id))
        return redirect("admin:analysis_dashboard", dashboard.slug)


def _for(view: Shown) -> Callable[..., HttpResponse]:
    """For whoever may watch studies: of people, or of the simulated where the address says so."""

    @wraps(view)
    def checked(request: HttpRequest, slug: str, kind: str = "real") -> HttpResponse:
        if not request.user.has_perm(WATCH):
            raise PermissionDenied
        version = current_version(slug)
        if version is None or kind not in KINDS:
            raise Http404("There is no such study, or no such kind of participants.")
        return view(request, version, kind)

    return require_safe(checked)


def dashboard_page(request: HttpRequest, version: StudyVersion, kind: str) -> HttpResponse:
    simulated, user = KINDS[kind], request.user
    found = dashboard(
        version, user, simulated=simulated, now=timezone.now(),
        sees_rounds=user.has_perm(VIEW_ROUNDS), runs_rounds=user.has_perm(RUN_ROUNDS),
    )  # fmt: skip
    context = {
        **_shared(version, kind),
        "found": found,
        "opening_way": opening_way(version.study, user),
        "recruiting": ways(RECRUITING, version.study, user),
        "results": ways(SIMULATED_RESULTS if simulated else RESULTS, version.study, user),
        "coding_ways": ways(CODING, version.study, user),
    }
    return page(request, "dashboard/dashboard.html", f"How {version.study} is going", **context)


def participants_page(request: HttpRequest, version: StudyVersion, kind: str) -> HttpResponse:
    found = followed(version, simulated=KINDS[kind], page=request.GET.get("page", "1"))
    context = {
        **_shared(version, kind),
        "found": found,
        "may_replay": request.user.has_perm("survey.view_participant"),
        "may_exclude": request.user.has_perm("analysis.add_exclusionstep"),
        "may_see_log": request.user.has_perm("analysis.view_exclusionstep"),
    }
    return page(
        request, "dashboard/participant_list.html", f"Participants of {version.study}", **context
    )


def _shared(version: StudyVersion, kind: str) -> dict[str, Any]:
    counts = began(version.study)
    return {
        "study": version.study,
        "kind": kind,
        "synthetic": KINDS[kind],
        "round": None,
        "people": counts[False],
        "simulated_people": counts[True],
    }


def list_of(participant: Participant) -> HttpResponse:
    """Back to where somebody was excluded from."""
    kind = "simulated" if participant.is_simulated else "real"
    return redirect("admin:analysis_followed", participant.version.study.slug, kind)
