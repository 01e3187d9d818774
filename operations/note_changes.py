"""Changes are noted, in the transaction that makes them: both are there, or neither."""

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from operations.actor import actor
from operations.models import Change
from operations.verify_changes import digest_of
from survey.audit_chain.digests import BEGINNING


@transaction.atomic
def note_change(kind: Change.Kind, what: str, which: str, details: Mapping[str, Any]) -> None:
    """Add a row to the log; `details` are plain values and nobody's words."""
    _take_turns()
    last = Change.objects.order_by("-number").first()
    change = Change(
        number=last.number + 1 if last else 1,
        happened_at=timezone.now(),
        by=actor()[:200],
        kind=kind,
        what=what,
        which=which[:200],
        details=dict(details),
    )
    change.digest = digest_of(change, last.digest if last else BEGINNING)
    change.save(force_insert=True)


def _take_turns() -> None:
    """Two changes at once would both follow the same one."""
    ContentType.objects.select_for_update().filter(app_label="operations", model="change").first()
