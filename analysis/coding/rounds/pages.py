"""The pages of coding rounds: their list, their stages, and each coder's part."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import PageOfItsOwn, address, back, page, run_action
from analysis.coding.desk.own_theme_pages import own_theme_addresses
from analysis.coding.desk.page import desk_addresses
from analysis.coding.exchange.round_files import export_addresses
from analysis.coding.memos.pages import round_memo_addresses
from analysis.coding.permissions import (
    CODE,
    RUN_ROUNDS,
    VIEW_CODEBOOKS,
    VIEW_ROUNDS,
    for_coder,
    for_round,
    is_in_workshop,
    may_lead,
)
from analysis.coding.rounds.agreement_page import agreement_addresses
from analysis.coding.rounds.coders import excuse, finish, reopen
from analysis.coding.rounds.comparison_page import comparison_addresses
from analysis.coding.rounds.manage_page import manage
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.coding.rounds.plan_page import planning_addresses
from analysis.coding.rounds.progress import overview
from analysis.coding.rounds.stage_page import moves_from, stage
from analysis.coding.search.pages import round_search_addresses
from survey.members.access import studies_where

LONGEST_REASON = 500


def round_page(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    user = request.user
    runs_rounds = user.has_perm(RUN_ROUNDS)
    coder = coding_round.coders.filter(user=user.pk).first()
    seen = overview(coding_round, user, runs_rounds=runs_rounds)
    # Nothing of this is told to a coder: whether the others have finished would press them.
    is_next = coding_round.stage == Stage.WORKSHOP or (
        coding_round.stage == Stage.INDEPENDENT and seen.all_finished
    )
    context = {
        "round": None,
        "coded": coding_round,
        "synthetic": coding_round.synthetic,
        "overview": seen,
        "mine": coder,
        "is_next": is_next and not coder,
        "may_excuse": runs_rounds and coding_round.stage == Stage.INDEPENDENT,
        "runs_rounds": runs_rounds,
        "moves": moves_from(coding_round, user) if may_lead(user, coding_round) else (),
        "may_read_codebook": user.has_perm(VIEW_CODEBOOKS)
        or is_in_workshop(user, coding_round.codebook),
        "stages": Stage.choices,
    }
    return page(request, "rounds/round.html", str(coding_round), **context)


@require_POST
def mine(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Finish one's part of the round, or go on with it."""
    if request.POST.get("finished") == "yes":
        done = "You have finished this round."
        run_action(request, lambda: finish(coder, now=timezone.now()), done)
    else:
        run_action(request, lambda: reopen(coder))
    return back("codinground_change", coder.round_id)


@require_POST
def excuse_coder(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    """Go on without a coder, as those who run rounds may."""
    if not request.user.has_perm(RUN_ROUNDS):
        raise PermissionDenied
    name = request.POST.get("coder", "")
    because = request.POST.get("because", "")[:LONGEST_REASON]
    coder = get_object_or_404(coding_round.coders.select_related("round"), user__username=name)
    run_action(
        request,
        lambda: excuse(coder, because=because, by=request.user, now=timezone.now()),
        f"The round goes on without {name}.",
    )
    return back("codinground_change", coding_round.pk)


@admin.register(CodingRound)
class CodingRoundAdmin(PageOfItsOwn):
    list_display = (
        "title",
        "number",
        "study_title",
        "codebook",
        "stage",
        "synthetic",
        "planned_at",
    )
    when_empty = "No round is planned yet. Plan one, once there is a codebook and somebody to code."
    list_display_links = ("title",)
    list_select_related = ("codebook__study",)
    list_filter = ()
    study_path = "codebook__study"
    change_list_template = "rounds/rounds.html"
    shown = staticmethod(for_round(round_page))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        if super().has_view_permission(request, obj):
            return True
        is_own = obj is None or obj.coders.filter(user=user.pk).exists()
        return bool(user.has_perm(CODE) and is_own)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(super().has_module_permission(request) or request.user.has_perm(CODE))

    def get_queryset(self, request: HttpRequest) -> Any:
        """All rounds for those who may see rounds; a coder's own rounds otherwise."""
        user = request.user
        seen = Q(codebook__study__in=studies_where(user, VIEW_ROUNDS))
        own = Q(
            codebook__study__in=studies_where(user, CODE),
            pk__in=RoundCoder.objects.filter(user=user.pk).values("round"),
        )
        return CodingRound.objects.filter(seen | own)

    def get_urls(self) -> list[URLPattern]:
        return [
            address("<int:pk>/stage/", for_round(stage), "round_stage"),
            address("<int:pk>/manage/", for_round(manage), "round_manage"),
            address("<int:pk>/mine/", for_coder(mine), "round_mine"),
            address("<int:pk>/excuse/", for_round(excuse_coder), "round_excuse"),
            *planning_addresses(),
            *desk_addresses(),
            *round_search_addresses(),
            *own_theme_addresses(),
            *comparison_addresses(),
            *agreement_addresses(),
            *export_addresses(),
            *round_memo_addresses(),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        may_plan = request.user.has_perm("analysis.add_codinground")
        return super().changelist_view(request, {**(extra_context or {}), "may_plan": may_plan})
