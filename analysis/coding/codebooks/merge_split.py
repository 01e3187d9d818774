"""Themes taken in from a round, merged, split and taken out, with the codings that move along."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from analysis.coding.codebooks.areas import area_in
from analysis.coding.codebooks.models import (
    LONGEST_NAME,
    Codebook,
    Operation,
    Standing,
    Theme,
)
from analysis.coding.codebooks.operations import log_operation
from analysis.coding.codebooks.recode import forget_taken_back, move_codings
from analysis.coding.codebooks.themes import Fields, cleaned, free_theme_key, theme_in
from analysis.coding.rounds.consensus import accept_now_shared
from analysis.errors import ChangedMeanwhile, ThemeGone, UnfitName


@transaction.atomic
def merge_themes(
    codebook: Codebook,
    guid: UUID,
    *,
    into: UUID,
    by: str,
    now: datetime,
    same: Iterable[UUID] = (),
) -> Operation:
    """Retire a theme, and others that say the `same`, and give their codings another theme.

    Raises ThemeGone where one of the themes is gone, for instance as somebody else has merged it
    meanwhile, and CodebookInUse while a round is coded independently.
    """
    guids = [guid, *same]
    themes, target = [theme_in(codebook, merged) for merged in guids], theme_in(codebook, into)
    if target in themes:
        raise ChangedMeanwhile("A theme cannot be merged into itself. Choose another one.")

    def change(operation: Operation) -> None:
        remaining = theme_in(codebook, into)
        for merged in guids:
            absorb(operation, theme_in(codebook, merged), remaining)

    summary = f"Merged {_quoted(themes)} into “{target}”"
    operation = log_operation(codebook, "merge", summary, change, by=by, now=now)
    accept_now_shared(codebook, now=now)
    return operation


@transaction.atomic
def adopt_theme(
    codebook: Codebook,
    guid: UUID,
    *,
    area: UUID | None,
    name: str,
    by: str,
    now: datetime,
    same: Iterable[UUID] = (),
) -> Operation:
    """Take a theme that was proposed in a compared round into the codebook.

    Others that say the `same`, as other coders proposed them, become one theme with it, which has
    the words of all of them. Raises UnfitName for a name that is empty or too long, and ThemeGone
    where one of the themes is in the codebook already.
    """
    if not 0 < len(name) <= LONGEST_NAME:
        raise UnfitName(f"A theme needs a name, of at most {LONGEST_NAME} characters.")
    guids = [guid, *same]
    themes = [theme_in(codebook, adopted) for adopted in guids]

    def change(operation: Operation) -> None:
        adopted, *others = (_proposed_in(codebook, proposed) for proposed in guids)
        for other in others:
            _add_words(adopted, other)
            absorb(operation, other, adopted)
        adopted.area = area_in(codebook, area) if area else None
        adopted.key = free_theme_key(codebook, name)
        adopted.name, adopted.standing = name, Standing.SHARED
        adopted.save()

    as_one = ", as one" if len(themes) > 1 else ""
    renamed = f", named “{name}”" if any(theme.name != name for theme in themes) else ""
    summary = f"Took in {_quoted(themes)}, new in a round{as_one}{renamed}"
    operation = log_operation(codebook, "adopt", summary, change, by=by, now=now)
    accept_now_shared(codebook, now=now)
    return operation


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
def retire_theme(
    codebook: Codebook,
    guid: UUID,
    *,
    by: str,
    now: datetime,
    because: str = "",
    same: Iterable[UUID] = (),
) -> Operation:
    """Take a theme, and others that say the `same`, out of the codebook, or out of its round.

    Their codings stay with them, count nowhere, and come back with them.
    """
    guids = [guid, *same]
    themes = [theme_in(codebook, retired) for retired in guids]

    def change(operation: Operation) -> None:
        for retired in guids:
            absorb(operation, theme_in(codebook, retired), None)

    why = f", because: {because}" if because else ""
    summary = f"Took out {_quoted(themes)}{why}"
    return log_operation(codebook, "remove", summary, change, by=by, now=now)


def absorb(operation: Operation, theme: Theme, into: Theme | None) -> None:
    """Retire a theme, and give its codings another one, or none."""
    move_codings(operation, theme.codings.all(), into)
    forget_taken_back(theme)
    theme.standing, theme.merged_into = Standing.RETIRED, into
    theme.save(update_fields=["standing", "merged_into"])


def _proposed_in(codebook: Codebook, guid: UUID) -> Theme:
    theme = theme_in(codebook, guid)
    if theme.standing != Standing.PROPOSED:
        raise ThemeGone(f"“{theme}” is in the codebook already. Nothing was changed.")
    return theme


def _add_words(theme: Theme, other: Theme) -> None:
    """Add what another theme says, as far as the theme does not say it yet."""
    for part in ("definition", "include", "exclude"):
        texts = [text for text in (getattr(theme, part), getattr(other, part)) if text]
        setattr(theme, part, "\n".join(dict.fromkeys(texts)))
    theme.examples = list(dict.fromkeys([*theme.examples, *other.examples]))


def _quoted(themes: Iterable[Theme]) -> str:
    return " and ".join(f"“{theme}”" for theme in themes)
