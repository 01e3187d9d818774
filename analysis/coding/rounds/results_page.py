"""What coding came to, on one page: agreement over rounds, themes, what stands together."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from analysis.admin_pages import addresses, page
from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import VIEW_CODEBOOKS
from analysis.coding.rounds.agreement_page import HEADER, table_rows
from analysis.coding.rounds.results import codebook_results
from analysis.figures.curves import Point, curve
from analysis.statistics.themes.results import CodingResults
from core.csv_response import csv_file, download

SYNTHETIC = "Synthetic: simulated participants. "

Shown = Callable[[HttpRequest, Codebook, CodingResults], HttpResponse]


def result_addresses() -> list[URLPattern]:
    rows = (
        ("", results_page, "results"),
        ("agreement.csv", agreement_table, "results_agreement"),
        ("agreement.svg", agreement_figure, "results_curve"),
        ("themes.csv", theme_table, "results_themes"),
        ("together.csv", together_table, "results_together"),
        ("saturation.svg", saturation_figure, "results_saturation"),
        ("map.svg", map_figure, "results_map"),
    )
    return addresses("<int:pk>/results/<str:kind>/", _for, rows)


def _for(view: Shown) -> Callable[..., HttpResponse]:
    def checked(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        if not request.user.has_perm(VIEW_CODEBOOKS):
            raise PermissionDenied
        if kind not in {"real", "simulated"}:
            raise Http404("Results are of real participants or of simulated ones.")
        codebook = get_object_or_404(Codebook.objects.select_related("study"), pk=pk)
        return view(request, codebook, codebook_results(codebook, simulated=kind == "simulated"))

    return require_GET(checked)


def results_page(request: HttpRequest, codebook: Codebook, found: CodingResults) -> HttpResponse:
    names = {theme.key: theme.name for _, theme in found.book.placed()}
    context = {
        "codebook": codebook,
        "results": found,
        "kind": _kind(found),
        "synthetic": found.synthetic,
        "curve": _drawing(agreement_svg(found)) if found.agreement else "",
        "saturation": _drawing(saturation_svg(found)) if found.saturation else "",
        "map": _drawing(map_svg(found)) if found.cases else "",
        "together": _matrix(found, names),
    }
    return page(request, "rounds/results.html", f"Results of {codebook}", **context)


def _drawing(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  drawn here, every word in it escaped


def agreement_table(
    _request: HttpRequest, codebook: Codebook, found: CodingResults
) -> HttpResponse:
    return csv_file(_name(codebook, found, "agreement.csv"), HEADER, table_rows(found.agreement))


def agreement_figure(
    _request: HttpRequest, codebook: Codebook, found: CodingResults
) -> HttpResponse:
    return _svg(agreement_svg(found), _name(codebook, found, "agreement.svg"))


def saturation_figure(
    _request: HttpRequest, codebook: Codebook, found: CodingResults
) -> HttpResponse:
    if found.saturation is None:
        raise Http404("No round is closed yet.")
    return _svg(saturation_svg(found), _name(codebook, found, "saturation.svg"))


def map_figure(_request: HttpRequest, codebook: Codebook, found: CodingResults) -> HttpResponse:
    return _svg(map_svg(found), _name(codebook, found, "map.svg"))


def theme_table(_request: HttpRequest, codebook: Codebook, found: CodingResults) -> HttpResponse:
    scenarios = list(found.themes[0].by_scenario) if found.themes else []
    header = (
        "synthetic",
        "area",
        "key",
        "theme",
        "types",
        "participants",
        "share",
        "segments",
        *scenarios,
    )
    rows = [
        (
            found.synthetic,
            each.area.name if each.area else "",
            each.theme.key,
            each.theme.name,
            ", ".join(kind.words for kind in each.theme.kinds),
            each.cases,
            each.share,
            each.segments,
            *(each.by_scenario[scenario] for scenario in scenarios),
        )
        for each in found.themes
    ]
    return csv_file(_name(codebook, found, "themes.csv"), header, rows)


def together_table(_request: HttpRequest, codebook: Codebook, found: CodingResults) -> HttpResponse:
    together = found.together
    rows = [(key, *counts) for key, counts in zip(together.rows, together.counts, strict=True)]
    return csv_file(_name(codebook, found, "together.csv"), ("theme", *together.columns), rows)


def agreement_svg(found: CodingResults) -> str:
    """The figure the study reports, over its rounds; rounds where it is undefined leave a gap."""
    points = [
        Point(f"Round {each.number}", each.main.value, each.main.low, each.main.high)
        for each in found.agreement
    ]
    names = {each.main.measure.name for each in found.agreement}
    title = f"{_label(found)}Agreement over rounds: {', '.join(sorted(names))}"
    return curve(points, title=title, percentage=True)


def saturation_svg(found: CodingResults) -> str:
    assert found.saturation is not None, "asked for where there is one"  # noqa: S101
    each = found.saturation
    points = [
        Point(case, float(seen), low, high)
        for case, seen, low, high in zip(each.cases, each.seen, each.low, each.high, strict=True)
    ]
    return curve(points, title=f"{_label(found)}Themes found by each participant in order")


def map_svg(found: CodingResults) -> str:
    from analysis.figures.theme_map import theme_map

    cases = {each.theme.key: each.cases for each in found.themes}
    return theme_map(
        found.book, cases, of=len(found.cases), title=f"{_label(found)}{found.book.title}"
    )


def _matrix(found: CodingResults, names: dict[str, str]) -> dict[str, Any]:
    pair = found.hypotheses_and_actions
    rows = [
        {"name": names[key], "counts": counts}
        for key, counts in zip(pair.rows, pair.counts, strict=True)
        if any(counts)
    ]
    return {"columns": [names[key] for key in pair.columns], "rows": rows}


def _label(found: CodingResults) -> str:
    return SYNTHETIC if found.synthetic else ""


def _kind(found: CodingResults) -> str:
    return "simulated" if found.synthetic else "real"


def _name(codebook: Codebook, found: CodingResults, file: str) -> str:
    return f"{codebook.slug}{'-synthetic' if found.synthetic else ''}-{file}"


def _svg(content: str, name: str) -> HttpResponse:
    return download(content.encode(), name, "image/svg+xml")
