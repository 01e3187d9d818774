"""Moves on the board: of a theme or an area, each one operation of the codebook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.areas import area_in, put_in_order
from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme, ThemeArea
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.codebooks.themes import theme_in
from analysis.errors import AreaInsideItself, ChangedMeanwhile, ThemeGone

OUTSIDE = "no area"

Row = TypeVar("Row", bound=Theme | ThemeArea)


@dataclass(frozen=True)
class Place:
    """Where a theme or an area is put: the area around it, and what it comes before there.

    Without an area it lies outside of all; without a neighbour it comes last.
    """

    area: UUID | None
    before: UUID | None = None


@transaction.atomic
def move_theme(
    codebook: Codebook, guid: UUID, to: Place, *, seen: UUID | None, by: str, now: datetime
) -> Operation | None:
    """Put a theme somewhere else; `seen` is the area in which the mover saw it.

    Returns None where it lies there already. Raises ThemeGone where the theme or the area is gone,
    and ChangedMeanwhile where the theme lies in another area by now, or its neighbour does.
    """
    theme = theme_in(codebook, guid)

    def change(_operation: Operation) -> None:
        moved = theme_in(codebook, guid)
        if moved.standing != Standing.SHARED:
            raise ThemeGone(f"“{moved}” is not in the codebook yet. Take it in first.")
        if moved.parent is not None:
            raise ThemeGone(f"“{moved}” is a code by now and lies where “{moved.parent}” does.")
        _require_seen(moved, moved.area, seen)
        area = area_in(codebook, to.area) if to.area else None
        others = [
            other
            for other in shared_themes(codebook)
            if other.parent_id is None and other.area == area
        ]
        in_order = _with(others, moved, to.before)
        moved.area = area
        moved.also_in = [guid for guid in moved.also_in if area and guid != str(area.guid)]
        for position, other in enumerate(in_order):
            other.position = position
        Theme.objects.bulk_update(in_order, ["area", "also_in", "position"])

    summary = f"Moved “{theme}” {_way(codebook, theme.area, to.area)}"
    return _logged(codebook, "move", summary, change, by, now)


@transaction.atomic
def move_area(
    codebook: Codebook, guid: UUID, to: Place, *, seen: UUID | None, by: str, now: datetime
) -> Operation | None:
    """Put an area, with all that lies in it, somewhere else; `seen` is the area around it before.

    Returns None where it lies there already. Raises ThemeGone, ChangedMeanwhile as `move_theme`
    does, and AreaInsideItself where the area would lie inside itself, or too deep.
    """
    area = area_in(codebook, guid)

    def change(_operation: Operation) -> None:
        moved = area_in(codebook, guid)
        _require_seen(moved, moved.parent, seen)
        if to.area == guid:
            raise AreaInsideItself("An area cannot lie inside itself. Nothing was changed.")
        around = area_in(codebook, to.area) if to.area else None
        siblings = ThemeArea.objects.filter(codebook=codebook, parent=around)
        in_order = _with(siblings, moved, to.before)
        moved.parent = around
        for position, sibling in enumerate(in_order):
            sibling.position = position
        ThemeArea.objects.bulk_update(in_order, ["parent", "position"])
        put_in_order(codebook)

    summary = f"Moved the area “{area}” {_way(codebook, area.parent, to.area)}"
    return _logged(codebook, "move area", summary, change, by, now)


def _logged(
    codebook: Codebook,
    kind: str,
    summary: str,
    change: Callable[[Operation], None],
    by: str,
    now: datetime,
) -> Operation | None:
    operation = log_operation(codebook, kind, summary, change, by=by, now=now)
    if operation.after:
        return operation
    operation.delete()
    return None


def _way(codebook: Codebook, source: ThemeArea | None, target: UUID | None) -> str:
    if (source.guid if source else None) == target:
        return f"within “{source}”" if source else f"within {OUTSIDE}"
    into = f"“{area_in(codebook, target)}”" if target else OUTSIDE
    return f"from “{source}” to {into}" if source else f"from {OUTSIDE} to {into}"


def _require_seen(row: Theme | ThemeArea, area: ThemeArea | None, seen: UUID | None) -> None:
    if (area.guid if area else None) != seen:
        where = f"in “{area}”" if area else f"in {OUTSIDE}"
        raise ChangedMeanwhile(
            f"Somebody has moved “{row}” meanwhile: it is {where} now. Nothing was changed."
        )


def _with(others: Iterable[Row], moved: Row, before: UUID | None) -> list[Row]:
    """The others with the moved one before its new neighbour, or last.

    Raises ChangedMeanwhile where the neighbour is not among them.
    """
    rest = [other for other in others if other != moved]
    if before is None:
        return [*rest, moved]
    guids = [other.guid for other in rest]
    if before not in guids:
        raise ChangedMeanwhile(
            f"What “{moved}” was to come before is not there any more. Nothing was changed."
        )
    position = guids.index(before)
    return [*rest[:position], moved, *rest[position:]]
