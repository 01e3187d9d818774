"""Requests of a coder at the desk, and the answers to them.

A script is answered with the part of the page that changed; without one, the page of the unit is
shown again.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import back, page
from analysis.coding.cases.models import Unit
from analysis.coding.cases.question_texts import question_texts
from analysis.coding.desk.apply_codes import (
    Segment,
    apply_theme,
    find_segment,
    remove_coding,
    undo,
    write_memo,
)
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.records import CodingRecord, unit_record
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import own_layer, themes_of, unit_in_round
from analysis.errors import AnalysisError, NotYours
from analysis.request_values import guid_or_404, whole_number

UNDONE = {
    Step.Did.ADDED: "coded as",
    Step.Did.REMOVED: "taken back",
    Step.Did.NOTED: "memo on",
}

NO_THEME = "Type the name of a theme as it stands in the list, or choose one there."

LONGEST_QUOTE = 60
"""Characters of a coded segment that the status line repeats."""


@dataclass(frozen=True)
class Change:
    """What a request did, such as "Coded as Class overlap", and to which coding.

    `is_new` says that the request made the coding.
    """

    done: str
    coding: Coding | None = None
    is_new: bool = False


@require_POST
def code(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Apply a theme to a unit or a segment of it, or take a coding back."""
    if coding := request.POST.get("remove"):
        return answer(request, coder, lambda: _remove(coder, guid_or_404(coding)))
    unit = unit_in_round(coder, guid_or_404(request.POST.get("unit", "")))
    return answer(request, coder, lambda: _apply(request, coder, unit), unit.guid, adds=True)


def memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if request.method == "POST":
        unit = coding.unit.guid if coding else None
        return answer(request, coder, lambda: _write_memo(request, coder, guid), unit)
    if coding is None:
        raise Http404("This coding is gone.")
    context = {
        "round": coder.round,
        "coding": coding,
        "case": coding.unit.case_id,
        "quote": coding.unit.text[coding.start : coding.end],
    }
    return page(request, "desk/memo.html", f"Memo on {coding.theme}", **context)


