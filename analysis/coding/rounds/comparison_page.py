"""The page on which coders compare what they found and decide on a consensus."""

from collections.abc import Collection
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
from analysis.coding.codebooks.theme_records import area_records
from analysis.coding.desk.models import Verdict
from analysis.coding.permissions import for_coder, for_round, may_lead
from analysis.coding.rounds.comparison import CaseComparison, comparisons, proposals
from analysis.coding.rounds.consensus import agree, decide_alike, take_back
from analysis.coding.rounds.models import CodingRound, RoundCoder, Stage
from analysis.coding.rounds.reconcile import drop, merge_into, take_in
from analysis.coding.rounds.side_by_side import sides
from analysis.coding.visibility import REVEALED, themes_at_comparison
from analysis.request_values import author_and_time, guid_or_404, guid_or_none, whole_number


def comparison_addresses() -> list[URLPattern]:
    prefix = "<int:pk>/comparison/"
    return [
        address(prefix, for_round(comparison_page), "comparison"),
        address(f"{prefix}<int:case>/", for_round(comparison_page), "comparison_case"),
        address(f"{prefix}<int:case>/decide/", for_round(decision), "decide"),
        address(f"{prefix}<int:case>/agree/", for_coder(agreement), "agree"),
        address(f"{prefix}themes/", for_round(reconcile), "reconcile"),
    ]


@require_GET
def comparison_page(
    request: HttpRequest, coding_round: CodingRound, case: int | None = None
) -> HttpResponse:
    _require_revealed(coding_round)
    cases = comparisons(coding_round)
    chosen = _chosen(cases, case)
    may_decide = may_lead(request.user, coding_round)
    is_decided_now = coding_round.stage == Stage.CONSENSUS
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "cases": cases,
        "chosen": chosen,
        "open": sum(compared.open for compared in cases),
        "differing": sum(compared.differing for compared in cases),
        "sides": sides(coding_round, chosen.case),
        "words": question_texts(chosen.case),
        "themes": themes_at_comparison(coding_round),
        "proposals": proposals(coding_round),
        "areas": area_records(coding_round.codebook),
        "may_decide": may_decide and is_decided_now,
        "may_reconcile": may_decide and coding_round.stage != Stage.CLOSED,
        "to_agree_with": _to_agree_with(request, coding_round, chosen) if is_decided_now else (),
    }
    return page(request, "rounds/comparison.html", f"{chosen.title} compared", **context)


def _to_agree_with(
    request: HttpRequest, coding_round: CodingRound, chosen: CaseComparison
) -> tuple[UUID, ...]:
    """The decisions of other people that the reader, a coder of the round, has not agreed with."""
    name = request.user.get_username()
    if not coding_round.coders.filter(user=request.user.pk, excused_at=None).exists():
        return ()
    made = [item.decision for item in chosen.items if item.decision and item.decision.by]
    return tuple(made_by.guid for made_by in made if name not in (made_by.by, *made_by.agreed))


@require_POST
def decision(request: HttpRequest, coding_round: CodingRound, case: int) -> HttpResponse:
    """Decide on the themes that were ticked, or leave one open again."""
    _require_may_decide(request, coding_round)
    decided = _case_or_404(coding_round, case)
    if request.POST.get("verdict") == "open":
        theme = _theme_sent(request)
        seen = guid_or_none(request.POST.get("seen", ""))
        run_action(request, lambda: take_back(coding_round, decided, theme, seen=seen))
        return back("comparison_case", coding_round.pk, case, anchor=f"t-{theme}")
    if request.POST.get("verdict") not in Verdict.values:
        raise Http404("There is no such decision.")
    themes = [guid_or_404(theme) for theme in request.POST.getlist("theme")]
    if not themes:
        messages.error(request, "Tick the themes that you decide on, then decide.")
        return back("comparison_case", coding_round.pk, case, anchor="deciding")
    run_action(request, lambda: _decide(request, coding_round, decided, themes))
    return back("comparison_case", coding_round.pk, case, anchor=f"t-{themes[0]}")


