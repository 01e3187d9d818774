"""Adding entries to the log of changes, each tied to the one before, and verifying them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from operations.actor import actor
from operations.models import Change
from survey.audit_chain.digests import BEGINNING, anchor_digest

COLUMNS = ("number", "happened_at", "by", "kind", "study", "what", "which", "details")


@transaction.atomic
def note_change(
    kind: Change.Kind, subject: str, which: str, details: Mapping[str, Any], *, study: str = ""
) -> None:
    """Add an entry in the transaction that makes the change: both are stored, or neither.

    `details` are plain values, and nothing that a participant wrote. `study` is the name of the
    study that the change is about; empty where it is about none.
    """
    _lock_log()
    last = Change.objects.order_by("-number").first()
    change = Change(
        number=last.number + 1 if last else 1,
        happened_at=timezone.now(),
        by=actor()[:200],
        kind=kind,
        study=study,
        what=subject,
        which=which[:200],
        details=dict(details),
    )
    change.digest = digest_of(change, last.digest if last else BEGINNING)
    change.save(force_insert=True)


def digest_of(change: Change, previous: str) -> str:
    """The digest of every column and of the entry before, whose digest is `previous`."""
    content = {name: getattr(change, name) for name in COLUMNS} | {"kind": str(change.kind)}
    return anchor_digest(previous, change.number, content)


def problems_of_changes() -> Iterator[str]:
    """One sentence for every entry that was altered or removed."""
    previous = BEGINNING
    for expected, change in enumerate(Change.objects.order_by("number").iterator(), start=1):
        if change.number != expected:
            yield f"Entry {expected} of the log of changes was removed."
            return
        if change.digest != digest_of(change, previous):
            yield f"Entry {expected} of the log of changes was altered."
        previous = change.digest


def head_of_changes() -> tuple[int, str]:
    """The number of entries, and the digest of the last one, which stands for all of them."""
    last = Change.objects.order_by("-number").first()
    return (last.number, last.digest) if last else (0, BEGINNING)


def knows_change(digest: str) -> bool:
    return Change.objects.filter(digest=digest).exists()


def _lock_log() -> None:
    """Make other writers wait, so that no two entries follow the same one."""
    ContentType.objects.select_for_update().filter(app_label="operations", model="change").first()
