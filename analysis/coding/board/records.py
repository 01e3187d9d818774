"""The board as records: areas within areas, with their themes as notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import (
    AreaRecord,
    ThemeRecord,
    area_records,
    records,
    shared_themes,
)
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.visibility import consensus
from analysis.records.people import excluded
from analysis.statistics.themes.codebook import Kind

LEVELS_OF_HEADINGS = 6


@dataclass(frozen=True)
class Neighbours:
    """Where something goes by one step: before `earlier`, or before `later`, None for the end."""

    is_first: bool
    is_last: bool
    earlier: UUID | None
    later: UUID | None


@dataclass(frozen=True)
class Counts:
    """How many of all `of` people and interviews of closed rounds hold each theme, by its key."""

    cases: Mapping[str, int]
    of: int


@dataclass(frozen=True)
class BoardNote:
    """A theme; `kinds` are those to be printed, and `cases` is None before any round is closed."""

    theme: ThemeRecord
    kinds: str
    cases: int | None
    neighbours: Neighbours


@dataclass(frozen=True)
class BoardArea:
    """An area with its notes and the areas inside; `level` is that of its heading.

    `area` is None for the themes outside of every area. `path` names the areas around it as well.
    """

    area: AreaRecord | None
    parent: UUID | None
    path: str
    level: int
    notes: tuple[BoardNote, ...]
    inside: tuple["BoardArea", ...]
    neighbours: Neighbours | None


def board(codebook: Codebook, counts: Counts | None) -> tuple[BoardArea, ...]:
    """The outermost areas in order, and last, whether or not there are any, the themes outside."""
    themes = records(shared_themes(codebook))
    areas = area_records(codebook)

    def inside(around: AreaRecord | None, level: int) -> tuple[BoardArea, ...]:
        key = around.key if around else ""
        here = [area for area in areas if area.parent == key]
        return tuple(
            BoardArea(
                area=area,
                parent=around.guid if around else None,
                path=area.path,
                level=min(level, LEVELS_OF_HEADINGS),
                notes=_notes([theme for theme in themes if theme.area == area.name], counts),
                inside=inside(area, level + 1),
                neighbours=neighbours([area.guid for area in here], position),
            )
            for position, area in enumerate(here)
        )

    outside = [theme for theme in themes if not theme.area]
    return (
        *inside(None, 2),
        BoardArea(None, None, "Outside of the areas", 2, _notes(outside, counts), (), None),
    )


def _notes(themes: Sequence[ThemeRecord], counts: Counts | None) -> tuple[BoardNote, ...]:
    guids = [theme.guid for theme in themes]
    return tuple(
        BoardNote(
            theme=theme,
            kinds=" / ".join(Kind(k).words for k in theme.kinds if k != Kind.OTHER),
            cases=counts.cases.get(theme.key, 0) if counts else None,
            neighbours=neighbours(guids, position),
        )
        for position, theme in enumerate(themes)
    )


def neighbours(guids: Sequence[UUID], position: int) -> Neighbours:
    return Neighbours(
        is_first=position == 0,
        is_last=position == len(guids) - 1,
        earlier=guids[position - 1] if position else None,
        later=guids[position + 2] if position + 2 < len(guids) else None,
    )


def everywhere(areas: Sequence[BoardArea]) -> list[BoardArea]:
    """All areas of a board in reading order."""
    return [area for top in areas for area in (top, *everywhere(top.inside))]


def counted(codebook: Codebook) -> Counts | None:
    """From the consensus of closed rounds of people, as in results; None before any is closed."""
    closed = CodingRound.objects.filter(codebook=codebook, synthetic=False, stage=Stage.CLOSED)
    if not closed.exists():
        return None
    left_out = excluded(codebook.study).values("participant")
    members = RoundCase.objects.filter(round__in=closed).exclude(case__participant__in=left_out)
    held = (
        consensus(closed)
        .exclude(unit__case__participant__in=left_out)
        .order_by()
        .values_list("theme__key")
        .annotate(Count("unit__case", distinct=True))
    )
    return Counts(cases=dict(held), of=members.order_by().values("case").distinct().count())