def _decide(
    request: HttpRequest, coding_round: CodingRound, case: Case, themes: list[UUID]
) -> None:
    sent = request.POST
    decide_alike(
        coding_round,
        case,
        themes,
        Verdict(sent["verdict"]),
        by=request.user,
        now=timezone.now(),
        reason=sent.get("reason", "").strip(),
        into=_theme_named(coding_round, sent.get("into", ""), without=themes),
    )


@require_POST
def agreement(request: HttpRequest, coder: RoundCoder, case: int) -> HttpResponse:
    """Say that one agrees with decisions of others, as a coder of the round."""
    _require_revealed(coder.round)
    decided = _case_or_404(coder.round, case)
    decisions = [guid_or_404(sent) for sent in request.POST.getlist("decision")]
    run_action(request, lambda: agree(coder.round, decided, decisions, by=coder), "Noted.")
    return back("comparison_case", coder.round_id, case, anchor=_anchor(request, "deciding"))


@require_POST
def reconcile(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    """Take themes that were proposed under one name into the codebook, merge or drop them."""
    _require_may_decide(request, coding_round)
    author, sent = author_and_time(request), request.POST
    themes = [guid_or_404(theme) for theme in sent.getlist("theme")]
    if not themes:
        raise Http404("There is no such theme.")
    if sent.get("do") == "adopt":
        area = guid_or_none(sent.get("area", ""))
        name = _one_line(sent.get("name", ""))
        run_action(
            request,
            lambda: take_in(coding_round, themes, area=area, name=name, **author),
            f"“{name}” is in the codebook now.",
        )
    elif sent.get("do") == "drop":
        because = _one_line(sent.get("because", ""))
        run_action(
            request,
            lambda: drop(coding_round, themes, because=because, **author),
            "Dropped; its codings count nowhere. The history of the codebook can undo it.",
        )
    elif (into := _theme_named(coding_round, sent.get("into", ""), without=themes)) is not None:
        run_action(
            request,
            lambda: merge_into(coding_round, themes, into=into, **author),
            "Merged; its codings have the other theme now.",
        )
    else:
        messages.error(request, "Type the name of the theme to merge into, as it is in the list.")
    case = whole_number(sent.get("case", ""))
    if case is None:
        return back("comparison", coding_round.pk, anchor="proposed")
    return back("comparison_case", coding_round.pk, case, anchor="proposed")


def _one_line(typed: str) -> str:
    return " ".join(typed.split())


def _anchor(request: HttpRequest, otherwise: str) -> str:
    """The theme that a form stands beside, to go back to."""
    theme = guid_or_none(request.POST.get("theme", ""))
    return f"t-{theme}" if theme else otherwise


def _case_or_404(coding_round: CodingRound, case: int) -> Case:
    found = Case.objects.filter(pk=case, memberships__round=coding_round).first()
    if found is None:
        raise Http404("This participant is not part of the round.")
    return found


def _require_revealed(coding_round: CodingRound) -> None:
    if coding_round.stage not in REVEALED:
        raise PermissionDenied


def _require_may_decide(request: HttpRequest, coding_round: CodingRound) -> None:
    _require_revealed(coding_round)
    if not may_lead(request.user, coding_round):
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


def _theme_named(
    coding_round: CodingRound, typed: str, *, without: Collection[UUID]
) -> UUID | None:
    """Another theme by its name, as people type it, or by its GUID."""
    others = [theme for theme in themes_at_comparison(coding_round) if theme.guid not in without]
    # Of two of one name, the one in the codebook is meant.
    others.sort(key=lambda theme: not theme.proposed)
    guids = {theme.name.casefold(): theme.guid for theme in others}
    return guids.get(_one_line(typed).casefold()) or guid_or_none(typed)
