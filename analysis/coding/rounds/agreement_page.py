"""The agreement of one round, as a page and as a table."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.views.decorators.http import require_GET

from analysis.admin_pages import address, page
from analysis.coding.permissions import for_round
from analysis.coding.rounds.agreement import claims_agreement, round_agreement, with_provisional
from analysis.coding.rounds.file_names import file_of_round
from analysis.coding.rounds.models import CodingRound
from analysis.statistics.agreement.measures import AgreementMeasure
from analysis.statistics.agreement.records import (
    AgreementValue,
    MeasuredAgreement,
    Over,
    RoundAgreement,
)
from analysis.statistics.agreement.reflexive import NO_AGREEMENT
from core.csv_response import csv_file

OTHER_MEASURES = {"cohen_kappa", "gwet_ac1", "krippendorff_alpha"}
"""The measures that the page's tables show beside the one that the study reports."""

HEADINGS = {
    Over.QUESTION: "By question",
    Over.AREA: "By area",
    Over.THEME: "By theme",
    Over.PAIR: "By pair of coders",
    Over.UNIT: "By participant",
}


@dataclass(frozen=True)
class MeasureRow:
    """A measure over everything, with its value for each list of themes."""

    measure: AgreementMeasure
    values: tuple[AgreementValue, ...]
    is_reported: bool


@dataclass(frozen=True)
class FigureRow:
    """What one theme, area or other part has; `key` is empty where its name is its own."""

    name: str
    key: str
    figures: tuple[AgreementValue, ...]


@dataclass(frozen=True)
class FigureTable:
    basis: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class FigureSection:
    heading: str
    tables: tuple[FigureTable, ...]


def agreement_addresses() -> list[URLPattern]:
    return [
        address("<int:pk>/agreement/", for_round(agreement_page), "agreement"),
        address("<int:pk>/agreement.csv", for_round(agreement_table), "agreement_csv"),
    ]


@require_GET
def agreement_page(request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    """With themes reconciled as far as they are, until the round is closed."""
    context = {"round": coding_round, "synthetic": coding_round.synthetic, "agreement": None}
    if claims_agreement(coding_round.codebook.study):
        agreement = with_provisional(_agreement(coding_round), coding_round, now=timezone.now())
        context |= {
            "agreement": agreement,
            "measures": measure_rows(agreement),
            "sections": tuple(figure_sections(agreement)),
        }
    return page(request, "rounds/agreement.html", f"Agreement in {coding_round}", **context)


@require_GET
def agreement_table(_request: HttpRequest, coding_round: CodingRound) -> HttpResponse:
    name = file_of_round(coding_round, "-agreement.csv")
    return csv_file(name, HEADER, table_rows([_agreement(coding_round)]))


def table_rows(agreements: Iterable[RoundAgreement]) -> Iterator[tuple[object, ...]]:
    """Every figure of every round that is measured for good, under the columns of HEADER."""
    for agreement in agreements:
        for measured in agreement.measured:
            for figure in (*measured.figures, *measured.cases):
                yield tuple(value(agreement, measured, figure) for value in COLUMNS.values())


Cell = Callable[[RoundAgreement, MeasuredAgreement, AgreementValue], object]

COLUMNS: dict[str, Cell] = {
    "round": lambda agreement, _, __: agreement.number,
    "title": lambda agreement, _, __: agreement.title,
    "synthetic": lambda agreement, _, __: agreement.synthetic,
    "version of codebook": lambda agreement, _, __: agreement.version,
    "basis": lambda _, measured, __: measured.basis.value,
    "about": lambda _, __, figure: figure.over,
    "key": lambda _, __, figure: figure.key,
    "name": lambda _, __, figure: figure.name,
    "scenario": lambda _, __, figure: figure.question[0],
    "question": lambda _, __, figure: figure.question[1],
    "measure": lambda _, __, figure: figure.measure.name,
    "formula": lambda _, __, figure: figure.measure.formula,
    "reported": lambda agreement, measured, figure: agreement.is_reported(measured, figure),
    "value": lambda _, __, figure: figure.value,
    "shown": lambda _, __, figure: figure.text,
    "undefined because": lambda _, __, figure: figure.undefined,
    "low": lambda _, __, figure: figure.low,
    "high": lambda _, __, figure: figure.high,
    "no interval because": lambda _, __, figure: figure.no_interval,
    "units": lambda _, __, figure: figure.units,
    "themes": lambda _, __, figure: figure.themes,
    "applied": lambda _, __, figure: figure.applied,
}
HEADER = tuple(COLUMNS)


def measure_rows(agreement: RoundAgreement) -> tuple[MeasureRow, ...]:
    """A row for each measure, with a value over everything for each list of themes."""
    over_all = [measured.over(Over.ALL) for measured in agreement.measured]
    return tuple(
        MeasureRow(values[0].measure, values, values[0].measure == agreement.reported.main.measure)
        for values in zip(*over_all, strict=True)
    )


def figure_sections(agreement: RoundAgreement) -> Iterator[FigureSection]:
    """The few figures that the page has room for; pairs only where there are several of them."""
    for over, heading in HEADINGS.items():
        tables = tuple(
            FigureTable(measured.basis.words, tuple(_rows(measured, over)))
            for measured in agreement.measured
        )
        one_pair = over is Over.PAIR and len(tables[0].rows) == 1
        if tables[0].rows and not one_pair:
            yield FigureSection(heading, tables)


def _rows(measured: MeasuredAgreement, over: Over) -> Iterator[FigureRow]:
    """A row for each key; themes of the same name have rows of their own."""
    shown = OTHER_MEASURES | {measured.main.measure.key.removesuffix("_mean")}
    by_key: dict[str, list[AgreementValue]] = {}
    for figure in measured.cases if over is Over.UNIT else measured.over(over):
        if figure.measure.key in shown:
            by_key.setdefault(figure.key, []).append(figure)
    names = Counter(figures[0].name for figures in by_key.values())
    for key, figures in by_key.items():
        name = figures[0].name
        yield FigureRow(name, key if names[name] > 1 else "", tuple(figures))


def _agreement(coding_round: CodingRound) -> RoundAgreement:
    if not claims_agreement(coding_round.codebook.study):
        raise Http404(NO_AGREEMENT)
    agreement = round_agreement(coding_round)
    if agreement is None:
        raise Http404("This round is not compared yet.")
    return agreement
