"""The pages of memos: all of them, of a codebook or of a round, and the one that is written."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, file_name, page
from analysis.coding.cases.codable import codable
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.theme_records import ThemeRecord, record, shared_themes
from analysis.coding.memos.forms import CASE, PROJECT, THEME, MemoTextForm, NewMemoForm
from analysis.coding.memos.models import Memo
from analysis.coding.memos.read import Kind, MemoRecord, Wanted, memos_of_codebook, memos_of_round
from analysis.coding.memos.write import (
    About,
    change_memo,
    delete_memo,
    is_own,
    write_memo,
    write_memo_as_coder,
)
from analysis.coding.passages.links import TextLinks, text_links
from analysis.coding.permissions import (
    CHANGE_CODEBOOKS,
    VIEW_CODEBOOKS,
    for_codebook_reader,
    for_coder,
    for_researcher,
    for_round,
)
from analysis.coding.rounds.file_names import file_of_round
from analysis.coding.rounds.models import CodingRound, RoundCoder
from analysis.coding.visibility import REVEALED, blind_part, themes_at_comparison, themes_of
from analysis.errors import AnalysisError, NotYours
from analysis.request_values import guid_or_404, people_or_simulated, primary_key
from core.csv_response import csv_file
from survey.population import Population

ON_A_PAGE = 200

COLUMNS = (
    "synthetic",
    "on",
    "theme",
    "participant or interview",
    "passage",
    "memo",
    "withheld",
    "by",
    "round",
    "written at",
    "changed at",
)

Place = dict[str, Any]
"""What every page of the memos of a codebook, or of a round, is given."""


def codebook_memo_addresses() -> list[URLPattern]:
    prefix = "<int:pk>/memos/<str:population>/"
    return [
        address(prefix, for_codebook_reader(codebook_memos), "codebook_memos"),
        address(f"{prefix}memos.csv", for_codebook_reader(codebook_table), "codebook_memos_csv"),
        address(f"{prefix}new/", for_researcher(new_codebook_memo), "codebook_new_memo"),
        address(f"{prefix}<uuid:guid>/", for_researcher(codebook_memo), "codebook_memo"),
    ]


def round_memo_addresses() -> list[URLPattern]:
    prefix = "<int:pk>/memos/"
    return [
        address(prefix, for_round(round_memos), "round_memos"),
        address(f"{prefix}memos.csv", for_round(round_table), "round_memos_csv"),
        address(f"{prefix}new/", for_coder(new_round_memo), "round_new_memo"),
        address(f"{prefix}<uuid:guid>/", for_coder(round_memo), "round_memo"),
    ]


@require_GET
def codebook_memos(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked = people_or_simulated(population)
    place = _in_codebook(codebook, asked)
    if not request.user.has_perm(CHANGE_CODEBOOKS):
        place |= {"new": "", "memo_address": ""}
    memos = memos_of_codebook(codebook, asked, request.user)
    return _list_page(request, memos, place, f"Memos of {codebook}")


@require_GET
def codebook_table(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked = people_or_simulated(population)
    name = file_name(codebook.slug, "memos.csv", synthetic=asked is Population.SIMULATED)
    return _table(request, memos_of_codebook(codebook, asked, request.user), name)


def new_codebook_memo(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked = people_or_simulated(population)
    part = blind_part(codebook, request.user)
    place = _in_codebook(codebook, asked) | {"blind": part.round if part else None}
    return _new_memo(
        request,
        place,
        tuple(record(theme) for theme in shared_themes(codebook)),
        codable(codebook.study, asked).prefetch_related("transcripts"),
        lambda about, text: write_memo(codebook, about, text, by=request.user, now=timezone.now()),
    )


def codebook_memo(
    request: HttpRequest, codebook: Codebook, population: str, guid: UUID
) -> HttpResponse:
    place = _in_codebook(codebook, people_or_simulated(population))
    return _change(request, Memo.objects.filter(study=codebook.study), guid, place)


@require_GET
def round_memos(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    place = _in_round(coding_round)
    if not coding_round.coders.filter(user=request.user.pk).exists():
        place |= {"new": "", "memo_address": ""}
    memos = _memos_of_round(request, coding_round)
    return _list_page(request, memos, place, f"Memos in {coding_round}")


@require_GET
def round_table(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    name = file_of_round(coding_round, "-memos.csv")
    return _table(request, _memos_of_round(request, coding_round), name)


def new_round_memo(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    cases = Case.objects.filter(memberships__round=coder.round_id).prefetch_related("transcripts")
    return _new_memo(
        request,
        _in_round(coder.round),
        _themes_of(coder),
        cases.order_by("memberships__position"),
        lambda about, text: write_memo_as_coder(coder, about, text, now=timezone.now()),
    )


def round_memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    return _change(request, Memo.objects.filter(coder=coder), guid, _in_round(coder.round))


def _in_codebook(codebook: Codebook, population: Population) -> Place:
    key = [codebook.pk, population.value]
    return {
        "codebook": codebook,
        "frame": "codebooks/codebook_base.html",
        "synthetic": population is Population.SIMULATED,
        "population": population.value,
        "home": reverse("admin:analysis_codebook_memos", args=key),
        "table": reverse("admin:analysis_codebook_memos_csv", args=key),
        "new": reverse("admin:analysis_codebook_new_memo", args=key),
        "memo_address": "admin:analysis_codebook_memo",
        "key": key,
    }


def _in_round(coding_round: CodingRound) -> Place:
    key = [coding_round.pk]
    return {
        "round": coding_round,
        "frame": "coding/base.html",
        "synthetic": coding_round.synthetic,
        "home": reverse("admin:analysis_round_memos", args=key),
        "table": reverse("admin:analysis_round_memos_csv", args=key),
        "new": reverse("admin:analysis_round_new_memo", args=key),
        "memo_address": "admin:analysis_round_memo",
        "key": key,
        "blind": None if coding_round.stage in REVEALED else coding_round,
    }


def _memos_of_round(request: HttpRequest, coding_round: CodingRound) -> tuple[MemoRecord, ...]:
    user = request.user
    return memos_of_round(coding_round, user, may_see_codebooks=user.has_perm(VIEW_CODEBOOKS))


def _themes_of(coder: RoundCoder) -> tuple[ThemeRecord, ...]:
    coding_round = coder.round
    is_revealed = coding_round.stage in REVEALED
    return themes_at_comparison(coding_round) if is_revealed else themes_of(coder)


def _list_page(
    request: HttpRequest, memos: tuple[MemoRecord, ...], place: Place, title: str
) -> HttpResponse:
    wanted = _wanted(request)
    found = [memo for memo in memos if memo in wanted]
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    links = text_links(request.user, [memo.round_pk for memo in shown if memo.round_pk])
    themes = {str(memo.theme_guid): memo.theme for memo in memos if memo.theme_guid}
    context = place | {
        "shown": shown,
        "memos": [(memo, _text_of(memo, links), _change_of(memo, place)) for memo in shown],
        "number": len(memos),
        "wanted": wanted,
        "kinds": list(Kind),
        "themes": sorted(themes.items(), key=lambda named: named[1].casefold()),
        "writers": sorted({memo.by for memo in memos}),
    }
    return page(request, "memos/memos.html", title, **context)


def _text_of(memo: MemoRecord, links: TextLinks) -> str:
    """The address of the text that a memo is on, empty where its reader has none."""
    if memo.round_pk is None or memo.case_pk is None:
        return ""
    return links.to(memo.round_pk, memo.case_pk, memo.unit)


def _change_of(memo: MemoRecord, place: Place) -> str:
    """The address at which a memo is changed, empty for those of others and those on passages."""
    if not memo.own or memo.kind is Kind.PASSAGE or not place["memo_address"]:
        return ""
    return reverse(place["memo_address"], args=[*place["key"], memo.guid])


def _table(request: HttpRequest, memos: Iterable[MemoRecord], name: str) -> HttpResponse:
    wanted = _wanted(request)
    rows = (
        (
            memo.synthetic,
            memo.kind.value,
            memo.theme,
            memo.case,
            memo.quote,
            memo.text,
            memo.withheld,
            memo.by,
            memo.round,
            memo.written_at,
            memo.changed_at,
        )
        for memo in memos
        if memo in wanted
    )
    return csv_file(name, COLUMNS, rows)


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(*(request.GET.get(name, "") for name in ("on", "theme", "by", "words")))


def _new_memo(
    request: HttpRequest,
    place: Place,
    themes: tuple[ThemeRecord, ...],
    cases: QuerySet[Case],
    write: Callable[[About, str], Memo],
) -> HttpResponse:
    asked = {"about": request.GET.get("about", PROJECT)}
    form = NewMemoForm(themes, cases, request.POST or None, initial=asked)
    if form.is_valid():
        try:
            write(_about(form.cleaned_data["about"]), form.cleaned_data["text"])
        except NotYours as refusal:
            raise Http404(str(refusal)) from refusal
        except AnalysisError as problem:
            form.add_error("text", str(problem))
        else:
            messages.success(request, "The memo is kept.")
            return redirect(place["home"])
    return page(request, "memos/memo.html", "New memo", **place, form=form)


def _about(chosen: str) -> About:
    """What a choice of the form stands for; one that went since it was offered is not found."""
    kind, _, key = chosen.partition(":")
    if kind == THEME:
        return About(theme=get_object_or_404(Theme, guid=guid_or_404(key)))
    if kind == CASE:
        return About(case=get_object_or_404(Case, pk=primary_key(key)))
    return About()


def _change(request: HttpRequest, memos: QuerySet[Memo], guid: UUID, place: Place) -> HttpResponse:
    """Change or delete one's own memo; somebody else's is answered like one that is gone.

    Where another tab was faster, what was typed stands beside what is there now.
    """
    related = ("theme", "case", "coder__round")
    memo = memos.select_related(*related).filter(guid=guid).first()
    if memo is not None and not is_own(memo, request.user):
        memo = None
    if memo is None and not request.POST.get("text"):
        raise Http404("There is no such memo.")
    form = MemoTextForm(request.POST or None, initial={"text": memo.text if memo else ""})
    problem = ""
    if request.method == "POST":
        try:
            done = _changed(request, guid, form)
        except AnalysisError as refusal:
            problem = str(refusal)
        else:
            if done:
                messages.success(request, done)
                return redirect(place["home"])
    part = memo.coder if memo else None
    blind = part.round if part and part.round.stage not in REVEALED else None
    context = place | {
        "form": form,
        "memo": memo,
        "is_change": True,
        "problem": problem,
        "blind": blind,
    }
    return page(request, "memos/memo.html", "Change a memo", **context)


def _changed(request: HttpRequest, guid: UUID, form: MemoTextForm) -> str:
    """What was done, empty where the form has to be mended first."""
    seen = request.POST.get("seen", "")
    if request.POST.get("do") == "delete":
        delete_memo(guid, request.user, seen=seen)
        return "The memo is deleted."
    if not form.is_valid():
        return ""
    change_memo(guid, request.user, form.cleaned_data["text"], seen=seen, now=timezone.now())
    return "The memo is kept."
