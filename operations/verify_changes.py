"""Whether the log of changes is as it was written."""

from collections.abc import Iterator

from operations.models import Change
from survey.audit_chain.digests import BEGINNING, anchor_digest

COLUMNS = ("number", "happened_at", "by", "kind", "what", "which", "details")


def digest_of(change: Change, previous: str) -> str:
    """Over every column, and the digest before."""
    said = {name: getattr(change, name) for name in COLUMNS} | {"kind": str(change.kind)}
    return anchor_digest(previous, change.number, said)


def problems_of_changes() -> Iterator[str]:
    """One sentence for everything that is wrong with the log."""
    previous = BEGINNING
    for expected, change in enumerate(Change.objects.order_by("number").iterator(), start=1):
        if change.number != expected:
            yield f"Entry {expected} of the log of changes was removed."
            return
        if change.digest != digest_of(change, previous):
            yield f"Entry {expected} of the log of changes was altered."
        previous = change.digest


def head_of_changes() -> tuple[int, str]:
    """How many entries there are, and a digest that stands for all of them."""
    last = Change.objects.order_by("-number").first()
    return (last.number, last.digest) if last else (0, BEGINNING)


def knows_change(digest: str) -> bool:
    return Change.objects.filter(digest=digest).exists()
