"""The areas of a codebook, added, edited and put into one another."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.models import Codebook, Operation, ThemeArea
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.slugs import free_key
from analysis.errors import AreaInsideItself, ThemeGone
from analysis.statistics.themes.codebook import DEEPEST


@transaction.atomic
def add_area(
    codebook: Codebook,
    *,
    name: str,
    description: str,
    parent: UUID | None = None,
    by: str,
    now: datetime,
) -> Operation:
    """Add an area, inside `parent` where there is one."""

    def change(_operation: Operation) -> None:
        ThemeArea.objects.create(
            codebook=codebook,
            key=free_key(name, codebook.areas.values_list("key", flat=True)),
            parent=area_in(codebook, parent) if parent else None,
            name=name,
            description=description,
            position=codebook.areas.count(),
        )
        put_in_order(codebook)

    return log_operation(codebook, "add area", f"Added the area “{name}”", change, by=by, now=now)


@transaction.atomic
def edit_area(
    codebook: Codebook,
    guid: UUID,
    *,
    name: str,
    description: str,
    parent: UUID | None = None,
    by: str,
    now: datetime,
) -> Operation:
    """Rename an area, describe it anew, or put it inside `parent`, at the top without one.

    Raises AreaInsideItself where the new parent is the area or lies inside it, and where areas
    would nest too deep.
    """

    def change(_operation: Operation) -> None:
        if parent == guid:
            raise AreaInsideItself("An area cannot lie inside itself. Nothing was changed.")
        area = area_in(codebook, guid)
        area.name, area.description = name, description
        area.parent = area_in(codebook, parent) if parent else None
        area.save()
        put_in_order(codebook)

    return log_operation(
        codebook, "edit area", f"Changed the area “{name}”", change, by=by, now=now
    )


def put_in_order(codebook: Codebook) -> None:
    """Number the areas so that each stands before those inside it, which follow it at once.

    Raises AreaInsideItself where an area lies inside itself, or deeper than DEEPEST.
    """
    inside: dict[int | None, list[ThemeArea]] = defaultdict(list)
    areas = list(ThemeArea.objects.filter(codebook=codebook))
    for area in areas:
        inside[area.parent_id].append(area)
    ordered: list[ThemeArea] = []
    waiting = [(area, 1) for area in reversed(inside[None])]
    while waiting:
        area, depth = waiting.pop()
        if depth > DEEPEST:
            raise AreaInsideItself(
                f"Areas lie at most {DEEPEST} deep in one another. Nothing was changed."
            )
        ordered.append(area)
        waiting += [(inner, depth + 1) for inner in reversed(inside[area.pk])]
    if len(ordered) < len(areas):
        raise AreaInsideItself("An area cannot lie inside itself. Nothing was changed.")
    for position, area in enumerate(ordered):
        area.position = position
    ThemeArea.objects.bulk_update(ordered, ["position"])


def area_in(codebook: Codebook, guid: UUID) -> ThemeArea:
    """Raises ThemeGone where the codebook has no such area."""
    area = codebook.areas.filter(guid=guid).first()
    if area is None:
        raise ThemeGone("There is no such area in this codebook any more. Nothing was changed.")
    return area
