"""How the desk answers a change: with the unit alone for a script, or on the unit's page."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from analysis.admin_pages import back
from analysis.coding.cases.question_texts import Wording, wording
from analysis.coding.desk.models import Coding
from analysis.coding.desk.records import coding_record, unit_in_round, unit_record
from analysis.coding.rounds.models import RoundCoder
from analysis.coding.visibility import themes_of
from analysis.errors import AnalysisError, NotYours

Change = tuple[Coding | None, str]
"""A coding, and what was done to it, such as "Coded as Class overlap"."""

SHORT = 60
"""Characters of a segment in what is said of it."""


def changed(
    request: HttpRequest,
    coder: RoundCoder,
    change: Callable[[], Change],
    *,
    unit: UUID | None = None,
    themes: bool = False,
    fresh: Sequence[Coding] | None = None,
) -> HttpResponse:
    """Make a change, say what it was, and show its unit: alone for a script, or on its page.

    A change that gives `fresh`, once made, only adds codings; a script is sent these alone.
    """
    problem = done = ""
    coding = None
    try:
        coding, done = change()
        unit = coding.unit.guid if coding else unit
    except NotYours:
        raise
    except AnalysisError as refused:
        problem = str(refused)
    if request.headers.get("HX-Request") == "true":
        context = {
            "memo_address": memo_address(coder),
            "step": coder.steps.first(),
            "problem": problem,
            "done": f"{done}: {_words(coding)}" if coding else f"{done}.",
        }
        if fresh is not None:
            return _added(request, fresh, context)
        return _fragment(request, coder, unit, context, themes=themes)
    # Messages travel in a cookie, where nobody's words belong.
    messages.add_message(
        request, messages.ERROR if problem else messages.SUCCESS, problem or f"{done}."
    )
    return _to_unit(request, coder, unit)


def _words(coding: Coding) -> str:
    text = coding.unit.text
    whole = (coding.start, coding.end) == (0, len(text))
    words = " ".join(text[coding.start : coding.end].split())
    quote = f"“{words if len(words) <= SHORT else f'{words[: SHORT - 1]}…'}”"
    return f"the whole text, {quote}" if whole else quote


def _to_unit(request: HttpRequest, coder: RoundCoder, unit: UUID | None) -> HttpResponse:
    if unit is None:
        return back("desk", coder.round_id)
    row = unit_in_round(coder, unit)
    response = back("desk_case", coder.round_id, row.case_id)
    asked = request.POST.get("question", "")
    kept = f"?question={asked}" if asked.isidentifier() else ""
    response["Location"] += f"{kept}#u-{unit}"
    return response


def _added(request: HttpRequest, fresh: Sequence[Coding], context: dict[str, Any]) -> HttpResponse:
    context["fresh"] = [(each.unit, coding_record(each)) for each in fresh]
    return render(request, "desk/_added.html", context)


def _fragment(
    request: HttpRequest,
    coder: RoundCoder,
    unit: UUID | None,
    context: dict[str, Any],
    *,
    themes: bool,
) -> HttpResponse:
    context |= {"round": coder.round, "is_open": True}
    if unit is not None:
        row = unit_in_round(coder, unit)
        words: Wording = wording(row.case_id)
        context |= {"unit": unit_record(coder, row), "words": words, "case": row.case_id}
    if themes:
        context |= {"themes": themes_of(coder)}
    return render(request, "desk/_changed.html", context)


def memo_address(coder: RoundCoder) -> str:
    """With GUID where the id of a coding goes: asking for each one takes longer than all else."""
    nothing = UUID(int=0)
    address = reverse("admin:analysis_desk_memo", args=[coder.round_id, nothing])
    return address.replace(str(nothing), "GUID")
