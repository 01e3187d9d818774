"""A coder's part in a round: reading case by case, finishing, going on, and being excused."""

from datetime import datetime

from django.db import transaction

from analysis.coding.cases.models import Case
from analysis.coding.rounds.models import Reading, RoundCoder, Stage
from analysis.coding.rounds.round_locks import (
    lock_active_coder,
    lock_coder,
    lock_round,
    require_not_excused,
    require_stage,
)
from analysis.coding.visibility import Account
from analysis.errors import NotYours, WrongStage


@transaction.atomic
def mark_read(coder: RoundCoder, case: Case, *, read: bool, now: datetime) -> None:
    """Mark a case as coded to its end, or as not coded to its end after all."""
    coder = lock_active_coder(coder)
    if not coder.round.members.filter(case=case).exists():
        raise NotYours("This participant is not part of the round.")
    if read:
        Reading.objects.get_or_create(coder=coder, case=case, defaults={"finished_at": now})
    else:
        Reading.objects.filter(coder=coder, case=case).delete()


@transaction.atomic
def finish(coder: RoundCoder, *, now: datetime) -> None:
    """Mark a coder's part as finished, which can be undone until the comparison.

    Raises WrongStage where cases are left to read.
    """
    coder = lock_coder(coder)
    require_stage(coder.round, Stage.INDEPENDENT)
    require_not_excused(coder)
    unread = coder.round.members.filter(joint=False).exclude(
        case__in=coder.readings.values_list("case")
    )
    if number := unread.count():
        people = "participant is" if number == 1 else "participants are"
        raise WrongStage(f"{number} {people} not marked as done yet. Read them first.")
    coder.finished_at = now
    coder.save(update_fields=["finished_at"])


@transaction.atomic
def reopen(coder: RoundCoder) -> None:
    """Let a coder who has finished go on coding, as long as the round is not compared."""
    coder = lock_coder(coder)
    require_stage(coder.round, Stage.INDEPENDENT)
    require_not_excused(coder)
    coder.finished_at = None
    coder.save(update_fields=["finished_at"])


@transaction.atomic
def excuse(coder: RoundCoder, *, because: str, by: Account, now: datetime) -> None:
    """Go on without a coder who never finishes; their codings stay, and count nowhere.

    Raises WrongStage without a reason, for a coder who has finished or was excused, and for the
    last coder of the round.
    """
    coders = list(coder.round.coders.select_for_update().order_by("pk"))
    coder = next(locked for locked in coders if locked.pk == coder.pk)
    lock_round(coder.round, Stage.INDEPENDENT)
    if not because.strip():
        raise WrongStage("Say in a few words why; the reason is kept with the round.")
    if coder.finished_at is not None or coder.excused_at is not None:
        raise WrongStage("This coder has finished or was excused already. Nothing was changed.")
    if all(other.excused_at is not None for other in coders if other.pk != coder.pk):
        raise WrongStage("This is the only coder left. A round needs one; plan another round.")
    coder.excused_at, coder.excused_by = now, by.get_username()
    coder.excused_because = because.strip()
    coder.save(update_fields=["excused_at", "excused_by", "excused_because"])
