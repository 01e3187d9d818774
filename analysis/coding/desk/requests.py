"""What a coder does at the desk: applies themes, takes back, notes, adds a theme of their own."""

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from analysis import request_values as sent
from analysis.admin_pages import page
from analysis.coding.cases.models import Unit
from analysis.coding.desk.apply_codes import apply_theme, note, remove_coding, undo
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.new_codes import propose_theme
from analysis.coding.desk.records import unit_in_round
from analysis.coding.desk.responses import Change, changed
from analysis.coding.desk.segments import Segment, segment_of
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import own_layer, themes_of
from analysis.errors import AnalysisError

UNDONE = {
    Step.Did.ADDED: "coded as",
    Step.Did.REMOVED: "taken back",
    Step.Did.NOTED: "memo on",
}

NO_THEME = "Type the name of a theme as it stands in the list, or choose one there."


@require_POST
def code(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Apply a theme to a unit or a segment of it, or take a coding back."""
    if guid := request.POST.get("remove"):
        return changed(request, coder, lambda: _remove(coder, sent.guid(guid)))
    unit = unit_in_round(coder, sent.guid(request.POST.get("unit", "")))

    fresh: list[Coding] = []

    def apply() -> Change:
        theme, where = _theme(coder, request.POST.get("theme", "")), _segment(request, unit)
        coding, is_new = apply_theme(coder, unit, theme, where, now=timezone.now())
        fresh.extend([coding] if is_new else [])
        return coding, f"{'Coded as' if is_new else 'Already coded as'} {coding.theme}"

    return changed(request, coder, apply, unit=unit.guid, fresh=fresh)


def memo(request: HttpRequest, coder: RoundCoder, guid: UUID) -> HttpResponse:
    coding = own_layer(coder).filter(guid=guid).select_related("unit__answer", "theme").first()
    if request.method == "POST":
        text, seen = request.POST.get("memo", "").strip(), request.POST.get("seen", "")
        unit = coding.unit.guid if coding else None
        return changed(request, coder, lambda: _note(coder, guid, text, seen), unit=unit)
    if coding is None:
        raise Http404("This coding is gone.")
    context = {"round": coder.round, "coding": coding, "case": coding.unit.case_id}
    quote = coding.unit.text[coding.start : coding.end]
    return page(request, "desk/memo.html", f"Memo on {coding.theme}", quote=quote, **context)


@require_POST
def take_back(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    step = sent.guid(request.POST.get("step", ""))
    return changed(request, coder, lambda: _undo(coder, step))


@require_POST
def new_theme(request: HttpRequest, coder: RoundCoder) -> HttpResponse:
    """Mint a theme, and code with it at once where a unit is named."""
    given = request.POST
    unit = unit_in_round(coder, sent.guid(given["unit"])) if given.get("unit") else None

    def propose() -> Change:
        theme = propose_theme(
            coder,
            name=given.get("name", ""),
            kind=given.get("kind", ""),
            definition=given.get("definition", "").strip(),
        )
        if unit is None:
            return None, f"“{theme}” is among your themes now"
        segment = _segment(request, unit)
        coding, _is_new = apply_theme(coder, unit, theme.guid, segment, now=timezone.now())
        return coding, f"Coded as the new theme {theme}"

    return changed(request, coder, propose, unit=unit.guid if unit else None, themes=True)


def _remove(coder: RoundCoder, guid: UUID) -> Change:
    coding = remove_coding(coder, guid)
    return coding, f"Taken back: {coding.theme}"


def _note(coder: RoundCoder, guid: UUID, text: str, seen: str) -> Change:
    coding = note(coder, guid, text, seen=seen)
    return coding, f"Saved memo on {coding.theme}"


def _undo(coder: RoundCoder, guid: UUID) -> Change:
    step = undo(coder, guid)
    return step.coding, f"Undone: {UNDONE[Step.Did(step.did)]} {step.coding.theme}"


def _theme(coder: RoundCoder, typed: str) -> UUID:
    """By its id, as scripts send it, or by its name, as people type it."""
    with suppress(ValueError):
        return UUID(typed)
    wanted = " ".join(typed.split()).casefold()
    for theme in themes_of(coder):
        if theme.name.casefold() == wanted:
            return theme.guid
    raise AnalysisError(NO_THEME)


def _segment(request: HttpRequest, unit: Unit) -> Segment:
    start, end = (sent.number(request.POST.get(name, "")) for name in ("start", "end"))
    if start is not None and end is not None:
        return Segment(start, end)
    return segment_of(unit, request.POST.get("words", ""))
