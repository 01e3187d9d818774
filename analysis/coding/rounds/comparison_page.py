"""The page on which coders compare what they found and decide on a consensus."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from analysis.admin_pages import address, back, page, run_action
from analysis.coding.cases.models import Case
from analysis.coding.cases.question_texts import question_texts
from analysis.coding.codebooks.merge_split import merge_themes
from analysis.coding.codebooks.theme_records import area_records
from analysis.coding.codebooks.themes import adopt_theme
from analysis.coding.desk.models import Verdict
from analysis.coding.permissions import RUN_ROUNDS, for_round
from analysis.coding.rounds.comparison import CaseComparison, comparisons
from analysis.coding.rounds.consensus import decide, take_back
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.rounds.side_by_side import sides
from analysis.coding.visibility import REVEALED, proposed_in, themes_at_comparison
from analysis.request_values import author_and_time, guid_or_none


def comparison_addresses() -> list[URLPattern]:
    prefix = "<int:pk>/comparison/"
    return [
        address(prefix, for_round(comparison_page), "comparison"),
        address(f"{prefix}<int:case>/", for_round(comparison_page), "comparison_case"),
        address(f"{prefix}<int:case>/decide/", for_round(decision), "decide"),
        address(f"{prefix}themes/", for_round(reconcile), "reconcile"),
    ]


@require_GET
def comparison_page(
    request: HttpRequest, coding_round: CodingRound, case: int | None = None
) -> HttpResponse:
    _require_revealed(coding_round)
    cases = comparisons(coding_round)
    chosen = _chosen(cases, case)
    is_decided_now = coding_round.stage == Stage.CONSENSUS
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "cases": cases,
        "chosen": chosen,
        "open": sum(compared.open for compared in cases),
        "sides": sides(coding_round, chosen.case),
        "words": question_texts(chosen.case),
        "themes": themes_at_comparison(coding_round),
        "proposed": proposed_in(coding_round).select_related("coder__user"),
        "areas": area_records(coding_round.codebook),
        "may_decide": is_decided_now and _may_decide(request, coding_round),
    }
    return page(request, "rounds/comparison.html", f"{chosen.label} compared", **context)


@require_POST
def decision(request: HttpRequest, coding_round: CodingRound, case: int) -> HttpResponse:
    """Decide on a theme of a case, or leave it open again."""
    _require_may_decide(request, coding_round)
    decided = Case.objects.filter(pk=case, memberships__round=coding_round).first()
    if decided is None:
        raise Http404("This participant is not part of the round.")
    theme = _theme_sent(request)
    if request.POST.get("verdict") == "open":
        seen = guid_or_none(request.POST.get("seen", ""))
        run_action(request, lambda: take_back(coding_round, decided, theme, seen=seen))
    elif request.POST.get("verdict") in Verdict.values:
        run_action(request, lambda: _decide(request, coding_round, decided, theme))
    else:
        raise Http404("There is no such decision.")
    return back("comparison_case", coding_round.pk, case, anchor=f"t-{theme}")


def _decide(request: HttpRequest, coding_round: CodingRound, case: Case, theme: UUID) -> None:
    sent = request.POST
    decide(
        coding_round,
        case,
        theme,
        Verdict(sent["verdict"]),
        by=request.user,
        now=timezone.now(),
        reason=sent.get("reason", "").strip(),
        into=_theme_named(coding_round, sent.get("into", "")),
        seen=guid_or_none(sent.get("seen", "")),
    )


@require_POST
def reconcile(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    """Take a theme that was proposed in the round into the codebook, or merge it into another."""
    _require_may_decide(request, coding_round)
    codebook, theme, author = coding_round.codebook, _theme_sent(request), author_and_time(request)
    if request.POST.get("do") == "adopt":
        area = guid_or_none(request.POST.get("area", ""))
        name = " ".join(request.POST.get("name", "").split())
        run_action(
            request,
            lambda: adopt_theme(codebook, theme, area=area, name=name, **author),
            f"“{name}” is in the codebook now.",
        )
    elif (into := _theme_named(coding_round, request.POST.get("into", ""))) is not None:
        run_action(
            request,
            lambda: merge_themes(codebook, theme, into=into, **author),
            "Merged; its codings have the other theme now.",
        )
    else:
        messages.error(request, "Type the name of the theme to merge into, as it is in the list.")
    return back("comparison", coding_round.pk, anchor="proposed")


def _require_revealed(coding_round: CodingRound) -> None:
    if coding_round.stage not in REVEALED:
        raise PermissionDenied


def _may_decide(request: HttpRequest, coding_round: CodingRound) -> bool:
    user = request.user
    return user.has_perm(RUN_ROUNDS) or coding_round.coders.filter(user=user.pk).exists()


def _require_may_decide(request: HttpRequest, coding_round: CodingRound) -> None:
    _require_revealed(coding_round)
    if not _may_decide(request, coding_round):
        raise PermissionDenied


def _chosen(cases: tuple[CaseComparison, ...], asked: int | None) -> CaseComparison:
    """The case that was asked for, or the first one with something left to decide."""
    if asked is not None:
        chosen = next((compared for compared in cases if compared.case == asked), None)
    else:
        chosen = next((compared for compared in cases if compared.open), None)
        chosen = chosen or (cases[0] if cases else None)
    if chosen is None:
        raise Http404("This participant is not part of the round.")
    return chosen


def _theme_sent(request: HttpRequest) -> UUID:
    theme = guid_or_none(request.POST.get("theme", ""))
    if theme is None:
        raise Http404("There is no such theme.")
    return theme


def _theme_named(coding_round: CodingRound, typed: str) -> UUID | None:
    name = " ".join(typed.split()).casefold()
    guids = {theme.name.casefold(): theme.guid for theme in themes_at_comparison(coding_round)}
    return guids.get(name) or guid_or_none(typed)
