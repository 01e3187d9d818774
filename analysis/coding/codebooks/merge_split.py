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
from analysis.coding.codebooks.themes import UNSEEN, Fields, cleaned, free_theme_key, theme_in
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
    if target in themes or target.parent in themes:
        raise ChangedMeanwhile(
            "A theme cannot be merged into itself, nor into a code beneath it. Choose another one."
        )

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
    the words of all of them. A code stays beneath its theme. Raises UnfitName for a name that is empty or too long, and ThemeGone
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
        if adopted.parent is None:
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
            parent=whole.parent,
            also_in=whole.also_in,
            key=free_theme_key(codebook, fields["name"]),
            position=whole.position + 1,
            **cleaned(codebook, fields),
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
    """Retire a theme, and give its codings and its codes another one, or none."""
    _move_codes(operation, theme, into)
    move_codings(operation, theme.codings.all(), into)
    forget_taken_back(theme)
    theme.standing, theme.merged_into = Standing.RETIRED, into
    theme.save(update_fields=["standing", "merged_into"])


def _move_codes(operation: Operation, theme: Theme, into: Theme | None) -> None:
    """Put the codes of a theme beneath the one that remains, or that this one is a code of.

    Without one that remains they go to their further themes, and out of use where they have none.
    """
    above = into.parent or into if into else None
    guid, new = str(theme.guid), str(above.guid) if above else ""
    codes = theme.codebook.themes.filter(parent__isnull=False).select_related("parent")
    further = [code for code in codes if guid in code.also_in]
    for code in further:
        home = str(code.parent.guid) if code.parent else ""
        code.also_in = _exchanged(code.also_in, guid, new, home=home)
    Theme.objects.bulk_update(further, ["also_in"])
    for code in theme.codes.exclude(standing__in=UNSEEN):
        goes_to = above or Theme.objects.filter(guid__in=code.also_in[:1]).first()
        if goes_to is None:
            absorb(operation, code, None)
            continue
        code.parent = goes_to
        code.also_in = _exchanged(code.also_in, guid, new, home=str(goes_to.guid))
        code.save(update_fields=["parent", "also_in"])


def _exchanged(guids: list[str], old: str, new: str, *, home: str) -> list[str]:
    """Further themes with one in another's place, without where the code lies in the first place."""
    others = [new if guid == old else guid for guid in guids]
    return [guid for guid in dict.fromkeys(others) if guid and guid != home]


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
