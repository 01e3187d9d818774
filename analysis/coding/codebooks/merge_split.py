"""Themes merged, split and taken out, and what was coded with them along with them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme
from analysis.coding.codebooks.operations import logged
from analysis.coding.codebooks.recode import move_codings
from analysis.coding.codebooks.themes import Fields, cleaned, free_theme_key, theme_in
from analysis.errors import ChangedMeanwhile


@transaction.atomic
def merge_themes(
    codebook: Codebook, guid: UUID, *, into: UUID, by: str, now: datetime
) -> Operation:
    """Retire a theme and give its codings another; the second of two to do so is told.

    Raises ThemeGone where one of them is gone, and CodebookInUse while a round is independent.
    """
    theme, target = theme_in(codebook, guid), theme_in(codebook, into)
    if theme == target:
        raise ChangedMeanwhile("A theme cannot be merged into itself. Choose another one.")

    def change(operation: Operation) -> None:
        found, kept = theme_in(codebook, guid), theme_in(codebook, into)
        move_codings(operation, found.codings.all(), kept)
        _retire(found, kept)

    return logged(codebook, "merge", f"Merged “{theme}” into “{target}”", change, by=by, now=now)


@transaction.atomic
def split_theme(
    codebook: Codebook,
    guid: UUID,
    *,
    fields: Fields,
    codings: Iterable[UUID],
    by: str,
    now: datetime,
) -> Operation:
    """A new theme beside one, that takes these of its codings with it."""
    theme, chosen = theme_in(codebook, guid), list(codings)

    def change(operation: Operation) -> None:
        found = theme_in(codebook, guid)
        part = Theme.objects.create(
            codebook=codebook,
            area=found.area,
            key=free_theme_key(codebook, fields["name"]),
            position=found.position + 1,
            **cleaned(fields),
        )
        move_codings(operation, found.codings.filter(guid__in=chosen), part)

    summary = f"Split “{fields['name']}” off “{theme}”"
    return logged(codebook, "split", summary, change, by=by, now=now)


@transaction.atomic
def retire_theme(codebook: Codebook, guid: UUID, *, by: str, now: datetime) -> Operation:
    """Take a theme out; its codings stay with it and come back with it."""
    theme = theme_in(codebook, guid)

    def change(operation: Operation) -> None:
        found = theme_in(codebook, guid)
        move_codings(operation, found.codings.all(), None)
        _retire(found, None)

    return logged(codebook, "remove", f"Took out “{theme}”", change, by=by, now=now)


def _retire(theme: Theme, into: Theme | None) -> None:
    theme.standing, theme.merged_into = Standing.RETIRED, into
    theme.save(update_fields=["standing", "merged_into"])
