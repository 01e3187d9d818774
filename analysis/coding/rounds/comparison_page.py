"""Comparing what coders found, and deciding on a consensus."""

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
from analysis.coding.rounds.models import CodingRound
from analysis.coding.rounds.side_by_side import sides
from analysis.coding.visibility import REVEALED, proposed_in, themes_at_comparison
from analysis.request_values import guid_or_none


def comparison_addresses() -> list[URLPattern]:
    here = "<int:pk>/comparison/"
    return [
        address(here, for_round(comparison_page), "comparison"),
        address(f"{here}<int:case>/", for_round(comparison_page), "comparison_case"),
        address(f"{here}<int:case>/decide/", for_round(decision), "decide"),
        address(f"{here}themes/", for_round(reconcile), "reconcile"),
    ]


@require_GET
def comparison_page(
    request: HttpRequest, coded: CodingRound, case: int | None = None
) -> HttpResponse:
    _require_revealed(coded)
    cases = comparisons(coded)
    chosen = _chosen(cases, case)
    context = {
        "round": coded,
        "synthetic": coded.synthetic,
        "cases": cases,
        "chosen": chosen,
        "open": sum(each.open for each in cases),
        "sides": sides(coded, chosen.case),
        "words": question_texts(chosen.case),
        "themes": themes_at_comparison(coded),
        "proposed": proposed_in(coded).select_related("coder__user"),
        "areas": area_records(coded.codebook),
        "may_decide": coded.stage == "consensus" and _may_decide(request, coded),
    }
    return page(request, "rounds/comparison.html", f"{chosen.label} compared", **context)


@require_POST
def decision(request: HttpRequest, coded: CodingRound, case: int) -> HttpResponse:
    _require_may_decide(request, coded)
    row = Case.objects.filter(pk=case, memberships__round=coded).first()
    if row is None:
        raise Http404("This participant is not part of the round.")
    sent = request.POST
    theme, seen = guid_or_none(sent.get("theme", "")), guid_or_none(sent.get("seen", ""))
    if theme is None:
        raise Http404("There is no such theme.")
    if sent.get("verdict") == "open":
        run_action(request, lambda: take_back(coded, row, theme, seen=seen))
    else:
        verdict = Verdict(sent["verdict"]) if sent.get("verdict") in Verdict.values else None
        if verdict is None:
            raise Http404("There is no such decision.")
        run_action(
            request,
            lambda: decide(
                coded,
                row,
                theme,
                verdict,
                by=request.user,
                now=timezone.now(),  # type: ignore[arg-type]
                reason=sent.get("reason", "").strip(),
                into=_named(coded, sent.get("into", "")),
                seen=seen,
            ),
        )
    return back("comparison_case", coded.pk, case, anchor=f"t-{theme}")


@require_POST
def reconcile(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    """Take a theme that was minted in the round into the codebook, or merge it into another."""
    _require_may_decide(request, coded)
    sent, by, now = request.POST, request.user.get_username(), timezone.now()
    theme = guid_or_none(sent.get("theme", ""))
    if theme is None:
        raise Http404("There is no such theme.")
    if sent.get("do") == "adopt":
        area, name = guid_or_none(sent.get("area", "")), " ".join(sent.get("name", "").split())
        run_action(
            request,
            lambda: adopt_theme(coded.codebook, theme, area=area, name=name, by=by, now=now),
            f"“{name}” is in the codebook now.",
        )
    elif (into := _named(coded, sent.get("into", ""))) is not None:
        run_action(
            request,
            lambda: merge_themes(coded.codebook, theme, into=into, by=by, now=now),
            "Merged; its codings have the other theme now.",
        )
    else:
        messages.error(request, "Type the name of the theme to merge into, as it is in the list.")
    return back("comparison", coded.pk, anchor="proposed")


def _require_revealed(coded: CodingRound) -> None:
    if coded.stage not in REVEALED:
        raise PermissionDenied


def _may_decide(request: HttpRequest, coded: CodingRound) -> bool:
    user = request.user
    return user.has_perm(RUN_ROUNDS) or coded.coders.filter(user=user.pk).exists()


def _require_may_decide(request: HttpRequest, coded: CodingRound) -> None:
    _require_revealed(coded)
    if not _may_decide(request, coded):
        raise PermissionDenied


def _chosen(cases: tuple[CaseComparison, ...], case: int | None) -> CaseComparison:
    """The one asked for, or the first that has something left to decide."""
    if case is not None:
        found = next((each for each in cases if each.case == case), None)
    else:
        found = next((each for each in cases if each.open), cases[0] if cases else None)
    if found is None:
        raise Http404("This participant is not part of the round.")
    return found


def _named(coded: CodingRound, typed: str) -> UUID | None:
    wanted = " ".join(typed.split()).casefold()
    names = {theme.name.casefold(): theme.guid for theme in themes_at_comparison(coded)}
    return names.get(wanted) or guid_or_none(typed)
