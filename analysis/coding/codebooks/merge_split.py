"""Themes merged, split and taken out, with the codings that move along."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.recode import move_codings
from analysis.coding.codebooks.themes import Fields, cleaned, free_theme_key, theme_in
from analysis.errors import ChangedMeanwhile


@transaction.atomic
def merge_themes(
    codebook: Codebook, guid: UUID, *, into: UUID, by: str, now: datetime
) -> Operation:
    """Retire a theme and give its codings another one.

    Raises ThemeGone where one of the themes is gone, for instance as somebody else has merged it
    meanwhile, and CodebookInUse while a round is coded independently.
    """
    theme, target = theme_in(codebook, guid), theme_in(codebook, into)
    if theme == target:
        raise ChangedMeanwhile("A theme cannot be merged into itself. Choose another one.")

    def change(operation: Operation) -> None:
        merged, remaining = theme_in(codebook, guid), theme_in(codebook, into)
        move_codings(operation, merged.codings.all(), remaining)
        _retire(merged, remaining)

    return log_operation(
        codebook, "merge", f"Merged “{theme}” into “{target}”", change, by=by, now=now
    )


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
    """Make a new theme beside another one, which takes some of its codings along."""
    theme, chosen = theme_in(codebook, guid), list(codings)

    def change(operation: Operation) -> None:
        whole = theme_in(codebook, guid)
        part = Theme.objects.create(
            codebook=codebook,
            area=whole.area,
            key=free_theme_key(codebook, fields["name"]),
            position=whole.position + 1,
            **cleaned(fields),
        )
        move_codings(operation, whole.codings.filter(guid__in=chosen), part)

    summary = f"Split “{fields['name']}” off “{theme}”"
    return log_operation(codebook, "split", summary, change, by=by, now=now)


@transaction.atomic
def retire_theme(codebook: Codebook, guid: UUID, *, by: str, now: datetime) -> Operation:
    """Take a theme out of the codebook; its codings stay with it and come back with it."""
    theme = theme_in(codebook, guid)

    def change(operation: Operation) -> None:
        retired = theme_in(codebook, guid)
        move_codings(operation, retired.codings.all(), None)
        _retire(retired, None)

    return log_operation(codebook, "remove", f"Took out “{theme}”", change, by=by, now=now)


def _retire(theme: Theme, into: Theme | None) -> None:
    theme.standing, theme.merged_into = Standing.RETIRED, into
    theme.save(update_fields=["standing", "merged_into"])
