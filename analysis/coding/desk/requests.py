"""Requests of a coder at the desk, and the answers to them.

A script is answered with the part of the page that changed; without one, the page of the unit is
shown again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis.admin_pages import back, page
from analysis.coding.cases.models import Unit
from analysis.coding.cases.question_texts import question_texts
from analysis.coding.codebooks.colours import colour_of
from analysis.coding.desk.apply_codes import (
    MOST_PARTS,
    Segment,
    apply_to_parts,
    find_segment,
    other_segments,
    remove_coding,
    undo,
    write_memo,
)
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.records import CodingRecord, unit_record
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import own_layer, themes_of, unit_in_round
from analysis.errors import AnalysisError, ChangedMeanwhile, NoSuchSegment, NotYours
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
    """What a request did, such as "Coded as Class overlap", and to which codings.

    `new` are those of them that the request made. `remark` is what else there is to know of them.
    """

    done: str
    codings: tuple[Coding, ...] = ()
    new: tuple[Coding, ...] = ()
    remark: str = ""


@require_POST
def code(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Apply a theme to a unit or a segment of it, or take a coding back."""
    if coding := request.POST.get("remove"):
        return answer(request, coder, lambda: _remove(coder, guid_or_404(coding)))
    units = _units_sent(request, coder)
    if not units:
        raise Http404("No text is named.")
    return answer(request, coder, lambda: _apply(request, coder, units), _guids(units), adds=True)


def memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if request.method == "POST":
        unit = _guids([coding.unit] if coding else [])
        return answer(
            request, coder, lambda: _write_memo(request, coder, guid), unit, keeps_typed=True
        )
    if coding is None:
        raise Http404("This coding is gone.")
    context = {
        "round": coder.round,
        "coding": coding,
        "unit": coding.unit,
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
    units = _units_sent(request, coder)
    return answer(
        request,
        coder,
        lambda: _propose(request, coder, units),
        _guids(units),
        new_themes=True,
    )


def _apply(request: HttpRequest, coder: RoundCoder, units: Sequence[Unit]) -> Change:
    return _code(request, coder, units, _theme_named(coder, request.POST.get("theme", "")))


def _code(
    request: HttpRequest, coder: RoundCoder, units: Sequence[Unit], theme: UUID, as_the: str = ""
) -> Change:
    """Code the segments that were sent of some texts; `as_the` is said before the theme."""
    made = apply_to_parts(coder, _parts_sent(request, units), theme, now=timezone.now())
    codings = tuple(coding for coding, _is_new in made)
    new = tuple(coding for coding, is_new in made if is_new)
    name = codings[0].theme.name
    done = f"{'Coded' if new else 'Already coded'} as {as_the}{name}"
    if len(codings) > 1:
        remark = "Undo takes them back one text at a time."
        return Change(f"{done} in {len(codings)} texts", codings, new, remark if new else "")
    return Change(done, codings, new, _doubled(coder, codings[0]) if new else "")


def _doubled(coder: RoundCoder, coding: Coding) -> str:
    """What to tell a coder who codes the same words with the same theme a second time.

    It is not refused: the text as a whole and the words that show it best can both be meant.
    """
    others = other_segments(coder, coding)
    length = len(coding.unit.text)
    if Segment(0, length) in others:
        return "The whole text has this theme already."
    if others and _is_whole(coding):
        return "A passage of it has this theme already."
    if any(other.start < coding.end and coding.start < (other.end or 0) for other in others):
        return "Some of these words have this theme already."
    return ""


def _remove(coder: RoundCoder, guid: UUID) -> Change:
    coding = remove_coding(coder, guid)
    return Change(f"Taken back: {coding.theme}", (coding,))


def _write_memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> Change:
    text, seen = request.POST.get("memo", "").strip(), request.POST.get("seen", "")
    coding = write_memo(coder, guid, text, seen=seen)
    return Change(f"Saved memo on {coding.theme}", (coding,))


def _undo(coder: RoundCoder, guid: UUID) -> Change:
    step = undo(coder, guid)
    return Change(f"Undone: {UNDONE[Step.Did(step.did)]} {step.coding.theme}", (step.coding,))


def _propose(request: HttpRequest, coder: RoundCoder, units: Sequence[Unit]) -> Change:
    beneath = request.POST.get("beneath", "")
    with transaction.atomic():  # no new theme is left of words that cannot be coded
        theme = propose_theme(
            coder,
            name=request.POST.get("name", ""),
            type_key=request.POST.get("type", ""),
            definition=request.POST.get("definition", "").strip(),
            beneath=guid_or_404(beneath) if beneath else None,
        )
        if not units:
            return Change(f"“{theme}” is among your themes now")
        return _code(request, coder, units, theme.guid, "the new theme ")


def _theme_named(coder: RoundCoder, typed: str) -> UUID:
    """The theme by its GUID, as scripts send it, or by its name, as people type it."""
    with suppress(ValueError):
        return UUID(typed)
    name = " ".join(typed.split()).casefold()
    for theme in themes_of(coder):
        if theme.name.casefold() == name:
            return theme.guid
    raise AnalysisError(NO_THEME)


def _units_sent(request: HttpRequest, coder: RoundCoder) -> tuple[Unit, ...]:
    """The texts that are named, each of which has to be in the round; there may be several."""
    named = [guid for guid in request.POST.getlist("unit") if guid]
    # One more than can be coded is enough to refuse all the others with it.
    return tuple(unit_in_round(coder, guid_or_404(guid)) for guid in named[: MOST_PARTS + 1])


def _guids(units: Sequence[Unit]) -> tuple[UUID, ...]:
    return tuple(unit.guid for unit in units)


def _parts_sent(request: HttpRequest, units: Sequence[Unit]) -> tuple[tuple[Unit, Segment], ...]:
    """The segment of each text, by its bounds as scripts send them, or by the words typed.

    It has the version of the text that the page showed, where that was sent. Raises NoSuchSegment
    for bounds that are none: what was selected must not become the whole text.
    """
    segments = _segments_sent(request, units)
    versions = [*request.POST.getlist("version")[: len(units)], *[""] * len(units)]
    return tuple(
        (unit, replace(segment, version=version))
        for unit, segment, version in zip(units, segments, versions, strict=False)
    )


def _segments_sent(request: HttpRequest, units: Sequence[Unit]) -> Sequence[Segment]:
    starts, ends = (list(map(whole_number, request.POST.getlist(key))) for key in ("start", "end"))
    if not starts and not ends:
        words = request.POST.get("words", "")
        return [find_segment(unit.text, words) for unit in units]
    bounds = zip(starts[: len(units)], ends[: len(units)], strict=False)
    segments = [
        Segment(start, end) for start, end in bounds if start is not None and end is not None
    ]
    if len(segments) != len(units):
        raise NoSuchSegment("The words that were selected did not arrive whole. Select them again.")
    return segments


def answer(
    request: HttpRequest,
    coder: RoundCoder,
    action: Callable[[], Change],
    shown: tuple[UUID, ...] = (),
    *,
    adds: bool = False,
    keeps_typed: bool = False,
    new_themes: bool = False,
) -> HttpResponse:
    """Run an action and show what it changed, or why it was refused, beside the `shown` units.

    A script is sent whole units, or, of an action that only `adds`, the new codings alone. A
    refused action that `keeps_typed` leaves the unit as it is, with what was typed in it.
    """
    change, problem = None, ""
    try:
        change = action()
    except NotYours:  # the guard of these pages answers it
        raise
    except AnalysisError as refusal:
        problem = str(refusal)
        adds = adds and not isinstance(refusal, ChangedMeanwhile)
    codings = change.codings if change else ()
    units = tuple(dict.fromkeys(coding.unit.guid for coding in codings)) or shown
    if request.headers.get("HX-Request") != "true":
        # Messages travel in a cookie, where nobody's words belong.
        level = messages.ERROR if problem else messages.SUCCESS
        messages.add_message(request, level, problem or (_told(change) if change else ""))
        return _page_of(request, coder, units[0] if units else None)
    context = {
        "memo_address": memo_address(coder),
        "step": coder.steps.first(),
        "problem": problem,
        "done": _told(change, quoting=True) if change else "",
    }
    if adds or (problem and keeps_typed):
        new = change.new if change else ()
        fresh = [(coding.unit, _record(coding)) for coding in new]
        return render(request, "desk/_added.html", {**context, "fresh": fresh})
    return _changed_part(request, coder, units, context, new_themes=new_themes)


def _told(change: Change, *, quoting: bool = False) -> str:
    """What a change is reported as, with the words it is about where these are to be quoted."""
    quotes = ", ".join(map(_quote, change.codings)) if quoting else ""
    sentence = f"{change.done}: {quotes}." if quotes else f"{change.done}."
    return f"{sentence} {change.remark}".strip()


def _quote(coding: Coding) -> str:
    words = " ".join(coding.unit.text[coding.start : coding.end].split())
    short = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
    return f"the whole text, “{short}”" if _is_whole(coding) else f"“{short}”"


def _is_whole(coding: Coding) -> bool:
    return (coding.start, coding.end) == (0, len(coding.unit.text))


def _record(coding: Coding) -> CodingRecord:
    theme = coding.theme
    return CodingRecord(
        guid=coding.guid,
        name=theme.name,
        colour=colour_of(theme.guid, theme.colour),
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
    guids: Sequence[UUID],
    context: dict[str, Any],
    *,
    new_themes: bool,
) -> HttpResponse:
    units = [unit_in_round(coder, guid) for guid in guids]
    context |= {
        "code_address": code_address(coder),
        "is_open": True,
        "units": [unit_record(coder, unit) for unit in units],
        "words": question_texts(units[0].case_id) if units else None,
    }
    if new_themes:
        context |= {"themes": themes_of(coder)}
    return render(request, "desk/_changed.html", context)


def code_address(coder: RoundCoder) -> str:
    return reverse("admin:analysis_desk_code", args=[coder.round_id])


def memo_address(coder: RoundCoder) -> str:
    """The address of a memo's page with GUID in place of the coding's.

    Reversing the address of each coding takes longer than everything else on the page.
    """
    placeholder = UUID(int=0)
    address = reverse("admin:analysis_desk_memo", args=[coder.round_id, placeholder])
    return address.replace(str(placeholder), "GUID")
