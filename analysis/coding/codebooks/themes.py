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
from analysis.coding.codebooks.theme_records import RELATED, shared_themes
from analysis.coding.visibility import REVEALED
from analysis.errors import ChangedMeanwhile, CodeBeneathCode, NoSuchSegment, ThemeGone

Fields = Mapping[str, Any]
"""What people write about a theme, by the names in WRITTEN."""


@transaction.atomic
def add_theme(
    codebook: Codebook,
    *,
    area: UUID | None = None,
    beneath: UUID | None = None,
    fields: Fields,
    by: str,
    now: datetime,
) -> Operation:
    """Add a theme, or a code `beneath` a theme, which lies where that one does."""

    def change(_operation: Operation) -> None:
        parent = theme_above(codebook, beneath) if beneath else None
        Theme.objects.create(
            codebook=codebook,
            area=area_in(codebook, area) if area and not beneath else None,
            parent=parent,
            key=free_theme_key(codebook, fields["name"]),
            position=codebook.themes.filter(standing=Standing.SHARED).count(),
            **cleaned(codebook, fields, area=area, beneath=beneath),
        )

    summary = f"Added the {'code' if beneath else 'theme'} “{fields['name']}”"
    return log_operation(codebook, "add", summary, change, by=by, now=now)


@transaction.atomic
def edit_theme(
    codebook: Codebook,
    guid: UUID,
    *,
    area: UUID | None = None,
    beneath: UUID | None = None,
    fields: Fields,
    by: str,
    now: datetime,
) -> Operation:
    """Rename a theme or a code, move it or describe it anew; its codings stay with it.

    A theme put `beneath` another one becomes a code; a code that is beneath none becomes a theme.
    Raises CodeBeneathCode where a theme that holds codes would become one.
    """
    theme = theme_in(codebook, guid)
    renamed = theme.name != fields["name"]
    home = theme.parent or theme.area
    moved = (home.guid if home else None) != (beneath or area)
    kind = "rename" if renamed else "move" if moved else "edit"
    summary = f"Renamed “{theme}” to “{fields['name']}”" if renamed else f"Changed “{theme}”"

    def change(_operation: Operation) -> None:
        edited = theme_in(codebook, guid)
        edited.parent = theme_above(codebook, beneath, of=edited) if beneath else None
        edited.area = area_in(codebook, area) if area and not beneath else None
        for name, value in cleaned(codebook, fields, area=area, beneath=beneath).items():
            setattr(edited, name, value)
        edited.save()

    return log_operation(codebook, kind, summary, change, by=by, now=now)


def theme_in(codebook: Codebook, guid: UUID) -> Theme:
    """A theme to change: a shared one, or one proposed in a round that is compared.

    Raises ThemeGone; a theme that only its coder may see is refused in the same words as one that
    does not exist.
    """
    theme = (
        Theme.objects.select_related(*RELATED, "merged_into", "coder__round")
        .filter(codebook=codebook, guid=guid)
        .first()
    )
    if theme is None or _is_private(theme):
        raise ThemeGone("There is no such theme in this codebook. Nothing was changed.")
    if theme.standing == Standing.RETIRED:
        where = f"merged into “{theme.merged_into}”" if theme.merged_into else "taken out"
        raise ThemeGone(f"“{theme}” was {where} meanwhile. Nothing was changed.")
    return theme


def theme_above(codebook: Codebook, guid: UUID, *, of: Theme | None = None) -> Theme:
    """The theme of the codebook that a code, `of` where it is there already, goes beneath.

    Raises ThemeGone, and CodeBeneathCode where it is a code itself or the code holds codes.
    """
    theme = theme_in(codebook, guid)
    if theme.standing != Standing.SHARED:
        raise ThemeGone(f"“{theme}” is not in the codebook yet. Take it in first.")
    if theme.parent_id is not None or theme == of:
        raise CodeBeneathCode(f"“{theme}” cannot hold codes. Choose a theme.")
    if of is not None and of.codes.exclude(standing__in=UNSEEN).exists():
        raise CodeBeneathCode(f"“{of}” holds codes and stays a theme. Move its codes first.")
    return theme


UNSEEN = (Standing.DROPPED, Standing.RETIRED)


def _is_private(theme: Theme) -> bool:
    """Whether only its coder may see a theme."""
    if theme.standing == Standing.PROPOSED:
        return theme.coder is None or theme.coder.round.stage not in REVEALED
    return theme.standing == Standing.DROPPED


def free_theme_key(codebook: Codebook, name: str) -> str:
    """A key for a new theme, made of its name."""
    return free_key(name, shared_themes(codebook).values_list("key", flat=True))


def cleaned(
    codebook: Codebook, fields: Fields, *, area: UUID | None = None, beneath: UUID | None = None
) -> dict[str, Any]:
    """The fields as a theme stores them, in `area` or, as a code, `beneath` a theme.

    Raises ChangedMeanwhile for a type, a mark, an area or a theme that is not in the codebook.
    """
    written = {name: fields[name] for name in WRITTEN if name in fields}
    themes = codebook.themes.filter(standing=Standing.SHARED, parent=None)
    further = themes if beneath else codebook.areas
    known: dict[str, list[str]] = {
        "types": [declared["key"] for declared in codebook.types],
        "marks": [declared["key"] for declared in codebook.marks],
        "also_in": [str(guid) for guid in further.values_list("guid", flat=True)],
    }
    for name in known.keys() & written.keys():
        chosen = [str(key) for key in written[name]]
        if not set(chosen) <= set(known[name]):
            raise ChangedMeanwhile(
                "What was chosen is not in the codebook any more. Nothing was changed; look again."
            )
        written[name] = list(dict.fromkeys(chosen))
    if "also_in" in written:
        home = str(beneath or area)
        others = [guid for guid in written["also_in"] if guid != home]
        written["also_in"] = others if beneath or area else []
    return written


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
