"""Changes of a codebook: each is one operation, which is logged and undone as a whole."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from analysis.coding.codebooks.models import (
    Codebook,
    Operation,
    Standing,
    Theme,
    ThemeArea,
)
from analysis.coding.codebooks.recode import require_no_blind_round, restore_codings
from analysis.coding.codebooks.snapshots import restore, state_of
from analysis.coding.rounds.consensus import forget_accepted
from analysis.coding.rounds.models import Stage
from analysis.errors import ChangedMeanwhile, CodebookInUse, NameTaken


def log_operation(
    codebook: Codebook,
    kind: str,
    summary: str,
    change: Callable[[Operation], None],
    *,
    by: str,
    now: datetime,
) -> Operation:
    """Change a codebook and log what the changed areas and themes were like before and are now.

    Locks the codebook, so that changes take turns. Raises NameTaken where two themes or two areas
    would have the same name.
    """
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    before = state_of(codebook)
    operation = Operation.objects.create(
        codebook=codebook, kind=kind, summary=summary, before={}, after={}, by=by, at=now
    )
    try:
        with transaction.atomic():
            change(operation)
    except IntegrityError as problem:
        raise NameTaken(
            "There is a theme or an area of this name already. Choose another name."
        ) from problem
    after = state_of(codebook)
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    operation.before = {key: before.get(key) for key in changed}
    operation.after = {key: after.get(key) for key in changed}
    operation.save(update_fields=["before", "after"])
    return operation


@transaction.atomic
def undo_operation(codebook: Codebook, guid: UUID, *, by: str, now: datetime) -> Operation:
    """Undo the last operation that is not undone. Raises ChangedMeanwhile for any other one."""
    Codebook.objects.select_for_update().get(pk=codebook.pk)
    last = codebook.operations.filter(undone_at=None).first()
    if last is None or last.guid != guid:
        raise ChangedMeanwhile(
            "This is not the last change any more, or it was undone already. Nothing was changed."
        )
    _require_open_rounds(last)
    restore_codings(last)
    forget_accepted(last)
    _require_unused(last)
    try:
        with transaction.atomic():
            restore(codebook, last.before)
    except IntegrityError as problem:
        raise NameTaken(
            "Its old name is taken by another theme. Rename that one first."
        ) from problem
    last.undone_at, last.undone_by = now, by
    last.save(update_fields=["undone_at", "undone_by"])
    return last


def _require_open_rounds(operation: Operation) -> None:
    """Raises CodebookInUse where a theme would be new again in a round that is closed."""
    proposed = [
        key.split()[1]
        for key, fields in operation.before.items()
        if fields and fields.get("standing") == Standing.PROPOSED
    ]
    closed = Theme.objects.filter(guid__in=proposed, coder__round__stage=Stage.CLOSED)
    if theme := closed.select_related("coder__round").first():
        assert theme.coder is not None, "asked for by its round"  # noqa: S101
        raise CodebookInUse(
            f"“{theme}” came from {theme.coder.round}, which is closed with it. "
            "Open that round again first."
        )


def _require_unused(operation: Operation) -> None:
    """Raises CodebookInUse where a theme or an area that would go is in use, or could be in secret.

    While a round is coded independently nobody is told whether it is.
    """
    added = [key.split() for key, fields in operation.before.items() if fields is None]
    guids = [guid for _kind, guid in added]
    if added:
        require_no_blind_round(operation)
    for theme in Theme.objects.filter(guid__in=guids):
        if theme.codings.filter(live=True).exists():
            raise CodebookInUse(
                f"“{theme}” has codings by now. Merge it into another theme, or take it out."
            )
        there = Q(standing=Standing.SHARED) | Q(standing=Standing.PROPOSED, coder__excused_at=None)
        if theme.codes.filter(there).exclude(guid__in=guids).exists():
            raise CodebookInUse(f"Codes lie beneath “{theme}” by now. Move them or take them out.")
    for area in ThemeArea.objects.filter(guid__in=guids):
        if area.themes.filter(standing=Standing.PROPOSED, coder__excused_at=None).exists():
            raise CodebookInUse(
                f"A theme that is new in a round lies in “{area}”. Reconcile the new themes first."
            )
