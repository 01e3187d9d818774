"""How far coders agreed: a round on a page and as a table, and the curve over rounds."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page
from analysis.coding.permissions import for_round
from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.models import CodingRound
from analysis.statistics.agreement.rounds import Figure, RoundAgreement, figure_value
from core.csv_response import csv_file

HEADER = (
    "round",
    "title",
    "synthetic",
    "version of codebook",
    "about",
    "name",
    "measure",
    "formula",
    "reported",
    "value",
    "shown",
    "undefined because",
    "low",
    "high",
    "no interval because",
    "units",
    "themes",
    "applied",
)


def agreement_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/agreement/", for_round(agreement_page), "agreement"),
        address("<int:pk>/agreement.csv", for_round(agreement_table), "agreement_csv"),
    ]


@require_GET
def agreement_page(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    found = _agreement(coded)
    context = {
        "round": coded,
        "synthetic": coded.synthetic,
        "agreement": found,
        "areas": _rows(found.over("area"), found.main),
        "themes": _rows(found.over("theme"), found.main),
        "cases": _rows(found.cases, found.main),
    }
    return page(request, "rounds/agreement.html", f"Agreement in {coded}", **context)


@require_GET
def agreement_table(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    name = f"{coded.codebook.slug}-round-{coded.number}-agreement.csv"
    return csv_file(name, HEADER, table_rows([_agreement(coded)]))


def table_rows(found: Iterable[RoundAgreement]) -> Iterator[tuple[object, ...]]:
    """Every figure of every round; `shown` is the value as pages print it."""
    for each in found:
        for figure in (*each.figures, *each.cases):
            yield (
                each.number,
                each.title,
                each.synthetic,
                each.version,
                figure.over,
                figure.name,
                figure.measure.name,
                figure.measure.formula,
                figure == each.main,
                figure.value,
                figure_value(figure),
                figure.undefined,
                figure.low,
                figure.high,
                figure.no_interval,
                figure.units,
                figure.themes,
                figure.applied,
            )


def _agreement(coded: CodingRound) -> RoundAgreement:
    found = round_agreement(coded)
    if found is None:
        raise Http404("This round is not compared yet.")
    return found


def _rows(figures: Iterable[Figure], main: Figure) -> list[dict[str, Any]]:
    """One for each name, with the figures that a table has room for, those nearest to the main."""
    wanted = {
        main.measure.key.removesuffix("_mean"),
        "cohen_kappa",
        "gwet_ac1",
        "krippendorff_alpha",
    }
    rows: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.measure.key in wanted:
            rows.setdefault(figure.name, []).append(figure)
    return [{"name": name, "figures": found, "first": found[0]} for name, found in rows.items()]
