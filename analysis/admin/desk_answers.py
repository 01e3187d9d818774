"""How the desk answers a change: with the unit alone for a script, or on the unit's page."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from analysis.admin.pages import back
from analysis.errors import AnalysisError, NotYours
from analysis.models import Coding, RoundCoder
from analysis.queries.blindness import themes_of
from analysis.queries.desk import coding_record, unit_in_round, unit_record
from analysis.queries.wording import Wording, wording


def changed(
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
        "memo_address": memo_address(coder),
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
        "memo_address": memo_address(coder),
        "told": "Kept.",
    }
    if unit is not None:
        row = unit_in_round(coder, unit)
        words: Wording = wording(row.case_id)
        context |= {"unit": unit_record(coder, row), "words": words, "case": row.case_id}
    if themes:
        context |= {"themes": themes_of(coder)}
    return render(request, "admin/analysis/_changed.html", context)


def memo_address(coder: RoundCoder) -> str:
    """With GUID where the id of a coding goes: asking for each one takes longer than all else."""
    nothing = UUID(int=0)
    address = reverse("admin:analysis_desk_memo", args=[coder.round_id, nothing])
    return address.replace(str(nothing), "GUID")
