"""The pages of the search: a coder's in a round, which codes what is ticked, and a researcher's."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page, run_action
from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import for_codebook_reader, for_coder
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.search.code_hits import EXTENTS, CodedHits, code_hits, undo_steps
from analysis.coding.search.find import Query
from analysis.coding.search.records import (
    Asked,
    Hit,
    Searchable,
    search,
    searchable_by,
    searchable_in,
)
from analysis.errors import AnalysisError, ChangedMeanwhile, UnfitPattern
from analysis.request_values import guid_or_404, guid_or_none, whole_number
from survey.population import Population

PAGE = 50
"""Hits on one page."""


def round_search_addresses() -> list[URLPattern]:
    return [address("<int:pk>/search/", for_coder(round_search), "round_search")]


def codebook_search_addresses() -> list[URLPattern]:
    return [address("<int:pk>/search/", for_codebook_reader(codebook_search), "codebook_search")]


def round_search(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Search the texts of a round; a POST codes the ticked hits, or takes the last ones back."""
    if request.method == "POST":
        return _changed(request, coder)
    context = {
        "round": coder.round,
        "synthetic": coder.round.synthetic,
        "is_coder": True,
        "taken_back": _can_be_taken_back(request, coder),
    }
    return _page(request, searchable_by(coder), f"Search in {coder.round}", context)


@require_GET
def codebook_search(request: HttpRequest, codebook: Codebook) -> HttpResponse:
    """Search the texts of a study, of people or of simulated participants."""
    is_synthetic = request.GET.get("population") == Population.SIMULATED
    population = Population.SIMULATED if is_synthetic else Population.PEOPLE
    context = {
        "codebook": codebook,
        "synthetic": is_synthetic,
        "population": population.value,
        "is_coder": False,
    }
    texts = searchable_in(codebook, population)
    return _page(request, texts, f"Search in the texts of {codebook.study}", context)


def _page(
    request: HttpRequest, texts: Searchable, title: str, context: dict[str, Any]
) -> HttpResponse:
    asked, problem, found = asked_by(request.GET), "", None
    if asked.query.typed:
        try:
            found = search(texts, asked)
        except UnfitPattern as refusal:
            problem = str(refusal)
    hits = found.hits if found else ()
    shown = page_of(hits, request.GET)
    context |= {
        "asked": asked,
        "texts": texts,
        "found": found,
        "problem": problem,
        "hits": shown,
        "offered": any(hit.is_offered for hit in shown),
        "is_ticked": request.GET.get("tick") == "all",
        "search_again": _query(request, "page", "tick", "made", "step"),
        "this_page": _query(request, "tick", "made", "step"),
        "extents": list(EXTENTS),
    }
    return page(request, "search/search.html", title, **context)


def asked_by(sent: QueryDict) -> Asked:
    """What was searched for; a value that is none of those offered counts as missing."""
    theme, coded = guid_or_none(sent.get("theme", "")), sent.get("coded", "")
    if coded not in {"yes", "no"}:
        coded = "yes" if theme else ""
    return Asked(
        query=Query(
            typed=sent.get("q", "").strip(),
            is_pattern=sent.get("how") == "pattern",
            whole_words=sent.get("whole") == "yes",
        ),
        scenario=sent.get("scenario", ""),
        question=sent.get("question", ""),
        speaker=sent.get("speaker", ""),
        coded=coded,
        theme=theme,
    )


def page_of(hits: Sequence[Hit], sent: QueryDict) -> Page[Hit]:
    return Paginator(hits, PAGE).get_page(whole_number(sent.get("page", "")) or 1)


def _changed(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    do = request.POST.get("do", "")
    if do == "code":
        return _coded(request, coder)
    if do == "take back":
        step = guid_or_404(request.POST.get("step", ""))
        number = min(max(whole_number(request.POST.get("made", "")) or 1, 1), PAGE)
        run_action(request, lambda: undo_steps(coder, step, number), "Taken back.")
        return _search_page(request, coder)
    raise Http404("There is no such change.")


def _coded(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Code those of the hits that were ticked; what is no hit any more is refused."""
    theme = guid_or_404(request.POST.get("as", ""))
    extent = EXTENTS.get(request.POST.get("extent", ""))
    if extent is None:
        raise Http404("There is no such part of a text.")
    try:
        ticked = ticked_hits(request, searchable_by(coder))
        done = code_hits(coder, ticked, theme, extent, now=timezone.now())
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return _search_page(request, coder)
    messages.success(request, _said(done))
    return _search_page(request, coder, done)


def ticked_hits(request: HttpRequest, texts: Searchable) -> list[Hit]:
    """The ticked ones among the hits that are offered for coding, found anew."""
    offered = {hit.key: hit for hit in search(texts, asked_by(request.GET)).hits if hit.is_offered}
    ticked = request.POST.getlist("hit")
    if any(key not in offered for key in ticked):
        raise ChangedMeanwhile(
            "Something that you ticked is not found any more, or cannot be coded now. Nothing was "
            "coded; look through what is found and tick it again."
        )
    return [offered[key] for key in dict.fromkeys(ticked)]


def _said(done: CodedHits) -> str:
    already = f"; {done.already} had this theme already" if done.already else ""
    passages = "1 passage" if done.new == 1 else f"{done.new} passages"
    return f"Coded {passages}{already}."


def _search_page(
    request: HttpRequest, coder: RoundCoder, done: CodedHits | None = None
) -> HttpResponse:
    """The same search again; after coding, with what it takes to take that back."""
    query = _query(request, "tick", "made", "step")
    if done and done.new:
        query = f"{query}&made={done.new}&step={done.last_step}"
    return redirect(f"{reverse('admin:analysis_round_search', args=[coder.round_id])}?{query}")


def _can_be_taken_back(request: HttpRequest, coder: RoundCoder) -> dict[str, object] | None:
    """The codings that were just made from hits, as long as nothing was done since."""
    step = coder.steps.values_list("guid", flat=True).first()
    made = whole_number(request.GET.get("made", ""))
    if not made or step is None or guid_or_none(request.GET.get("step", "")) != step:
        return None
    return {"number": made, "step": step}


def _query(request: HttpRequest, *without: str) -> str:
    """The search as it stands in the address, but for some of its parts."""
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return kept.urlencode()
