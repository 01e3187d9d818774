"""The areas of a codebook, added and edited."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.models import Codebook, Operation, ThemeArea
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.slugs import free_key
from analysis.errors import ThemeGone


@transaction.atomic
def add_area(
    codebook: Codebook, *, name: str, description: str, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        ThemeArea.objects.create(
            codebook=codebook,
            key=free_key(name, codebook.areas.values_list("key", flat=True)),
            name=name,
            description=description,
            position=codebook.areas.count(),
        )

    return log_operation(codebook, "add area", f"Added the area “{name}”", change, by=by, now=now)


@transaction.atomic
def edit_area(
    codebook: Codebook, guid: UUID, *, name: str, description: str, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        area = area_in(codebook, guid)
        area.name, area.description = name, description
        area.save()

    return log_operation(
        codebook, "edit area", f"Changed the area “{name}”", change, by=by, now=now
    )


def area_in(codebook: Codebook, guid: UUID) -> ThemeArea:
    """Raises ThemeGone where the codebook has no such area."""
    area = codebook.areas.filter(guid=guid).first()
    if area is None:
        raise ThemeGone("There is no such area in this codebook any more. Nothing was changed.")
    return area
