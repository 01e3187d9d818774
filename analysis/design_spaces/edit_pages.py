"""The pages on which a design space is changed: its title, its axes, and its levels."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, reverse

from analysis.admin_pages import addresses, page, run_action
from analysis.design_spaces.codes import codes_of
from analysis.design_spaces.findings import findings, passages
from analysis.design_spaces.forms import AxisForm, LevelForm, TitleForm
from analysis.design_spaces.models import DesignSpaceTrace, TraceAxis, TraceLevel, TraceQuote
from analysis.design_spaces.permissions import for_editor
from analysis.design_spaces.population import asked_population
from analysis.design_spaces.write import (
    AxisContent,
    Cited,
    LevelContent,
    add_axis,
    add_level,
    change_axis,
    change_level,
    cite,
    delete_part,
    delete_trace,
    move,
    rename_trace,
)
from analysis.errors import AnalysisError
from analysis.request_values import guid_or_none
from survey.population import Population


def edit_addresses() -> list[URLPattern]:
    views = (
        ("title/", title_page, "trace_title"),
        ("axis/", new_axis_page, "trace_new_axis"),
        ("axis/<int:axis>/", axis_page, "trace_axis"),
        ("axis/<int:axis>/level/", new_level_page, "trace_new_level"),
        ("level/<int:level>/", level_page, "trace_level"),
        ("level/<int:level>/codes/", codes_page, "trace_codes"),
    )
    return addresses("<int:pk>/", for_editor, views)


def _home(request: HttpRequest, trace: DesignSpaceTrace, anchor: str = "") -> str:
    """The address of the trace's page, for the population that is being looked at."""
    of = asked_population(request)
    query = "" if of is Population.PEOPLE else f"?of={of.value}"
    home = reverse("admin:analysis_designspacetrace_change", args=[trace.pk])
    return f"{home}{query}{anchor}"


def _form(
    request: HttpRequest, trace: DesignSpaceTrace, title: str, **context: Any
) -> HttpResponse:
    return page(
        request,
        "design_spaces/form.html",
        title,
        trace=trace,
        home=_home(request, trace),
        **{"button": "Keep it", **context},
    )


