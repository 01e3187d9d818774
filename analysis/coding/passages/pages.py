"""The pages on which passages are read by theme, and counted by what is known of the cases."""

from dataclasses import asdict, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from analysis.admin_pages import View, addresses, file_name, page
from analysis.coding.codebooks.history import by_area
from analysis.coding.codebooks.models import Codebook
from analysis.coding.passages.links import text_links
from analysis.coding.passages.read import passage_records, with_texts
from analysis.coding.passages.theme_table import (
    CODER,
    NOT_KNOWN,
    QUESTION,
    SCENARIO,
    ThemeTable,
    theme_table,
)
from analysis.coding.passages.wanted import EVERY_CODER, Wanted, passages_wanted
from analysis.coding.passages.ways import Ways, ways_to_tell_apart
from analysis.coding.permissions import for_codebook_reader
from analysis.request_values import people_or_simulated
from core.csv_response import csv_file
from survey.population import Population

ON_A_PAGE = 200

EVERYTHING = "all"
"""In place of a page's number: all passages on one page, to print."""

PASSAGE_COLUMNS = (
    "synthetic",
    "area",
    "theme key",
    "theme",
    "participant",
    "interview",
    "scenario",
    "question",
    "speaker",
    "seconds",
    "before",
    "passage",
    "after",
    "language",
    "turn in the other language",
    "other language",
    "withheld",
    "by",
    "memo",
    "round",
)

TABLE_COLUMNS = (
    "synthetic",
    "by",
    "group",
    "area",
    "theme key",
    "theme",
    "cases",
    "of",
    "share",
    "passages",
)


def passage_addresses() -> list[URLPattern]:
    views = (
        ("passages/<str:population>/", passages_page, "codebook_passages"),
        ("passages/<str:population>/passages.csv", passage_table, "codebook_passages_csv"),
        ("themes-by/<str:population>/", themes_page, "codebook_themes_by"),
        ("themes-by/<str:population>/themes.csv", theme_counts, "codebook_themes_by_csv"),
    )
    return addresses("<int:pk>/", _reading, views)


def _reading(view: View) -> View:
    return for_codebook_reader(require_GET(view))


def passages_page(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked, wanted = people_or_simulated(population), _wanted(request)
    ways = ways_to_tell_apart(codebook, asked, by_coders=bool(wanted.coder))
    codings = with_texts(passages_wanted(codebook, asked, wanted, ways.values))
    is_everything = request.GET.get("page") == EVERYTHING
    number = codings.count()
    pages = Paginator(codings, max(number, 1) if is_everything else ON_A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    passages = passage_records(shown.object_list, codebook)
    links = text_links(request.user, [passage.round_pk for passage in passages])
    context = _context(codebook, asked, wanted, ways) | {
        "shown": shown,
        "number": number,
        "is_everything": is_everything,
        "passages": [
            (passage, links.to(passage.round_pk, passage.case_pk, passage.unit))
            for passage in passages
        ],
    }
    return page(request, "passages/passages.html", f"Passages of {codebook}", **context)


def passage_table(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    """All passages that are wanted, whatever page is shown."""
    asked, wanted = people_or_simulated(population), _wanted(request)
    ways = ways_to_tell_apart(codebook, asked, by_coders=bool(wanted.coder))
    codings = with_texts(passages_wanted(codebook, asked, wanted, ways.values))
    rows = (
        (
            passage.synthetic,
            passage.area,
            passage.theme_key,
            passage.theme,
            passage.case,
            passage.transcript,
            passage.scenario,
            passage.question,
            passage.speaker,
            passage.seconds,
            passage.before,
            passage.words,
            passage.after,
            passage.language,
            passage.parallel,
            passage.parallel_language,
            passage.withheld,
            passage.coder,
            passage.memo,
            passage.round,
        )
        for passage in passage_records(codings, codebook)
    )
    return csv_file(_file_name(codebook, asked, "passages.csv"), PASSAGE_COLUMNS, rows)


def themes_page(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked, wanted = people_or_simulated(population), _wanted(request)
    by, ways, table = _table(request, codebook, asked, wanted)
    context = _context(codebook, asked, wanted, ways) | {
        "by": by,
        "by_name": _ways_to_group(ways)[by],
        "grouped": _ways_to_group(ways),
        "table": table,
        "rows": [
            (
                row.theme,
                [
                    (group, cell, _query(replace(group.wanted, theme=str(row.theme.guid))))
                    for group, cell in zip(table.groups, row.cells, strict=True)
                ],
            )
            for row in table.rows
        ],
    }
    return page(request, "passages/themes_by.html", f"Themes of {codebook} by attribute", **context)


def theme_counts(request: HttpRequest, codebook: Codebook, population: str) -> HttpResponse:
    asked, wanted = people_or_simulated(population), _wanted(request)
    by, ways, table = _table(request, codebook, asked, wanted)
    rows = (
        (
            asked is Population.SIMULATED,
            _ways_to_group(ways)[by],
            group.name,
            row.theme.area,
            row.theme.key,
            row.theme.name,
            cell.cases,
            cell.of,
            cell.share,
            cell.passages,
        )
        for row in table.rows
        for group, cell in zip(table.groups, row.cells, strict=True)
    )
    return csv_file(_file_name(codebook, asked, "themes-by.csv"), TABLE_COLUMNS, rows)


def _table(
    request: HttpRequest, codebook: Codebook, population: Population, wanted: Wanted
) -> tuple[str, Ways, ThemeTable]:
    """By what the themes are shown, the first attribute if nothing was asked for, and the table."""
    asked = request.GET.get("by", "")
    by_coders = asked == CODER or bool(wanted.coder)
    ways = ways_to_tell_apart(codebook, population, by_coders=by_coders)
    known = _ways_to_group(ways)
    if asked and asked not in known:
        raise Http404("Themes are shown by an attribute, a scenario, a question or a coder.")
    by = asked or next(iter(known))
    return by, ways, theme_table(codebook, population, by, ways, wanted)


def _ways_to_group(ways: Ways) -> dict[str, str]:
    others = {SCENARIO: "Scenario", QUESTION: "Question", CODER: "Coder"}
    return {attribute.key: attribute.name for attribute in ways.attributes} | others


def _wanted(request: HttpRequest) -> Wanted:
    return Wanted(**{name: request.GET.get(name, "") for name in asdict(Wanted())})


def _query(wanted: Wanted) -> str:
    return urlencode({name: value for name, value in asdict(wanted).items() if value})


def _context(
    codebook: Codebook, population: Population, wanted: Wanted, ways: Ways
) -> dict[str, Any]:
    is_synthetic = population is Population.SIMULATED
    return {
        "codebook": codebook,
        "population": population.value,
        "other_population": Population.PEOPLE if is_synthetic else Population.SIMULATED,
        "synthetic": is_synthetic,
        "wanted": wanted,
        "query": _query(wanted),
        "ways": ways,
        "areas": by_area(codebook),
        "every_coder": EVERY_CODER,
        "attributes": [
            (
                attribute.name,
                [
                    (f"{attribute.key}:{value}", value or NOT_KNOWN)
                    for value in (*ways.values_among(attribute.key), "")
                ],
            )
            for attribute in ways.attributes
        ],
    }


def _file_name(codebook: Codebook, population: Population, name: str) -> str:
    return file_name(codebook.slug, name, synthetic=population is Population.SIMULATED)
