"""Compared rounds as files: a matrix for spreadsheets, and a project for coding programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page
from analysis.coding.exchange.compared_rounds import found_themes, project_of
from analysis.coding.permissions import for_round
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import REVEALED
from core.csv_response import download


def export_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/exports/", for_round(exports_page), "round_exports"),
        address("<int:pk>/matrix.csv", for_round(matrix), "round_matrix"),
        address("<int:pk>/project.qdpx", for_round(project), "round_project"),
    ]


@require_GET
def exports_page(request: HttpRequest, coded: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.writing import project_file

    _require_revealed(coded)
    found = project_of(coded)
    written = project_file(found.project, found.not_carried)
    context = {"round": coded, "synthetic": coded.synthetic, "not_carried": written.not_carried}
    return page(request, "exchange/exports.html", f"Files of {coded}", **context)


@require_GET
def matrix(_request: HttpRequest, coded: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.tables import theme_matrix_csv

    _require_revealed(coded)
    book, found = found_themes(coded)
    content = theme_matrix_csv(book, found, unit_name="participant").encode()
    return download(content, f"{_name(coded)}-themes.csv", "text/csv; charset=utf-8")


@require_GET
def project(_request: HttpRequest, coded: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.writing import project_file

    _require_revealed(coded)
    found = project_of(coded)
    content = project_file(found.project, found.not_carried).content
    return download(content, f"{_name(coded)}.qdpx", "application/zip")


def _require_revealed(coded: CodingRound) -> None:
    if coded.stage not in REVEALED:
        raise Http404("This round is not compared yet.")


def _name(coded: CodingRound) -> str:
    synthetic = "-synthetic" if coded.synthetic else ""
    return f"{coded.codebook.slug}{synthetic}-round-{coded.number}"
