"""The themes of a codebook, one at a time: added and edited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import ThemeExample
from analysis.coding.codebooks.areas import area_in
from analysis.coding.codebooks.history import quotes_of
from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.codebooks.snapshots import WRITTEN
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.visibility import REVEALED
from analysis.errors import NoSuchSegment, ThemeGone
from analysis.statistics.themes.codebook import Kind

Fields = Mapping[str, Any]
"""What people write about a theme, by the names in WRITTEN."""


@transaction.atomic
def add_theme(
    codebook: Codebook, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        theme_area = area_in(codebook, area) if area else None
        position = codebook.themes.filter(standing=Standing.SHARED).count()
        Theme.objects.create(
            codebook=codebook,
            area=theme_area,
            key=free_theme_key(codebook, fields["name"]),
            position=position,
            **cleaned(fields),
        )

    summary = f"Added the theme “{fields['name']}”"
    return log_operation(codebook, "add", summary, change, by=by, now=now)


@transaction.atomic
def edit_theme(
    codebook: Codebook, guid: UUID, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    """Rename a theme, move it to another area or describe it anew; its codings stay with it."""
    theme = theme_in(codebook, guid)
    renamed = theme.name != fields["name"]
    moved = (theme.area.guid if theme.area else None) != area
    kind = "rename" if renamed else "move" if moved else "edit"
    summary = f"Renamed “{theme}” to “{fields['name']}”" if renamed else f"Changed “{theme}”"

    def change(_operation: Operation) -> None:
        edited = theme_in(codebook, guid)
        edited.area = area_in(codebook, area) if area else None
        for name, value in cleaned(fields).items():
            setattr(edited, name, value)
        edited.save()

    return log_operation(codebook, kind, summary, change, by=by, now=now)


def theme_in(codebook: Codebook, guid: UUID) -> Theme:
    """A theme to change: a shared one, or one proposed in a round that is compared.

    Raises ThemeGone; a theme that only its coder may see is refused in the same words as one that
    does not exist.
    """
    theme = (
        Theme.objects.select_related("area", "merged_into", "coder__round")
        .filter(codebook=codebook, guid=guid)
        .first()
    )
    if theme is None or _is_private(theme):
        raise ThemeGone("There is no such theme in this codebook. Nothing was changed.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(f"“{theme}” was {where} meanwhile. Nothing was changed.")
    return theme


def _is_private(theme: Theme) -> bool:
    """Whether only its coder may see a theme."""
    if theme.standing == Standing.PROPOSED:
        return theme.coder is None or theme.coder.round.stage not in REVEALED
    return theme.standing == Standing.DROPPED


def free_theme_key(codebook: Codebook, name: str) -> str:
    """A key for a new theme, made of its name."""
    return free_key(name, shared_themes(codebook).values_list("key", flat=True))


def cleaned(fields: Fields) -> dict[str, Any]:
    """The fields as a theme stores them, with a kind where none was chosen."""
    written = {name: fields[name] for name in WRITTEN if name in fields}
    kinds = [Kind(kind).value for kind in written.get("kinds") or [Kind.OTHER]]
    return {**written, "kinds": kinds}


@transaction.atomic
def choose_examples(theme: Theme, chosen: set[tuple[int, int, int]]) -> None:
    """Make exactly these quotes, by unit, start and end, the examples of a theme.

    Raises NoSuchSegment for a segment that has the theme in the consensus of no closed round.
    """
    quotes = {(quote.unit, quote.start, quote.end) for quote in quotes_of(theme)}
    if chosen - quotes:
        raise NoSuchSegment("A quote is no longer among those of the theme. Choose again.")
    ThemeExample.objects.filter(theme=theme).delete()
    ThemeExample.objects.bulk_create(
        ThemeExample(theme=theme, unit_id=unit, start=start, end=end)
        for unit, start, end in sorted(chosen)
    )
