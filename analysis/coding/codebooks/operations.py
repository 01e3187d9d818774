"""Changes of a codebook: each is one operation, which is logged and undone as a whole."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from analysis.coding.codebooks.models import Codebook, Operation, Theme
from analysis.coding.codebooks.recode import require_no_blind_round, restore_codings
from analysis.coding.codebooks.snapshots import restore, state_of
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
    restore_codings(last)
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


def _require_unused(operation: Operation) -> None:
    """Raises CodebookInUse where a theme that would go has codings, or could have hidden ones."""
    added = [key.split()[1] for key, fields in operation.before.items() if fields is None]
    themes = Theme.objects.filter(guid__in=added)
    if themes.exists():
        require_no_blind_round(operation)
    for theme in themes:
        if theme.codings.filter(live=True).exists():
            raise CodebookInUse(
                f"“{theme}” has codings by now. Merge it into another theme, or take it out."
            )
