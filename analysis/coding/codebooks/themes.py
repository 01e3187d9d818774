"""Themes of a codebook, one at a time: added, described anew, taken in from a round."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from analysis.coding.cases.models import ThemeExample
from analysis.coding.codebooks.areas import area_in
from analysis.coding.codebooks.history import quotes_of
from analysis.coding.codebooks.models import Codebook, Operation, Standing, Theme
from analysis.coding.codebooks.operations import logged
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.codebooks.snapshots import WRITTEN
from analysis.coding.codebooks.theme_records import shared_themes
from analysis.coding.visibility import REVEALED
from analysis.errors import NoSuchSegment, ThemeGone
from analysis.statistics.themes.codebook import Kind

Fields = Mapping[str, Any]


@transaction.atomic
def add_theme(
    codebook: Codebook, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    def change(_operation: Operation) -> None:
        place = area_in(codebook, area) if area else None
        position = codebook.themes.filter(standing=Standing.SHARED).count()
        Theme.objects.create(
            codebook=codebook,
            area=place,
            key=free_theme_key(codebook, fields["name"]),
            position=position,
            **cleaned(fields),
        )

    summary = f"Added the theme “{fields['name']}”"
    return logged(codebook, "add", summary, change, by=by, now=now)


@transaction.atomic
def edit_theme(
    codebook: Codebook, guid: UUID, *, area: UUID | None, fields: Fields, by: str, now: datetime
) -> Operation:
    """Rename, move to another area or describe anew; codings stay with the theme."""
    theme = theme_in(codebook, guid)
    renamed = theme.name != fields["name"]
    moved = (theme.area.guid if theme.area else None) != area
    kind = "rename" if renamed else "move" if moved else "edit"
    what = f"Renamed “{theme}” to “{fields['name']}”" if renamed else f"Changed “{theme}”"

    def change(_operation: Operation) -> None:
        found = theme_in(codebook, guid)
        found.area = area_in(codebook, area) if area else None
        for name, value in cleaned(fields).items():
            setattr(found, name, value)
        found.save()

    return logged(codebook, kind, what, change, by=by, now=now)


@transaction.atomic
def adopt_theme(
    codebook: Codebook, guid: UUID, *, area: UUID | None, name: str, by: str, now: datetime
) -> Operation:
    """Take a theme that was minted in a compared round into the codebook."""
    theme = theme_in(codebook, guid)

    def change(_operation: Operation) -> None:
        found = theme_in(codebook, guid)
        if found.standing != Standing.PROPOSED:
            raise ThemeGone(f"“{found}” is in the codebook already. Nothing was changed.")
        found.area = area_in(codebook, area) if area else None
        found.key = free_theme_key(codebook, name)
        found.name, found.standing = name, Standing.SHARED
        found.save()

    return logged(codebook, "adopt", f"Took in the new theme “{theme}”", change, by=by, now=now)


def theme_in(codebook: Codebook, guid: UUID) -> Theme:
    """A theme to change: a shared one, or a minted one of a round that was compared.

    Raises ThemeGone, in the same words for one that never was and for one still private.
    """
    theme = (
        Theme.objects.select_related("area", "merged_into", "coder__round")
        .filter(codebook=codebook, guid=guid)
        .first()
    )
    private = (
        theme is not None
        and theme.standing == Standing.PROPOSED
        and (theme.coder is None or theme.coder.round.stage not in REVEALED)
    )
    if theme is None or private:
        raise ThemeGone("There is no such theme in this codebook. Nothing was changed.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(f"“{theme}” was {where} meanwhile. Nothing was changed.")
    return theme


def free_theme_key(codebook: Codebook, name: str) -> str:
    return free_key(name, shared_themes(codebook).values_list("key", flat=True))


def cleaned(fields: Fields) -> dict[str, Any]:
    kept = {name: fields[name] for name in WRITTEN if name in fields}
    kinds = [Kind(each).value for each in kept.get("kinds") or [Kind.OTHER]]
    return {**kept, "kinds": kinds}


@transaction.atomic
def choose_examples(theme: Theme, places: set[tuple[int, int, int]]) -> None:
    """Make exactly these quotes, by unit, start and end, the examples of a theme.

    Raises NoSuchSegment for one that the consensus of no closed round gave the theme.
    """
    known = {(quote.unit, quote.start, quote.end) for quote in quotes_of(theme)}
    if places - known:
        raise NoSuchSegment("A quote is no longer among those of the theme. Choose again.")
    ThemeExample.objects.filter(theme=theme).delete()
    ThemeExample.objects.bulk_create(
        ThemeExample(theme=theme, unit_id=unit, start=start, end=end)
        for unit, start, end in sorted(places)
    )
