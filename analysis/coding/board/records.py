"""The board as records: areas within areas, with their themes as notes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from analysis.coding.codebooks.models import Codebook
from analysis.coding.codebooks.theme_records import (
    AreaRecord,
    ThemeRecord,
    area_records,
    record,
    records,
    shared_themes,
)
from analysis.coding.rounds.models import CodingRound, RoundCase, Stage
from analysis.coding.visibility import consensus
from analysis.records.people import excluded

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
    """A theme with its codes; `cases` is None before any round is closed.

    `is_further` says that it lies in another area in the first place, where it is moved.
    """

    theme: ThemeRecord
    codes: tuple[ThemeRecord, ...]
    cases: int | None
    neighbours: Neighbours
    is_further: bool


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
    all_of_them = records(shared_themes(codebook))
    themes = [theme for theme in all_of_them if not theme.parent]
    codes = [theme for theme in all_of_them if theme.parent]
    areas = area_records(codebook)

    def notes(area: AreaRecord | None) -> tuple[BoardNote, ...]:
        here = [theme for theme in themes if theme.area == (area.name if area else "")]
        further = [theme for theme in themes if area and str(area.guid) in theme.also_in]
        return _notes(here, further, codes, counts)

    def inside(around: AreaRecord | None, level: int) -> tuple[BoardArea, ...]:
        key = around.key if around else ""
        here = [area for area in areas if area.parent == key]
        return tuple(
            BoardArea(
                area=area,
                parent=around.guid if around else None,
                path=area.path,
                level=min(level, LEVELS_OF_HEADINGS),
                notes=notes(area),
                inside=inside(area, level + 1),
                neighbours=neighbours([area.guid for area in here], position),
            )
            for position, area in enumerate(here)
        )

    return (
        *inside(None, 2),
        BoardArea(None, None, "Outside of the areas", 2, notes(None), (), None),
    )


def _notes(
    themes: Sequence[ThemeRecord],
    further: Sequence[ThemeRecord],
    codes: Sequence[ThemeRecord],
    counts: Counts | None,
) -> tuple[BoardNote, ...]:
    """The notes of an area, behind them those of themes that lie in another one first."""
    guids = [theme.guid for theme in themes]
    return tuple(
        BoardNote(
            theme=theme,
            codes=tuple(code for code in codes if str(theme.guid) in code.themes),
            cases=counts.cases.get(theme.key, 0) if counts else None,
            neighbours=neighbours(guids, position),
            is_further=position >= len(themes),
        )
        for position, theme in enumerate((*themes, *further))
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
    """From the consensus of closed rounds of people, as in results; None before any is closed.

    A code counts as its themes.
    """
    closed = CodingRound.objects.filter(codebook=codebook, synthetic=False, stage=Stage.CLOSED)
    if not closed.exists():
        return None
    left_out = excluded(codebook.study).values("participant")
    members = RoundCase.objects.filter(round__in=closed).exclude(case__participant__in=left_out)
    held = (
        consensus(closed)
        .exclude(unit__case__participant__in=left_out)
        .order_by()
        .values_list("theme__guid", "unit__case")
        .distinct()
    )
    themes = {theme.guid: theme for theme in map(record, shared_themes(codebook))}
    keys = {str(guid): theme.key for guid, theme in themes.items()}
    cases: dict[str, set[int]] = defaultdict(set)
    for guid, case in held:
        for theme in themes[guid].themes if guid in themes else ():
            cases[keys[theme]].add(case)
    return Counts(
        cases={key: len(of_theme) for key, of_theme in cases.items()},
        of=members.order_by().values("case").distinct().count(),
    )
