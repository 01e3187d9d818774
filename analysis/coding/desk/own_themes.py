"""Themes that a coder proposed, changed and dropped before anybody else has seen them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from analysis.coding.codebooks.contents import frozen_areas
from analysis.coding.codebooks.models import Standing, Theme
from analysis.coding.codebooks.slugs import free_key
from analysis.coding.codebooks.theme_records import RELATED, AreaRecord
from analysis.coding.codebooks.themes import Fields, cleaned, theme_above
from analysis.coding.desk.models import Coding, Step
from analysis.coding.desk.new_codes import refuse_beneath_own
from analysis.coding.rounds.models import RoundCoder, Stage
from analysis.coding.rounds.round_locks import lock_active_coder, require_stage
from analysis.coding.visibility import own_layer, proposed_by, themes_of
from analysis.errors import ChangedMeanwhile, NameTaken, ThemeGone


@transaction.atomic
def edit_own_theme(
    coder: RoundCoder,
    guid: UUID,
    *,
    area: UUID | None = None,
    beneath: UUID | None = None,
    fields: Fields,
) -> Theme:
    """Rename a theme of one's own, describe it anew, or place it in the codebook.

    It lies in an area, or as a code `beneath` a theme.

    Raises NameTaken where the coder has a theme of that name already, and CodeBeneathCode beneath
    another of their new themes. The names of other coders'
    themes are not looked at, since a refusal would give them away.
    """
    coder = _lock(coder)
    theme = own_theme(coder, guid)
    others = [other for other in themes_of(coder) if other.guid != guid]
    _require_free(fields["name"], [other.name for other in others])
    known = {offered.guid for offered in own_areas(coder)}
    if beneath:
        refuse_beneath_own(coder, beneath)
    theme.parent = theme_above(theme.codebook, beneath, of=theme) if beneath else None
    area = area if area in known and not beneath else None
    theme.area = theme.codebook.areas.get(guid=area) if area else None
    theme.key = free_key(fields["name"], [other.key for other in others])
    for name, value in cleaned(theme.codebook, fields, area=area, beneath=beneath).items():
        setattr(theme, name, value)
    theme.save()
    return theme


@transaction.atomic
def merge_own_theme(coder: RoundCoder, guid: UUID, *, into: UUID, now: datetime) -> Theme:
    """Give the codings of a theme of one's own another theme, and drop it; return the other.

    Each coding is taken back and made anew, as the coder could have done by hand, so that the
    desk's *Undo* goes through it step by step. Memos come along.
    """
    coder = _lock(coder)
    theme = own_theme(coder, guid)
    if into == guid or all(other.guid != into for other in themes_of(coder)):
        raise ThemeGone("Choose another theme of the round to merge this one into.")
    target = Theme.objects.get(guid=into)
    for coding in codings_of(coder, theme):
        _take_back(coder, coding)
        _code_again(coder, coding, target, now)
    _drop(theme)
    return target


@transaction.atomic
def drop_own_theme(coder: RoundCoder, guid: UUID, *, codings: int) -> Theme:
    """Drop a theme of one's own, and take back its codings, of which the coder saw so many.

    The desk's *Undo* brings them back one by one, and the theme with the first of them. Raises
    ChangedMeanwhile where there are more or fewer codings by now.
    """
    coder = _lock(coder)
    theme = own_theme(coder, guid)
    live = list(codings_of(coder, theme))
    if len(live) != codings:
        raise ChangedMeanwhile(
            f"“{theme}” was coded or taken back in another tab meanwhile, and has {len(live)} "
            "of your codings now. Nothing was dropped; look again."
        )
    for coding in live:
        _take_back(coder, coding)
    _drop(theme)
    return theme


def bring_back(coder: RoundCoder, theme: Theme) -> None:
    """Make a dropped theme one of the coder's own again; others stay as they are.

    Raises NameTaken where the coder has given its name to another theme since.
    """
    if theme.standing != Standing.DROPPED:
        return
    _require_free(theme.name, [other.name for other in themes_of(coder)])
    theme.standing = Standing.PROPOSED
    theme.save(update_fields=["standing"])


def own_theme(coder: RoundCoder, guid: UUID) -> Theme:
    """Raises ThemeGone where this is no theme that the coder proposed and still has."""
    theme = proposed_by(coder).select_related(*RELATED).filter(guid=guid).first()
    if theme is None:
        raise ThemeGone("This theme is not among your new ones, or not any more.")
    return theme


def own_areas(coder: RoundCoder) -> tuple[AreaRecord, ...]:
    """The areas of the version that the round codes with, as far as the codebook still has them."""
    version = coder.round.version
    if version is None:
        return ()
    there = set(coder.round.codebook.areas.values_list("guid", flat=True))
    return tuple(area for area in frozen_areas(version.content) if area.guid in there)


def codings_of(coder: RoundCoder, theme: Theme) -> QuerySet[Coding]:
    """A coder's own live codings with a theme, in the order in which they were made."""
    return own_layer(coder).filter(coder=coder, theme=theme).order_by("pk")


def _lock(coder: RoundCoder) -> RoundCoder:
    coder = lock_active_coder(coder)
    require_stage(coder.round, Stage.INDEPENDENT)
    return coder


def _require_free(name: str, taken: list[str]) -> None:
    if any(other.casefold() == name.casefold() for other in taken):
        raise NameTaken(f"There is a theme “{name}” already. Give one of them another name first.")


def _take_back(coder: RoundCoder, coding: Coding) -> None:
    coding.live = False
    coding.save(update_fields=["live"])
    Step.objects.create(coder=coder, coding=coding, did=Step.Did.REMOVED)


def _code_again(coder: RoundCoder, old: Coding, theme: Theme, now: datetime) -> None:
    """Code a segment with another theme, or add the memo to the coding that has it already."""
    same = codings_of(coder, theme).filter(unit=old.unit_id, start=old.start, end=old.end).first()
    if same is None:
        new = Coding.objects.create(
            round_id=old.round_id,
            coder=coder,
            unit_id=old.unit_id,
            theme=theme,
            start=old.start,
            end=old.end,
            memo=old.memo,
            made_at=now,
        )
        Step.objects.create(coder=coder, coding=new, did=Step.Did.ADDED)
    elif old.memo:
        Step.objects.create(coder=coder, coding=same, did=Step.Did.NOTED, before=same.memo)
        same.memo = f"{same.memo}\n{old.memo}".strip()
        same.save(update_fields=["memo"])


def _drop(theme: Theme) -> None:
    """It leaves its area, which would otherwise be held by a theme that nobody sees."""
    theme.standing, theme.area = Standing.DROPPED, None
    theme.save(update_fields=["standing", "area"])
