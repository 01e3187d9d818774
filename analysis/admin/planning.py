"""Planning a coding round: which codebook, whose words, who codes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern
from django.utils import timezone

from analysis.actions.planning import plan_round_over
from analysis.admin.pages import address, page
from analysis.errors import AnalysisError
from analysis.forms.rounds import RoundForm
from analysis.models import Codebook
from analysis.queries.cases import offered_labels


def planning_addresses() -> list[URLPattern]:
    return [
        address("plan/", plan, "plan_round"),
        address("plan/<slug:slug>/<slug:kind>/", plan_for, "plan_round_for"),
    ]


def plan(request: HttpRequest) -> HttpResponse:
    """Which codebook, and whether real or simulated participants."""
    if not request.user.has_perm("analysis.add_codinground"):
        raise PermissionDenied
    codebooks = Codebook.objects.select_related("study")
    return page(request, "plan", "Plan a coding round", codebooks=codebooks, round=None)


def plan_for(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    if not request.user.has_perm("analysis.add_codinground"):
        raise PermissionDenied
    codebook = get_object_or_404(Codebook.objects.select_related("study"), slug=slug)
    simulated = kind == "simulated"
    labels = offered_labels(codebook.study, simulated=simulated)
    form = RoundForm(labels, request.POST or None)
    if form.is_valid():
        try:
            planned = plan_round_over(
                codebook, **form.cleaned_data, simulated=simulated, now=timezone.now()
            )
        except AnalysisError as problem:
            messages.error(request, str(problem))
        else:
            return redirect("admin:analysis_codinground_change", planned.pk)
    title = f"Plan a round with {codebook}"
    return page(request, "plan_for", title, form=form, synthetic=simulated, round=None)
