"""The desk: a coder reads one participant at a time and codes what they wrote."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from analysis.actions.coders import mark_read
from analysis.actions.desk import (
    Passage,
    apply_theme,
    mint_theme,
    note,
    passage_of,
    remove_coding,
    undo,
)
from analysis.admin.pages import address, back, for_coder, page
from analysis.codebook.codebook import Kind
from analysis.errors import AnalysisError, NotYours
from analysis.models import Case, Coding, RoundCoder
from analysis.queries.blindness import own_layer, themes_of
from analysis.queries.desk import coding_record, desk, unit_in_round, unit_record
from analysis.queries.wording import Wording, wording

NO_THEME = "Type the name of a theme as it stands in the list, or choose one there."


def desk_addresses() -> list[URLPattern]:
    here = "<int:pk>/desk/"
    return [
        address(here, for_coder(desk_page), "desk"),
        address(f"{here}<int:case>/", for_coder(desk_page), "desk_case"),
        address(f"{here}code/", for_coder(code), "desk_code"),
        address(f"{here}memo/<uuid:guid>/", for_coder(memo), "desk_memo"),
        address(f"{here}undo/", for_coder(take_back), "desk_undo"),
        address(f"{here}theme/", for_coder(new_theme), "desk_theme"),
        address(f"{here}done/", for_coder(done), "desk_done"),
    ]


@require_GET
def desk_page(request: HttpRequest, coder: RoundCoder, case: int | None = None) -> HttpResponse:
    shown = desk(coder, case)
    words = wording(shown.case.pk)
    asked = request.GET.get("question", "")
    units = [unit for unit in shown.units if not asked or unit.question == asked]
    context = {
        "round": coder.round,
        "desk": shown,
        "units": units,
        "words": words,
        "asked": asked,
        "questions": {unit.question for unit in shown.units if unit.question},
        "kinds": list(Kind),
        "finished": coder.finished_at,
        "excused": coder.excused_because,
        "memo_address": _memo_address(coder),
        "synthetic": coder.round.synthetic,
    }
    return page(request, "desk", f"{shown.case.label} in {coder.round}", **context)


@require_POST
def code(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Apply a theme to a unit or a passage of it, or take a coding back."""
    if guid := request.POST.get("remove"):
        return _changed(request, coder, lambda: remove_coding(coder, _guid(guid)))
    unit = unit_in_round(coder, _guid(request.POST.get("unit", "")))

    fresh: list[Coding] = []

    def apply() -> Coding:
        theme, where = _theme(coder, request.POST.get("theme", "")), _passage(request, unit)
        coding, is_new = apply_theme(coder, unit, theme, where, now=timezone.now())
        fresh.extend([coding] if is_new else [])
        return coding

    return _changed(request, coder, apply, unit=unit.guid, fresh=fresh)


def memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if request.method == "POST":
        text, seen = request.POST.get("memo", "").strip(), request.POST.get("seen", "")
        unit = coding.unit.guid if coding else None
        return _changed(request, coder, lambda: note(coder, guid, text, seen=seen), unit=unit)
    if coding is None:
        raise Http404("This coding is gone.")
    context = {"round": coder.round, "coding": coding, "case": coding.unit.case_id}
    quote = coding.unit.text[coding.start : coding.end]
    return page(request, "memo", f"Memo on {coding.theme}", quote=quote, **context)