def title_page(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    """Rename or delete a design space."""
    if request.POST.get("do") == "delete":
        delete_trace(trace)
        messages.success(request, f"Deleted the design space “{trace}”.")
        return redirect("admin:analysis_designspacetrace_changelist")
    form = TitleForm(request.POST or None, initial={"title": trace.title})
    if form.is_valid():
        name = form.cleaned_data["title"]
        if run_action(request, lambda: rename_trace(trace, name), "Renamed."):
            return redirect(_home(request, trace))
        trace.refresh_from_db()
    deleted = "the design space with all its axes"
    return _form(request, trace, f"Title of {trace}", form=form, deleted=deleted)


def new_axis_page(request: HttpRequest, trace: DesignSpaceTrace) -> HttpResponse:
    form = AxisForm(request.POST or None)

    def add() -> None:
        add_axis(trace, AxisContent(**form.cleaned_data))

    if form.is_valid() and _done(request, form, add):
        return redirect(_home(request, trace))
    return _form(request, trace, "New axis", form=form, button="Add it")


def axis_page(request: HttpRequest, trace: DesignSpaceTrace, axis: int) -> HttpResponse:
    row = get_object_or_404(trace.axes.select_related("trace"), pk=axis)
    if done := _moved_or_deleted(request, row, f"#axis-{row.pk}"):
        return done
    shown = AxisContent(row.key, row.title, row.name, row.ordered, row.why)
    form = AxisForm(request.POST or None, initial=asdict(shown))

    def change() -> None:
        change_axis(row, AxisContent(**form.cleaned_data))

    if form.is_valid() and _done(request, form, change):
        return redirect(_home(request, trace, f"#axis-{row.pk}"))
    deleted = "the axis with all its levels"
    return _form(request, trace, f"Axis {shown.name}", form=form, deleted=deleted)


def new_level_page(request: HttpRequest, trace: DesignSpaceTrace, axis: int) -> HttpResponse:
    row = get_object_or_404(trace.axes.select_related("trace"), pk=axis)
    form = LevelForm(request.POST or None)
    added: list[TraceLevel] = []

    def add() -> None:
        added.append(add_level(row, LevelContent(**form.cleaned_data)))

    if form.is_valid() and _done(request, form, add):
        codes = reverse("admin:analysis_trace_codes", args=[trace.pk, added[0].pk])
        of = asked_population(request)
        return redirect(codes if of is Population.PEOPLE else f"{codes}?of={of.value}")
    return _form(request, trace, f"New level of {row}", form=form, button="Add it")


def _level_or_404(trace: DesignSpaceTrace, level: int) -> TraceLevel:
    rows = TraceLevel.objects.filter(axis__trace=trace)
    return get_object_or_404(rows.select_related("axis__trace__codebook"), pk=level)


def level_page(request: HttpRequest, trace: DesignSpaceTrace, level: int) -> HttpResponse:
    row = _level_or_404(trace, level)
    if done := _moved_or_deleted(request, row, f"#level-{row.pk}"):
        return done
    shown = LevelContent(row.key, row.title, row.why)
    form = LevelForm(request.POST or None, initial=asdict(shown))

    def change() -> None:
        change_level(row, LevelContent(**form.cleaned_data))

    if form.is_valid() and _done(request, form, change):
        return redirect(_home(request, trace, f"#level-{row.pk}"))
    return _form(
        request, trace, f"Level {shown.title}", form=form, deleted="the level with what it cites"
    )


def _moved_or_deleted(
    request: HttpRequest, part: TraceAxis | TraceLevel, anchor: str
) -> HttpResponse | None:
    """What a button beside a form does; None where the form itself was sent."""
    trace = part.trace if isinstance(part, TraceAxis) else part.axis.trace
    match request.POST.get("do"):
        case "delete":
            delete_part(part)
            messages.success(request, f"Deleted “{part}”.")
            return redirect(_home(request, trace))
        case "up" | "down" as way:
            move(part, down=way == "down")
            return redirect(_home(request, trace, anchor))
        case _:
            return None


def _done(request: HttpRequest, form: Any, change: Callable[[], None]) -> bool:
    """Whether a change was made; the form says why where it was not."""
    try:
        change()
    except AnalysisError as problem:
        form.add_error(None, str(problem))
        return False
    messages.success(request, "Kept.")
    return True


def codes_page(request: HttpRequest, trace: DesignSpaceTrace, level: int) -> HttpResponse:
    """Tick the codes that a level came from; each one cited has a sentence and its quotes."""
    row, population = _level_or_404(trace, level), asked_population(request)
    if request.method == "POST":
        if request.POST.get("do") != "cite":
            raise Http404("There is no such change.")
        cited = _cited(request)
        if run_action(request, lambda: cite(row, cited, population), "Kept."):
            return redirect(request.get_full_path())
    codes = codes_of(trace.codebook, population)
    cited_now: dict[int, list[Any]] = {}
    for citation in row.citations.all():
        cited_now.setdefault(codes.now(citation.theme_id), []).append(citation)
    quotes = TraceQuote.objects.filter(citation__level=row)
    attached = set(quotes.values_list("coding", flat=True))
    context = {
        "trace": trace,
        "level": row,
        "home": _home(request, trace, f"#level-{row.pk}"),
        "synthetic": population is Population.SIMULATED,
        "cited": [
            (
                code,
                " ".join(one.sentence for one in cited_now[code.pk] if one.sentence),
                passages(trace.codebook, codes, code, population, attached),
            )
            for code in codes.by_key.values()
            if code.pk in cited_now
        ],
        "areas": [
            (area, [one.code for one in members if one.code.pk not in cited_now])
            for area, members in findings(codes, {})
        ],
    }
    title = f"Codes behind “{row}” of {row.axis}"
    return page(request, "design_spaces/codes.html", title, **context)


def _cited(request: HttpRequest) -> dict[Any, Cited]:
    """What a form ticks; nonsense counts as nothing ticked."""
    sent = request.POST
    guids = [guid for text in sent.getlist("code") if (guid := guid_or_none(text))]
    return {
        guid: Cited(
            sentence=sent.get(f"sentence-{guid}", ""),
            quotes=tuple(
                quote for text in sent.getlist(f"quote-{guid}") if (quote := guid_or_none(text))
            ),
        )
        for guid in guids
    }
