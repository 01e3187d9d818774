"""Pages of a codebook: what it holds, how it came about, and what was said of a theme."""

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
    record,
    shared_themes,
)
from analysis.coding.rounds.models import CodingRound
from analysis.coding.visibility import consensus, revealed_codings


@dataclass(frozen=True)
class OperationRecord:
    """`moved` counts the codings it gave another theme, all of them in compared rounds."""

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
    """`area` is None for the themes outside of every area."""

    area: AreaRecord | None
    themes: tuple[ThemeRecord, ...]


@dataclass(frozen=True)
class QuoteRecord:
    """Words of a case that a theme was given in the consensus of a closed round."""

    case: str
    unit: int
    start: int
    end: int
    text: str
    is_example: bool
    synthetic: bool


def by_area(codebook: Codebook) -> tuple[AreaOfBook, ...]:
    themes = [record(theme) for theme in shared_themes(codebook)]
    areas = [
        AreaOfBook(area, tuple(each for each in themes if each.area == area.name))
        for area in area_records(codebook)
    ]
    outside = tuple(each for each in themes if not each.area)
    return (*areas, AreaOfBook(None, outside)) if outside else tuple(areas)


def history(codebook: Codebook) -> tuple[OperationRecord, ...]:
    """The newest first; the first that is not undone is the one that can be."""
    rows = codebook.operations.annotate(moved=Count("remappings"))
    return tuple(
        OperationRecord(
            row.guid, row.kind, row.summary, row.by, row.at, row.moved, row.undone_by, row.undone_at
        )
        for row in rows
    )


def undoable(codebook: Codebook) -> UUID | None:
    last = codebook.operations.filter(undone_at=None).first()
    return last.guid if last else None


def quotes_of(theme: Theme) -> tuple[QuoteRecord, ...]:
    """From closed rounds alone, each segment once."""
    rounds = CodingRound.objects.filter(codebook=theme.codebook_id)
    rows = consensus(rounds).filter(theme=theme).select_related("unit__answer", "unit__case")
    examples = set(ThemeExample.objects.filter(theme=theme).values_list("unit", "start", "end"))
    found: dict[tuple[int, int, int], QuoteRecord] = {}
    for row in rows.order_by("unit__case", "unit__position", "start"):
        place = (row.unit_id, row.start, row.end)
        found[place] = QuoteRecord(
            row.unit.case.label,
            *place,
            row.unit.text[row.start : row.end],
            place in examples,
            row.unit.case.synthetic,
        )
    return tuple(found.values())


def divisible(theme: Theme) -> tuple[tuple[UUID, str, str, str], ...]:
    """Codings that a split could take along: id, case, who ("consensus" for it) and words.

    Those of compared rounds alone, without those of excused coders, which count nowhere: while a
    round is independent a theme is not split at all.
    """
    rows = revealed_codings().filter(theme=theme)
    rows = rows.select_related("unit__answer", "unit__case", "coder__user")
    return tuple(
        (
            row.guid,
            row.unit.case.label,
            row.coder.name if row.coder else "consensus",
            row.unit.text[row.start : row.end],
        )
        for row in rows.order_by("unit__case", "unit__position", "start", "pk")
    )
