"""What a codebook's pages show: its themes by area, its history, and the quotes of a theme."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from analysis.coding.cases.models import ThemeExample
from analysis.coding.codebooks.models import Codebook, Theme
from analysis.coding.codebooks.theme_records import (
    AreaRecord,
    ThemeRecord,
    area_records,
    records,
    shared_themes,
)
from analysis.coding.desk.models import Coding
from analysis.coding.rounds.models import CodingRound, Stage
from analysis.coding.visibility import Account, consensus, revealed_codings, workshop_codings


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


@dataclass(frozen=True)
class DivisibleCoding:
    """A coding that a split could take along; `by` is its coder, or what it is in place of one."""

    guid: UUID
    case: str
    by: str
    text: str


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
    operations = codebook.operations.annotate(moved=Count("remappings")).order_by("-pk")
    return tuple(OperationRecord(*values) for values in operations.values_list(*columns))


def undoable(codebook: Codebook) -> UUID | None:
    """The newest operation that is not undone: the only one that can be undone now."""
    last = codebook.operations.filter(undone_at=None).first()
    return last.guid if last else None


def quotes_of(theme: Theme) -> tuple[QuoteRecord, ...]:
    """The quotes from closed rounds, each segment once."""
    rounds = CodingRound.objects.filter(codebook=theme.codebook_id)
    codings = (
        consensus(rounds)
        .filter(theme=theme)
        .select_related("unit__answer", "unit__case", "unit__transcript")
    )
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


def divisible(theme: Theme, user: Account, *, own: bool) -> tuple[DivisibleCoding, ...]:
    """The codings that a split could take along.

    These are the codings of compared rounds, without those of excused coders, which count nowhere,
    and the ones of a joint workshop in which the reader codes now; with `own`, only of rounds in
    which the reader codes. While a round is coded independently no theme is split.
    """
    compared = revealed_codings()
    if own:
        compared = compared.filter(round__coders__user=user.pk)
    offered = Q(pk__in=compared.values("pk")) | Q(pk__in=workshop_codings(user).values("pk"))
    codings = Coding.objects.filter(offered, theme=theme).select_related(
        "unit__answer", "unit__case", "unit__transcript", "coder__user"
    )
    return tuple(
        DivisibleCoding(
            guid=coding.guid,
            case=coding.unit.case.label,
            by=coding.coder.name if coding.coder else _layer(coding),
            text=coding.unit.text[coding.start : coding.end],
        )
        for coding in codings.order_by("unit__case", "unit__position", "start", "pk")
    )


def _layer(coding: Coding) -> str:
    return "consensus" if coding.decision_id else "coded together"


def blind_round(codebook: Codebook) -> CodingRound | None:
    """A round that is coded independently with the codebook now, if there is one."""
    rounds = codebook.rounds.filter(stage=Stage.INDEPENDENT)
    return rounds.select_related("version").order_by("number").first()
