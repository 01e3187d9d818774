"""The results of a codebook on one page: agreement, themes, what stands together, saturation."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from analysis.admin_pages import addresses, file_name, page
from analysis.coding.cases.models import Case
from analysis.coding.codebooks.models import Codebook
from analysis.coding.permissions import VIEW_CODEBOOKS
from analysis.coding.rounds.agreement_page import HEADER, table_rows
from analysis.coding.rounds.results import codebook_results
from analysis.figures.curves import CurvePoint, curve
from analysis.request_values import people_or_simulated
from analysis.statistics.agreement.reflexive import NO_AGREEMENT
from analysis.statistics.themes.codebook import ThemeContent
from analysis.statistics.themes.occurrences import ThemeFrequency
from analysis.statistics.themes.results import CodingResults
from core.csv_response import csv_file, download
from survey.population import Population
from survey.studies.models import Study

SYNTHETIC = "Synthetic: simulated participants. "

ResultsView = Callable[[HttpRequest, Codebook, CodingResults], HttpResponse]


def result_addresses() -> list[URLPattern]:
    views = (
        ("", results_page, "results"),
        ("agreement.csv", agreement_table, "results_agreement"),
        ("agreement.svg", agreement_figure, "results_curve"),
        ("themes.csv", theme_table, "results_themes"),
        ("together.csv", together_table, "results_together"),
        ("saturation.svg", saturation_figure, "results_saturation"),
        ("map.svg", map_figure, "results_map"),
    )
    return addresses("<int:pk>/results/<str:population>/", _with_results, views)


def _with_results(view: ResultsView) -> Callable[..., HttpResponse]:
    """Admit those who may see codebooks, and compute the results for the view."""

    def guarded(request: HttpRequest, pk: int, population: str) -> HttpResponse:
        if not request.user.has_perm(VIEW_CODEBOOKS):
            raise PermissionDenied
        asked = people_or_simulated(population)
        codebook = get_object_or_404(Codebook.objects.select_related("study"), pk=pk)
        return view(request, codebook, codebook_results(codebook, asked))

    return require_GET(guarded)


def results_page(request: HttpRequest, codebook: Codebook, results: CodingResults) -> HttpResponse:
    names = {theme.key: theme.name for _, theme in results.book.placed()}
    context = {
        "codebook": codebook,
        "results": results,
        "titles": _case_titles(codebook.study),
        "population": Population.SIMULATED if results.synthetic else Population.PEOPLE,
        "synthetic": results.synthetic,
        "curve": _drawing(agreement_svg(results)) if results.agreement else "",
        "saturation": _drawing(saturation_svg(results)) if results.saturation else "",
        "map": _drawing(map_svg(results)) if results.cases else "",
        "together": _matrix(results, names),
    }
    return page(request, "rounds/results.html", f"Results of {codebook}", **context)


def _case_titles(study: Study) -> dict[str, str]:
    """The titles of the cases of a study, by their labels."""
    cases = Case.objects.filter(study=study).prefetch_related("transcripts")
    return {case.label: case.title for case in cases}


def _drawing(svg: str) -> SafeString:
    return mark_safe(svg)  # noqa: S308  drawn here, every word in it escaped


def agreement_table(
    _request: HttpRequest, codebook: Codebook, results: CodingResults
) -> HttpResponse:
    _require_agreement(results)
    name = _file_name(codebook, results, "agreement.csv")
    return csv_file(name, HEADER, table_rows(results.agreement))


def agreement_figure(
    _request: HttpRequest, codebook: Codebook, results: CodingResults
) -> HttpResponse:
    _require_agreement(results)
    return _svg_file(agreement_svg(results), _file_name(codebook, results, "agreement.svg"))


def _require_agreement(results: CodingResults) -> None:
    if not results.claims_agreement:
        raise Http404(NO_AGREEMENT)


def saturation_figure(
    _request: HttpRequest, codebook: Codebook, results: CodingResults
) -> HttpResponse:
    if results.saturation is None:
        raise Http404("No round is closed yet.")
    return _svg_file(saturation_svg(results), _file_name(codebook, results, "saturation.svg"))


def map_figure(_request: HttpRequest, codebook: Codebook, results: CodingResults) -> HttpResponse:
    return _svg_file(map_svg(results), _file_name(codebook, results, "map.svg"))


THEME_COLUMNS = (
    *("synthetic", "area", "key", "theme", "code of", "types", "marks"),
    *("participants", "share", "segments"),
)


def theme_table(_request: HttpRequest, codebook: Codebook, results: CodingResults) -> HttpResponse:
    """Participants, share and segments of each theme, and its participants in each scenario.

    The codes of a theme follow it; one beneath several themes follows each of them.
    """
    scenarios = list(results.themes[0].by_scenario) if results.themes else []
    rows = [
        row for frequency in results.themes for row in _theme_rows(frequency, results, scenarios)
    ]
    name = _file_name(codebook, results, "themes.csv")
    return csv_file(name, (*THEME_COLUMNS, *scenarios), rows)


def _theme_rows(
    frequency: ThemeFrequency, results: CodingResults, scenarios: list[str]
) -> Iterator[tuple[object, ...]]:
    """The row of a theme, then those of its codes, which are not counted by scenario."""
    areas, book = (
        ", ".join(area.name for area in results.book.areas_of(frequency.theme)),
        results.book,
    )

    def named(theme: ThemeContent, code_of: str) -> tuple[object, ...]:
        marks = ", ".join(mark.name for mark in book.marks_of(theme))
        types = ", ".join(book.type_names(theme))
        return results.synthetic, areas, theme.key, theme.name, code_of, types, marks

    yield (
        *named(frequency.theme, ""),
        frequency.cases,
        frequency.share,
        frequency.segments,
        *(frequency.by_scenario[scenario] for scenario in scenarios),
    )
    for code in frequency.codes:
        counts = (code.cases, code.share, code.segments)
        yield (*named(code.code, frequency.theme.key), *counts, *("" for _scenario in scenarios))


def together_table(
    _request: HttpRequest, codebook: Codebook, results: CodingResults
) -> HttpResponse:
    together = results.together
    rows = [(key, *counts) for key, counts in zip(together.rows, together.counts, strict=True)]
    name = _file_name(codebook, results, "together.csv")
    return csv_file(name, ("theme", *together.columns), rows)


def agreement_svg(results: CodingResults) -> str:
    """The figure that the study reports, over its rounds, with gaps where it is undefined."""
    mains = [(agreed.number, agreed.reported.main) for agreed in results.agreement]
    points = [
        CurvePoint(f"Round {number}", main.value, main.low, main.high) for number, main in mains
    ]
    told = {
        f"{agreed.reported.main.measure.name} {agreed.reported.basis.words}"
        for agreed in results.agreement
    }
    title = f"{_label(results)}Agreement over rounds: {', '.join(sorted(told))}"
    return curve("agreement-curve", title, points, percentage=True, values="Agreement")


def saturation_svg(results: CodingResults) -> str:
    saturation = results.saturation
    assert saturation is not None, "asked for where there is one"  # noqa: S101
    by_case = zip(saturation.cases, saturation.seen, saturation.low, saturation.high, strict=True)
    points = [CurvePoint(case, float(seen), low, high) for case, seen, low, high in by_case]
    title = f"{_label(results)}Themes found by each participant in order"
    return curve("saturation-curve", title, points, steps="Participants", values="Themes")


def map_svg(results: CodingResults) -> str:
    from analysis.figures.theme_map import theme_map

    cases = {frequency.theme.key: frequency.cases for frequency in results.themes}
    title = f"{_label(results)}{results.book.title}"
    return theme_map("theme-map", title, results.book, cases, of=len(results.cases))


def _matrix(results: CodingResults, names: dict[str, str]) -> dict[str, Any]:
    """The themes of the crossed types; empty where there are none."""
    pairs, crossed = results.crossed, results.book.crossed
    if pairs is None or crossed is None:
        return {}
    rows = [
        {"name": names[key], "counts": counts}
        for key, counts in zip(pairs.rows, pairs.counts, strict=True)
        if any(counts)
    ]
    return {
        "types": [results.book.type_name(key) for key in crossed],
        "columns": [names[key] for key in pairs.columns],
        "rows": rows,
    }


def _label(results: CodingResults) -> str:
    return SYNTHETIC if results.synthetic else ""


def _file_name(codebook: Codebook, results: CodingResults, name: str) -> str:
    return file_name(codebook.slug, name, synthetic=results.synthetic)


def _svg_file(content: str, name: str) -> HttpResponse:
    return download(content.encode(), name, "image/svg+xml")
