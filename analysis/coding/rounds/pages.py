"""Coding rounds: listed, led from stage to stage, finished or left by their coders."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import PageOfItsOwn, address, back, page, run_action
from analysis.coding.desk.page import desk_addresses
from analysis.coding.exchange.round_files import export_addresses
from analysis.coding.permissions import CODE, RUN_ROUNDS, VIEW_ROUNDS, for_coder, for_round
from analysis.coding.rounds.agreement_page import agreement_addresses
from analysis.coding.rounds.coders import excuse, finish, reopen
from analysis.coding.rounds.comparison_page import comparison_addresses
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.coding.rounds.plan_page import planning_addresses
from analysis.coding.rounds.progress import overview
from analysis.coding.rounds.stages import begin_consensus, begin_independent, close, compare


def round_page(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    user = request.user
    runs = user.has_perm(RUN_ROUNDS)
    part = coded.coders.filter(user=user.pk).first()
    context = {
        "round": None,
        "coded": coded,
        "synthetic": coded.synthetic,
        "overview": overview(coded, user, runs_rounds=runs),
        "mine": part,
        "may_excuse": runs and coded.stage == Stage.INDEPENDENT,
        "may_lead": runs or part is not None,
        "stages": Stage.choices,
    }
    return page(request, "rounds/round.html", str(coded), **context)


@require_POST
def stage(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    """Lead a round to its next stage; its coders and those who run rounds may."""
    user = request.user
    if not (user.has_perm(RUN_ROUNDS) or coded.coders.filter(user=user.pk).exists()):
        raise PermissionDenied
    now = timezone.now()
    verbs = {
        "independent": lambda: begin_independent(coded, now=now),
        "compare": lambda: compare(coded, now=now),
        "consensus": lambda: begin_consensus(coded, now=now),
        "close": lambda: close(coded, now=now),
    }
    if (verb := verbs.get(request.POST.get("to", ""))) is not None:
        run_action(request, verb)
    return back("codinground_change", coded.pk)


@require_POST
def mine(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Finish one's part of the round, or go on with it."""
    if request.POST.get("finished") == "yes":
        run_action(
            request, lambda: finish(coder, now=timezone.now()), "You have finished this round."
        )
    else:
        run_action(request, lambda: reopen(coder))
    return back("codinground_change", coder.round_id)


@require_POST
def excuse_coder(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    """Go on without a coder; whoever runs rounds may."""
    if not request.user.has_perm(RUN_ROUNDS):
        raise PermissionDenied
    name, because = request.POST.get("coder", ""), request.POST.get("because", "")[:500]
    coder = get_object_or_404(coded.coders.select_related("round"), user__username=name)
    run_action(
        request,
        lambda: excuse(coder, because=because, by=request.user, now=timezone.now()),  # type: ignore[arg-type]
        f"The round goes on without {name}.",
    )
    return back("codinground_change", coded.pk)


@admin.register(CodingRound)
class CodingRoundAdmin(PageOfItsOwn):
    list_display = ("number", "title", "stage", "codebook", "synthetic", "planned_at")
    list_display_links = ("number", "title")
    list_select_related = ("codebook",)
    list_filter = ()
    change_list_template = "rounds/rounds.html"
    shown = staticmethod(for_round(round_page))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        if super().has_view_permission(request, obj):
            return True
        mine = obj is None or obj.coders.filter(user=user.pk).exists()
        return bool(user.has_perm(CODE) and mine)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_module_permission(request) or request.user.has_perm(CODE))

    def get_queryset(self, request: HttpRequest) -> Any:
        """A coder's own rounds; all of them for whoever may see rounds."""
        rounds = super().get_queryset(request)
        if request.user.has_perm(VIEW_ROUNDS):
            return rounds
        return rounds.filter(coders__user=request.user.pk)

    def get_urls(self) -> list[URLPattern]:
        return [
            address("<int:pk>/stage/", for_round(stage), "round_stage"),
            address("<int:pk>/mine/", for_coder(mine), "round_mine"),
            address("<int:pk>/excuse/", for_round(excuse_coder), "round_excuse"),
            *planning_addresses(),
            *desk_addresses(),
            *comparison_addresses(),
            *agreement_addresses(),
            *export_addresses(),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_plan = request.user.has_perm("analysis.add_codinground")
        return super().changelist_view(request, {**(extra_context or {}), "may_plan": may_plan})