@require_POST
def take_back(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    step = _guid(request.POST.get("step", ""))
    return _changed(request, coder, lambda: undo(coder, step))


@require_POST
def new_theme(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Mint a theme, and code with it at once where a unit is named."""
    sent = request.POST
    unit = unit_in_round(coder, _guid(sent["unit"])) if sent.get("unit") else None

    def mint() -> Coding | None:
        theme = mint_theme(
            coder, name=sent.get("name", ""), kind=sent.get("kind", ""),
            definition=sent.get("definition", "").strip(),
        )  # fmt: skip
        if unit is None:
            messages.success(request, f"“{theme}” is among your themes now.")
            return None
        passage = _passage(request, unit)
        return apply_theme(coder, unit, theme.guid, passage, now=timezone.now())[0]

    return _changed(request, coder, mint, unit=unit.guid if unit else None, themes=True)


@require_POST
def done(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Mark a participant as done, or not, and go on to the next one."""
    read = request.POST.get("done") == "yes"
    case = Case.objects.filter(pk=_number(request.POST.get("case", "")) or 0).first()
    if case is None:
        raise Http404("There is no such participant.")
    try:
        mark_read(coder, case, read=read, now=timezone.now())
    except AnalysisError as problem:
        messages.error(request, str(problem))
        return back("desk_case", coder.round_id, case.pk)
    following = desk(coder, case.pk).following if read else None
    return back("desk_case", coder.round_id, following.pk if following else case.pk)


def _changed(
    request: HttpRequest,
    coder: RoundCoder,
    change: Callable[[], Coding | None],
    *,
    unit: UUID | None = None,
    themes: bool = False,
    fresh: Sequence[Coding] | None = None,
) -> HttpResponse:
    """Make a change and show the unit it was made in: alone for a script, or on its page.

    A change that gives `fresh`, once made, only adds codings; a script is sent these alone.
    """
    problem = ""
    try:
        coding = change()
        unit = coding.unit.guid if coding else unit
    except NotYours:
        raise
    except AnalysisError as refused:
        problem = str(refused)
    if request.headers.get("HX-Request") == "true":
        if fresh is not None:
            return _added(request, coder, fresh, problem)
        return _fragment(request, coder, unit, problem, themes=themes)
    if problem:
        messages.error(request, problem)
    return _to_unit(request, coder, unit)


def _to_unit(request: HttpRequest, coder: RoundCoder, unit: UUID | None) -> HttpResponse:
    if unit is None:
        return back("desk", coder.round_id)
    row = unit_in_round(coder, unit)
    response = back("desk_case", coder.round_id, row.case_id)
    asked = request.POST.get("question", "")
    kept = f"?question={asked}" if asked.isidentifier() else ""
    response["Location"] += f"{kept}#u-{unit}"
    return response


def _added(
    request: HttpRequest, coder: RoundCoder, fresh: Sequence[Coding], problem: str
) -> HttpResponse:
    context = {
        "fresh": [(each.unit, coding_record(each)) for each in fresh],
        "memo_address": _memo_address(coder),
        "step": coder.steps.first(),
        "problem": problem,
        "told": "Kept." if fresh else "This is coded so already.",
    }
    return render(request, "admin/analysis/_added.html", context)


def _fragment(
    request: HttpRequest, coder: RoundCoder, unit: UUID | None, problem: str, *, themes: bool
) -> HttpResponse:
    context: dict[str, Any] = {
        "round": coder.round,
        "problem": problem,
        "step": coder.steps.first(),
        "is_open": True,
        "memo_address": _memo_address(coder),
        "told": "Kept.",
    }
    if unit is not None:
        row = unit_in_round(coder, unit)
        words: Wording = wording(row.case_id)
        context |= {"unit": unit_record(coder, row), "words": words, "case": row.case_id}
    if themes:
        context |= {"themes": themes_of(coder)}
    return render(request, "admin/analysis/_changed.html", context)


def _memo_address(coder: RoundCoder) -> str:
    """With GUID where the id of a coding goes: asking for each one takes longer than all else."""
    nothing = UUID(int=0)
    address = reverse("admin:analysis_desk_memo", args=[coder.round_id, nothing])
    return address.replace(str(nothing), "GUID")


def _theme(coder: RoundCoder, typed: str) -> UUID:
    """By its id, as scripts send it, or by its name, as people type it."""
    with suppress(ValueError):
        return UUID(typed)
    wanted = " ".join(typed.split()).casefold()
    for theme in themes_of(coder):
        if theme.name.casefold() == wanted:
            return theme.guid
    raise AnalysisError(NO_THEME)


def _passage(request: HttpRequest, unit: Any) -> Passage:
    start, end = (_number(request.POST.get(name, "")) for name in ("start", "end"))
    if start is not None and end is not None:
        return Passage(start, end)
    return passage_of(unit, request.POST.get("words", ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _guid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as problem:
        raise Http404("There is no such thing in this round.") from problem