@require_POST
def take_back(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    step = guid_or_404(request.POST.get("step", ""))
    return answer(request, coder, lambda: _undo(coder, step))


@require_POST
def new_theme(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Propose a theme, and code with it at once where a unit is named."""
    sent = request.POST.get("unit")
    unit = unit_in_round(coder, guid_or_404(sent)) if sent else None
    return answer(
        request,
        coder,
        lambda: _propose(request, coder, unit),
        unit.guid if unit else None,
        new_themes=True,
    )


def _apply(request: HttpRequest, coder: RoundCoder, unit: Unit) -> Change:
    theme = _theme_named(coder, request.POST.get("theme", ""))
    segment = _segment_sent(request, unit)
    coding, is_new = apply_theme(coder, unit, theme, segment, now=timezone.now())
    done = "Coded as" if is_new else "Already coded as"
    return Change(f"{done} {coding.theme.name}", coding, is_new)


def _remove(coder: RoundCoder, guid: UUID) -> Change:
    coding = remove_coding(coder, guid)
    return Change(f"Taken back: {coding.theme}", coding)


def _write_memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> Change:
    text, seen = request.POST.get("memo", "").strip(), request.POST.get("seen", "")
    coding = write_memo(coder, guid, text, seen=seen)
    return Change(f"Saved memo on {coding.theme}", coding)


def _undo(coder: RoundCoder, guid: UUID) -> Change:
    step = undo(coder, guid)
    return Change(f"Undone: {UNDONE[Step.Did(step.did)]} {step.coding.theme}", step.coding)


def _propose(request: HttpRequest, coder: RoundCoder, unit: Unit | None) -> Change:
    theme = propose_theme(
        coder,
        name=request.POST.get("name", ""),
        kind=request.POST.get("kind", ""),
        definition=request.POST.get("definition", "").strip(),
    )
    if unit is None:
        return Change(f"“{theme}” is among your themes now")
    segment = _segment_sent(request, unit)
    coding, is_new = apply_theme(coder, unit, theme.guid, segment, now=timezone.now())
    return Change(f"Coded as the new theme {theme}", coding, is_new)


def _theme_named(coder: RoundCoder, typed: str) -> UUID:
    """The theme by its GUID, as scripts send it, or by its name, as people type it."""
    with suppress(ValueError):
        return UUID(typed)
    name = " ".join(typed.split()).casefold()
    for theme in themes_of(coder):
        if theme.name.casefold() == name:
            return theme.guid
    raise AnalysisError(NO_THEME)


def _segment_sent(request: HttpRequest, unit: Unit) -> Segment:
    start, end = (whole_number(request.POST.get(name, "")) for name in ("start", "end"))
    if start is not None and end is not None:
        return Segment(start, end)
    return find_segment(unit.text, request.POST.get("words", ""))


def answer(
    request: HttpRequest,
    coder: RoundCoder,
    action: Callable[[], Change],
    unit: UUID | None = None,
    *,
    adds: bool = False,
    new_themes: bool = False,
) -> HttpResponse:
    """Run an action and show what it changed, or why it was refused, beside its unit.

    A script is sent the whole unit, or, of an action that only `adds`, the new coding alone.
    """
    change, problem = None, ""
    try:
        change = action()
    except NotYours:  # the guard of these pages answers it
        raise
    except AnalysisError as refusal:
        problem = str(refusal)
    coding = change.coding if change else None
    unit = coding.unit.guid if coding else unit
    done = change.done if change else ""
    if request.headers.get("HX-Request") != "true":
        # Messages travel in a cookie, where nobody's words belong.
        level = messages.ERROR if problem else messages.SUCCESS
        messages.add_message(request, level, problem or f"{done}.")
        return _page_of(request, coder, unit)
    context = {
        "memo_address": memo_address(coder),
        "step": coder.steps.first(),
        "problem": problem,
        "done": f"{done}: {_quote(coding)}" if coding else f"{done}.",
    }
    if adds:
        fresh = [(coding.unit, _record(coding))] if change and change.is_new and coding else []
        return render(request, "desk/_added.html", {**context, "fresh": fresh})
    return _changed_part(request, coder, unit, context, new_themes=new_themes)


def _quote(coding: Coding) -> str:
    words = " ".join(coding.unit.text[coding.start : coding.end].split())
    short = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
    return f"the whole text, “{short}”" if _is_whole(coding) else f"“{short}”"


def _is_whole(coding: Coding) -> bool:
    return (coding.start, coding.end) == (0, len(coding.unit.text))


def _record(coding: Coding) -> CodingRecord:
    return CodingRecord(
        guid=coding.guid,
        name=coding.theme.name,
        start=coding.start,
        end=coding.end,
        memo=coding.memo,
        is_whole=_is_whole(coding),
    )


def _page_of(request: HttpRequest, coder: RoundCoder, unit: UUID | None) -> HttpResponse:
    if unit is None:
        return back("desk", coder.round_id)
    response = back("desk_case", coder.round_id, unit_in_round(coder, unit).case_id)
    question = request.POST.get("question", "")
    query = f"?question={question}" if question.isidentifier() else ""
    response["Location"] += f"{query}#u-{unit}"
    return response


def _changed_part(
    request: HttpRequest,
    coder: RoundCoder,
    guid: UUID | None,
    context: dict[str, Any],
    *,
    new_themes: bool,
) -> HttpResponse:
    context |= {"round": coder.round, "is_open": True}
    if guid is not None:
        unit = unit_in_round(coder, guid)
        context |= {
            "unit": unit_record(coder, unit),
            "words": question_texts(unit.case_id),
            "case": unit.case_id,
        }
    if new_themes:
        context |= {"themes": themes_of(coder)}
    return render(request, "desk/_changed.html", context)


def memo_address(coder: RoundCoder) -> str:
    """The address of a memo's page with GUID in place of the coding's.

    Reversing the address of each coding takes longer than everything else on the page.
    """
    placeholder = UUID(int=0)
    address = reverse("admin:analysis_desk_memo", args=[coder.round_id, placeholder])
    return address.replace(str(placeholder), "GUID")
