"""What a codebook's pages show: its themes by area, its history, and the quotes of a theme."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from analysis.coding.cases.models import ThemeExample
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.theme_records import (
    AreaRecord,
    ThemeRecord,
    area_records,
    records,
    shared_themes,
)
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import consensus, revealed_codings


@dataclass(frozen=True)
class OperationRecord:
    """An operation; `moved` counts the codings that it gave another theme, in compared rounds."""

    guid: UUID
    kind: str
    summary: str
    by: str
    at: datetime
    moved: int
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class AreaOfBook:
    """An area with its themes; `area` is None for the themes outside of every area."""

    area: AreaRecord | None
    themes: tuple[ThemeRecord, ...]


@dataclass(frozen=True)
class QuoteRecord:
    """Words of a case that were given a theme in the consensus of a closed round."""

    case: str
    unit: int
    start: int
    end: int
    text: str
    is_example: bool
    synthetic: bool


def by_area(codebook: Codebook) -> tuple[AreaOfBook, ...]:
    themes = records(shared_themes(codebook))
    areas = [
        AreaOfBook(area, tuple(theme for theme in themes if theme.area == area.name))
        for area in area_records(codebook)
    ]
    outside = tuple(theme for theme in themes if not theme.area)
    return (*areas, AreaOfBook(None, outside)) if outside else tuple(areas)


def history(codebook: Codebook) -> tuple[OperationRecord, ...]:
    """All operations, the newest first."""
    columns = ("guid", "kind", "summary", "by", "at", "moved", "undone_by", "undone_at")
    operations = codebook.operations.annotate(moved=Count("remappings")).values_list(*columns)
    return tuple(OperationRecord(*values) for values in operations)


def undoable(codebook: Codebook) -> UUID | None:
    """The newest operation that is not undone: the only one that can be undone now."""
    last = codebook.operations.filter(undone_at=None).first()
    return last.guid if last else None


def quotes_of(theme: Theme) -> tuple[QuoteRecord, ...]:
    """The quotes from closed rounds, each segment once."""
    rounds = CodingRound.objects.filter(codebook=theme.codebook_id)
    codings = consensus(rounds).filter(theme=theme).select_related("unit__answer", "unit__case")
    examples = set(ThemeExample.objects.filter(theme=theme).values_list("unit", "start", "end"))
    quotes: dict[tuple[int, int, int], QuoteRecord] = {}
    for coding in codings.order_by("unit__case", "unit__position", "start"):
        segment = (coding.unit_id, coding.start, coding.end)
        quotes[segment] = QuoteRecord(
            case=coding.unit.case.label,
            unit=coding.unit_id,
            start=coding.start,
            end=coding.end,
            text=coding.unit.text[coding.start : coding.end],
            is_example=segment in examples,
            synthetic=coding.unit.case.synthetic,
        )
    return tuple(quotes.values())


def divisible(theme: Theme) -> tuple[tuple[UUID, str, str, str], ...]:
    """The codings that a split could take along: their GUID, case, coder and words.

    The coder is "consensus" for the consensus. Only codings of compared rounds are among them, and
    none of excused coders, which count nowhere; while a round is independent no theme is split.
    """
    codings = revealed_codings().filter(theme=theme)
    codings = codings.select_related("unit__answer", "unit__case", "coder__user")
    return tuple(
        (
            coding.guid,
            coding.unit.case.label,
            coding.coder.name if coding.coder else "consensus",
            coding.unit.text[coding.start : coding.end],
        )
        for coding in codings.order_by("unit__case", "unit__position", "start", "pk")
    )
