"""The agreement of one round, as a page and as a table."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page
from analysis.coding.permissions import for_round
from analysis.coding.rounds.agreement import round_agreement
from analysis.coding.rounds.models import CodingRound
from analysis.statistics.agreement.records import AgreementValue, RoundAgreement
from core.csv_response import csv_file

OTHER_MEASURES = {"cohen_kappa", "gwet_ac1", "krippendorff_alpha"}
"""The measures that the page's tables show beside the one that the study reports."""


def agreement_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/agreement/", for_round(agreement_page), "agreement"),
        address("<int:pk>/agreement.csv", for_round(agreement_table), "agreement_csv"),
    ]


@require_GET
def agreement_page(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    agreement = _agreement(coding_round)
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "agreement": agreement,
        "areas": _rows(agreement.over("area"), agreement.main),
        "themes": _rows(agreement.over("theme"), agreement.main),
        "cases": _rows(agreement.cases, agreement.main),
    }
    return page(request, "rounds/agreement.html", f"Agreement in {coding_round}", **context)


@require_GET
def agreement_table(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    name = f"{coding_round.codebook.slug}-round-{coding_round.number}-agreement.csv"
    return csv_file(name, HEADER, table_rows([_agreement(coding_round)]))


def table_rows(agreements: Iterable[RoundAgreement]) -> Iterator[tuple[object, ...]]:
    """Every figure of every round, under the columns of HEADER."""
    for agreement in agreements:
        for figure in (*agreement.figures, *agreement.cases):
            yield tuple(value(agreement, figure) for value in COLUMNS.values())


COLUMNS: dict[str, Callable[[RoundAgreement, AgreementValue], object]] = {
    "round": lambda agreement, _: agreement.number,
    "title": lambda agreement, _: agreement.title,
    "synthetic": lambda agreement, _: agreement.synthetic,
    "version of codebook": lambda agreement, _: agreement.version,
    "about": lambda _, figure: figure.over,
    "name": lambda _, figure: figure.name,
    "measure": lambda _, figure: figure.measure.name,
    "formula": lambda _, figure: figure.measure.formula,
    "reported": lambda agreement, figure: figure == agreement.main,
    "value": lambda _, figure: figure.value,
    "shown": lambda _, figure: figure.text,
    "undefined because": lambda _, figure: figure.undefined,
    "low": lambda _, figure: figure.low,
    "high": lambda _, figure: figure.high,
    "no interval because": lambda _, figure: figure.no_interval,
    "units": lambda _, figure: figure.units,
    "themes": lambda _, figure: figure.themes,
    "applied": lambda _, figure: figure.applied,
}
HEADER = tuple(COLUMNS)


def _agreement(coding_round: CodingRound) -> RoundAgreement:
    agreement = round_agreement(coding_round)
    if agreement is None:
        raise Http404("This round is not compared yet.")
    return agreement


def _rows(figures: Iterable[AgreementValue], main: AgreementValue) -> list[dict[str, Any]]:
    """A row for each name, with the few figures that the page has room for."""
    shown = OTHER_MEASURES | {main.measure.key.removesuffix("_mean")}
    by_name: dict[str, list[AgreementValue]] = {}
    for figure in figures:
        if figure.measure.key in shown:
            by_name.setdefault(figure.name, []).append(figure)
    return [
        {"name": name, "figures": figures, "first": figures[0]} for name, figures in by_name.items()
    ]
