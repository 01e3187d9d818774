"""Compared rounds as files: a matrix for spreadsheets, and a project for coding programs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page
from analysis.coding.attributes.read import case_attributes
from analysis.coding.cases.models import Case
from analysis.coding.exchange.compared_rounds import Exchanged, coded_units, project_of
from analysis.coding.permissions import for_round
from analysis.coding.rounds.file_names import file_of_round
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
def exports_page(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.writing import project_file

    _require_revealed(coding_round)
    exchanged = _exchanged(coding_round)
    written = project_file(exchanged.project, exchanged.not_carried)
    context = {
        "round": coding_round,
        "synthetic": coding_round.synthetic,
        "not_carried": written.not_carried,
    }
    return page(request, "exchange/exports.html", f"Files of {coding_round}", **context)


@require_GET
def matrix(_request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.tables import theme_matrix_csv

    _require_revealed(coding_round)
    book, units = coded_units(coding_round)
    content = theme_matrix_csv(book, units, unit_name="participant").encode()
    return download(content, file_of_round(coding_round, "-themes.csv"), "text/csv; charset=utf-8")


@require_GET
def project(_request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    from analysis.coding.exchange.writing import project_file

    _require_revealed(coding_round)
    exchanged = _exchanged(coding_round)
    content = project_file(exchanged.project, exchanged.not_carried).content
    return download(content, file_of_round(coding_round, ".qdpx"), "application/zip")


def _exchanged(coding_round: CodingRound) -> Exchanged:
    """The round with all that is known of its cases, from closed questions about them as well."""
    cases = Case.objects.filter(memberships__round=coding_round)
    known = case_attributes(coding_round.codebook.study, cases)
    labels = dict(cases.values_list("pk", "label"))
    return project_of(coding_round, {labels[case]: values for case, values in known.items()})


def _require_revealed(coding_round: CodingRound) -> None:
    if coding_round.stage not in REVEALED:
        raise Http404("This round is not compared yet.")
